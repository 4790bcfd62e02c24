"""Plans of invented towns, as like real ones as can be: `generate_plans.py FOLDER [COUNT] [--broken]`.

The same seed gives the same files. All are valid, and none has a warning; with `--broken` each has one to
four errors of the kinds that people make.
"""

import argparse
from pathlib import Path
from random import Random

SEED = 5489
PER_FOLDER = 100

TOWNS = ("青葉", "旭", "朝日", "池田", "泉", "岩見", "大川", "小野", "川上", "北浜", "桜井", "白鳥", "高森", "富岡", "中津", "羽島", "松崎", "美郷", "八幡", "若狭")  # fmt: skip
KINDS = ("市", "町", "村", "区")
FIELDS = ("観光", "農業", "林業", "水産業", "ものづくり", "子育て支援", "移住・定住", "中心市街地", "伝統工芸", "ＩＣＴ", "スポーツ", "健康づくり")  # fmt: skip
AIMS = ("活性化", "振興", "魅力発信", "担い手育成", "交流拡大", "ブランド化", "基盤強化")
MEASURED = (
    ("新規就業者数", "人"), ("観光入込客数", "千人"), ("移住相談件数", "件"), ("商談成立件数", "件"),
    ("売上高", "千円"), ("参加企業数", "社"), ("空き店舗の活用数", "店舗"), ("体験プログラムの参加者数", "人"),
    ("延べ宿泊者数", "人泊"), ("製造品出荷額", "百万円"), ("農産物の販売額", "千円"), ("講座の修了者数", "人"),
)  # fmt: skip
RATES = (("満足度", "％"), ("就業率", "％"), ("空き家率", "％"), ("定着率", "％"))
WORKS = ("拠点施設の整備", "外部人材の確保", "情報発信", "販路の開拓", "人材育成講座の開催", "調査及び実証事業", "交流会の開催", "商品の開発")  # fmt: skip
SENTENCES = (
    "産官学金労言から構成される推進会議において、重要業績評価指標（KPI）の達成状況を検証する。",
    "毎年度、外部有識者の意見を聴き、次年度以降の取組に反映する。",
    "事業の効果を地域の関係者と共有し、必要な見直しを行う。",
    "検証の結果は市議会に報告し、公表する。",
)
GRADES = (
    "地方創生に非常に効果的であった",
    "地方創生に相当程度効果があった",
    "地方創生に効果があった",
)


class Town:
    """One invented plan."""

    def __init__(self, number: int, seed: int = SEED) -> None:
        self.random = random = Random(f"{seed}/{number}")
        self.number = number
        self.name = random.choice(TOWNS) + random.choice(KINDS)
        self.first = random.randrange(2016, 2022)
        self.years = list(range(self.first, self.first + random.choice((3, 3, 3, 4, 5))))
        self.label = random.choice((self.era, self.era, str))
        self.flow = random.random() < 0.6
        self.lines: list[str] = []

    @staticmethod
    def era(year: int) -> str:
        return f"H{year - 1988}" if year < 2019 else f"R{year - 2018}"

    def text(self) -> str:
        """The file of a valid plan."""
        random = self.random
        field, aim = random.choice(FIELDS), random.choice(AIMS)
        add = self.lines.append
        add(f"# {self.name} 地域再生計画「{field}{aim}計画」")
        add("schema: yport/plan/v1")
        add(f"id: town-{self.number:05}")
        add("")
        add("# １ 地域再生計画の名称")
        add(f"name: {self.name}における{field}の{aim}を通じた地域の{random.choice(AIMS)}計画")
        add("")
        add("# ２ 地域再生計画の作成主体の名称")
        self.list_("authors", [self.name, *(["県"] if random.random() < 0.2 else [])])
        add("")
        add("# ３ 地域再生計画の区域")
        add(f"area: {self.name}の全域")
        add(f'area_code: "{random.randrange(1, 48):02}{random.randrange(100, 600)}"')
        start = "null" if random.random() < 0.5 else f'"{self.first}-{random.randrange(4, 10):02}-01"'
        # In quotes: other readers make a date object of a bare date.
        self.mapping("period", {"start": start, "end": f'"{self.years[-1] + 1}-03-31"'})
        self.list_("fiscal_years", [self.label(year) for year in self.years])
        self.project(field, aim)
        add("")
        add("# ４－２【数値目標】")
        add("kpis:")
        for index in range(random.choice((2, 3, 3, 3, 4))):
            self.kpi(index, field)
        self.budget()
        self.rest()
        return "\n".join(self.lines) + "\n"

    def project(self, field: str, aim: str) -> None:
        """事業の内容."""
        random, add = self.random, self.lines.append
        add("")
        add("# ５－２ ①②③ 事業主体・事業の名称・事業の内容")
        add("project:")
        add(f"  name: {self.name}{field}{aim}事業")
        add(f"  body: {self.name}")
        add("  contents:")
        for index, work in enumerate(random.sample(WORKS, random.randrange(2, 5)), 1):
            self.item({"id": f"work{index}", "name": f"{field}に関する{work}"}, "    ")

    def kpi(self, index: int, field: str) -> None:
        """One KPI: mostly increments, sometimes a level with decimals."""
        random, add = self.random, self.lines.append
        total = 0
        if random.random() < 0.75:
            name, unit = random.choice(MEASURED)
            scale = random.choice((1, 1, 10, 100, 1000))
            changes = [random.randrange(0, 60) * scale for _ in self.years]
            total = sum(changes)
            figures = [str(change) for change in changes]
            kind, series, baseline = "increment", "increments", str(random.randrange(0, 500) * scale)
        else:
            name, unit = random.choice(RATES)
            level = random.randrange(300, 600)
            tenths = [level := level + random.randrange(0, 40) for _ in self.years]
            figures = [f"{tenth // 10}.{tenth % 10}" for tenth in tenths]
            kind, series, baseline = "level", "targets", "29.5"
        add(f"  - id: kpi{index + 1}")
        add(f"    name: {field}の取組による{name}（第{index + 1}指標）")
        if random.random() < 0.5:
            add(f"    short_name: {name}（{index + 1}）")
        add(f"    unit: {unit}")
        add(f"    kind: {kind}")
        add("    direction: increase")
        add(f"    baseline: {baseline}")
        table = dict(zip(map(self.label, self.years), figures, strict=True))
        self.mapping(series, table, "    ")
        if kind == "increment":
            add(f"    stated_cumulative: {total}")

    def budget(self) -> None:
        """事業費, 自立性."""
        random, add = self.random, self.lines.append
        amounts = [random.randrange(5, 90) * 500 for _ in self.years]
        total = sum(amounts)
        table = {self.label(year): str(amount) for year, amount in zip(self.years, amounts, strict=True)}
        add("")
        add("# ５－２ ⑦ 交付対象事業に要する経費")
        add("budget:")
        add("  unit: 千円")
        add(f"  total: {total}")
        self.mapping("years", table, "  ")
        if random.random() < 0.5:
            add("  lines:")
            add("    - id: all")
            add("      name: 委託料と人件費（対象外を除く）")
            self.mapping("years", table, "      ")
        else:
            add("  lines: []")
        grant = {
            "measure": "A3007",
            "name": "地方創生推進交付金",
            "kind": random.choice(("null", "先駆", "横展開" if len(self.years) == 3 else "先駆")),
            "rate": "1/2",
            "eligible_cost": random.choice(("null", str(total - random.randrange(0, 500)))),
            "amount": "null",
        }
        self.mapping("grant", grant, "  ")
        if random.random() < 0.7:
            last = self.label(self.years[-1])
            add("")
            add("# ５－２ ④【自立性】")
            add("self_sufficiency:")
            add("  unit: 千円")
            self.mapping("revenue", {last: str(amounts[-1])}, "  ")
            self.mapping("cost", {last: str(amounts[-1])}, "  ")
            add(f"  break_even_year: {last}")

    def rest(self) -> None:
        """Evaluation, publication, source."""
        random, add = self.random, self.lines.append
        add("")
        add("# ５－２ ⑥ 評価の方法、時期及び体制; ７－１")
        add("evaluation:")
        add(f"  method: {random.choice(SENTENCES)}")
        add(f"  body: {self.name}地方創生推進会議")
        add(f"  experts: {random.choice(SENTENCES)}")
        add("")
        add("publication:")
        add("  how: 毎年度、市ホームページ等に掲載する。")
        add("  every: year")
        add("")
        if random.random() < 0.5:
            add("evaluations:")
            for year in self.years[:2]:
                add(f"  - fiscal_year: {self.label(year)}")
                add(f"    grade: {random.choice(GRADES)}")
                add(
                    f"    expert: {{verdict: 総合戦略のKPI達成に有効であった, opinion: {random.choice(SENTENCES)}}}"
                )
                add("    next:")
                add("      policy: 事業の継続")
                add(f"      reason: {random.choice(SENTENCES)}")
        else:
            add("evaluations: []")
        add("acknowledged: []")
        add("licence: CC-BY-4.0")
        add("source:")
        add("  title: 地域再生計画")
        add("  sections:")
        sections = {
            "name": "１ 地域再生計画の名称",
            "authors": "２ 地域再生計画の作成主体の名称",
            "area": "３ 地域再生計画の区域",
            "period": "６ 計画期間",
            "fiscal_years": "⑧ 事業実施期間",
            "project": "③ 事業の内容",
            "kpis": "⑤ 重要業績評価指標（KPI）及び目標年月",
            "budget": "⑦ 交付対象事業に要する経費",
            "self_sufficiency": "④ 事業が先導的であると認められる理由",
            "evaluation": "⑥ 評価の方法、時期及び体制",
            "publication": "７－３ 目標の達成状況にかかる評価の公表の手法",
        }
        for key, section in sections.items():
            add(f"    {key}: {section}")

    def list_(self, key: str, items: list[str]) -> None:
        """A list in the plan's style."""
        if self.flow:
            self.lines.append(f"{key}: [{', '.join(items)}]")
        else:
            self.lines.append(f"{key}:")
            self.lines.extend(f"  - {item}" for item in items)

    def mapping(self, key: str, items: dict[str, str], indent: str = "") -> None:
        """A table in the plan's style."""
        if self.flow:
            pairs = ", ".join(f"{name}: {value}" for name, value in items.items())
            self.lines.append(f"{indent}{key}: {{{pairs}}}")
        else:
            self.lines.append(f"{indent}{key}:")
            self.lines.extend(f"{indent}  {name}: {value}" for name, value in items.items())

    def item(self, items: dict[str, str], indent: str) -> None:
        """A list's entry in the plan's style."""
        if self.flow:
            pairs = ", ".join(f"{name}: {value}" for name, value in items.items())
            self.lines.append(f"{indent}- {{{pairs}}}")
        else:
            first, *others = (f"{name}: {value}" for name, value in items.items())
            self.lines.append(f"{indent}- {first}")
            self.lines.extend(f"{indent}  {other}" for other in others)


# What people get wrong: the start of a line, and what becomes of it.
MISTAKES = (
    ("  total: ", lambda line: "  total: １２０千円"),
    ("    stated_cumulative: ", lambda line: line + "7"),
    ("    unit: ", lambda line: line.replace("unit", "unti")),
    ("    kind: ", lambda line: line + "s"),
    ("    baseline: ", lambda line: line + "万"),
    ("area: ", lambda line: line.replace("area", "areas")),
    ("  body: ", lambda line: "  body:\n  body: 事務局"),
    ("licence: ", lambda line: line + "\nlicense: MIT"),
    ("    direction: ", lambda line: "    direction: up"),
    ("name: ", lambda line: "name: 2020"),
    ("area_code: ", lambda line: "area_code: 1410"),
    ("  break_even_year: ", lambda line: "  break_even_year: H28"),
)


def broken(text: str, random: Random) -> str:
    """`text` with one to four mistakes."""
    lines = text.split("\n")
    possible = [mistake for mistake in MISTAKES if any(line.startswith(mistake[0]) for line in lines)]
    for start, spoil in random.sample(possible, random.randrange(1, 5)):
        at = next(index for index, line in enumerate(lines) if line.startswith(start))
        lines[at] = spoil(lines[at])
    return "\n".join(lines)


def generate(folder: Path, count: int, *, with_errors: bool = False, seed: int = SEED) -> list[Path]:
    """`count` plans below `folder`, a hundred to a folder."""
    paths = []
    for number in range(count):
        town = Town(number, seed)
        text = town.text()
        if with_errors:
            text = broken(text, town.random)
        path = folder / f"{number // PER_FOLDER:03}" / f"town-{number:05}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--broken", action="store_true", help="put one to four errors into each file")
    arguments = parser.parse_args()
    generate(arguments.folder, arguments.count, with_errors=arguments.broken)
