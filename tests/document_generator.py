"""Documents in the official form with other contents: what people print, in all the ways they print it.

The same seed gives the same document. A case says which figures a reader can take without a doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from yport_cli.core.numbers.number import Number, grouped

_FULL = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
_SUBJECTS = (
    *(
        "観光入込",
        "地域交流センター",
        "移住・定住",
        "ものづくり企業",
        "６次産業化",
        "ＩＣＴ",
        "空き家",
        "高校生",
    ),
    *(
        "海外インフラビジネス",
        "Ｕ・Ｉターン",
        "第２期計画",
        "65歳以上",
        "コミュニティバス",
        "農産物直売所",
        "DMO",
    ),
)
_ACTIONS = (
    *(
        "に関する相談",
        "の活用",
        "による新規就農",
        "への参加",
        "を通じた販売",
        "における雇用",
        "のマッチング",
        "の体験",
    ),
    *("・実証事業等の受注", "及び合同調査", "のサポーター登録", "向けセミナー"),
)
_COUNTS = (
    *(
        ("者数", "人"),
        ("件数", "件"),
        ("客数", "万人"),
        ("客数", "万人回"),
        ("額", "千円"),
        ("額", "円"),
        ("率", "%"),
    ),
    *(
        ("割合", "％"),
        ("倍率", "倍"),
        ("企業数", "社"),
        ("店舗数", "店"),
        ("量", "万トン"),
        ("回数", "回"),
        ("指数", None),
    ),
)
_TOWNS = (
    "常総市",
    "八幡浜市",
    "神流町",
    "四日市市",
    "大町市",
    "野々市市",
    "十津川村",
    "港区",
    "釧路市",
    "富士見町",
)
_PREFECTURES = ("茨城県", "愛媛県", "群馬県", "三重県", "長野県", "石川県", "奈良県", "東京都", "北海道")
_SIGNS = ("△", "△ ", "▲", "−", "-", "－")
_DASHES = ("-", "－", "―", "−")


@dataclass(slots=True)
class Kpi:
    """A KPI of a generated document; `None` is a lone dash."""

    name: str
    unit: str | None
    baseline: Number
    years: list[Number | None]
    cumulative: Number | None = None


@dataclass(slots=True)
class Case:
    """A document, and what it says."""

    text: str = ""
    figures: dict[str, Number] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    units: list[str | None] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    name: str = ""
    project: str = ""
    end: str = ""
    labels: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """What stands in the document and must be asked about."""
    disagrees: bool = False
    features: set[str] = field(default_factory=set)


class Generator:
    """One document after the other."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  invented towns keep no secret
        self.case = Case()
        self.lines: list[str] = []
        self.page_width = self.random.choice([12, 18, 24, 40])
        self.cell_width = self.random.choice([3, 4, 5, 7, 8, 10, 30])
        self.wide = self.random.choice(["half", "small", "full", "mixed"])
        self.sign = self.random.choice(_SIGNS)
        self.dash = self.random.choice(_DASHES)
        self.levels = self.random.random() < 0.15
        self.months = not self.levels and self.random.random() < 0.1
        self.odd: dict[tuple[int, int], str] = {}
        """What stands in the place of a figure, by KPI and year: nobody can take it for one number."""

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def wrapped(self, text: str, width: int) -> list[str]:
        """`text` broken at any column."""
        parts = []
        while text:
            size = max(1, self.random.randint(max(1, width - 2), width))
            if len(text) - size == 1:
                size += 1  # no line of one character, which could be a word of its own
            parts.append(text[:size])
            text = text[size:]
        return parts

    def number(self, value: Number) -> str:
        sign = self.sign if value < 0 else ""
        digits = grouped(-value if value < 0 else value)
        style = self.wide if self.wide != "mixed" else self.random.choice(["half", "full"])
        if style == "full" or (style == "small" and len(digits) == 1):
            digits = digits.translate(_FULL)
        return sign + digits

    def digits(self, value: int) -> str:
        """Digits of a year or a heading."""
        text = str(value)
        wide = (
            self.wide == "full"
            or (self.wide == "small" and value < 10)
            or (self.wide == "mixed" and self.chance(0.5))
        )
        return text.translate(_FULL) if wide else text

    # What is said

    def kpi(self, taken: set[str], count: int) -> Kpi:
        while True:
            ending, unit = self.random.choice(_COUNTS)
            name = self.random.choice(_SUBJECTS) + self.random.choice(_ACTIONS) + ending
            if name not in taken:
                taken.add(name)
                break
        decimals = unit in ("%", "％", "倍", "万人回", None) and self.chance(0.7)
        most = 10 ** self.random.randint(1, 7)

        def value(low: int = 0) -> Number:
            found = self.random.randint(low, most)
            return Decimal(found).scaleb(-1) if decimals else found

        baseline: Number = 0 if self.chance(0.2) else value()
        years: list[Number | None] = [value() for _ in range(count)]
        if self.chance(0.3):
            years[self.random.randrange(count)] = -value(1) if value(1) else -1
        if self.chance(0.2):
            years[self.random.randrange(count)] = 0
        if self.chance(0.25):
            years[self.random.randrange(count)] = None
        return Kpi(name, unit, baseline, years)

    def year_names(self, first: int, count: int) -> list[tuple[str, str]]:
        """How each year is printed, and its short name."""
        style = self.random.choice(["heisei", "reiwa", "both", "western"])
        gap = self.random.choice(["", "", " "])
        found = []
        for year in range(first, first + count):
            if self.months:
                found.append((f"平成{gap}{self.digits(year - 1987)}{gap}年3月末", f"H{year - 1988}"))
            elif style == "western":
                found.append((f"{self.digits(year)}年度", str(year)))
            elif year < 2019 or style == "heisei":
                found.append((f"平成{gap}{self.digits(year - 1988)}{gap}年度", f"H{year - 1988}"))
            elif year == 2019 and style == "both":
                slash = self.random.choice(["／", "/"])
                found.append((f"平成{self.digits(31)}{slash}令和元年度", "H31"))
            else:
                number = "元" if year == 2019 else self.digits(year - 2018)
                found.append((f"令和{number}年度", f"R{year - 2018}"))
        return found

    # How it is printed

    def heading(self, number: str, text: str) -> None:
        style = self.random.choice(["１ ", "1.", "1 ", "1　"])
        mark = number.translate(_FULL) if style.startswith("１") else number
        if self.chance(0.3):
            at = self.random.randint(1, len(text) - 2)
            text = text[:at] + " " + text[at:]
        line = mark + style[1:] + text
        if self.chance(0.2):
            self.lines += self.wrapped(line, max(6, self.page_width))
        else:
            self.lines.append(line)

    def paragraph(self, text: str) -> None:
        self.lines += self.wrapped(text, self.page_width)

    def label(self, text: str) -> None:
        self.lines += self.wrapped(text, self.cell_width)

    def cell(self, value: Number | None, unit: str | None, *, with_unit: bool) -> str:
        if value is None:
            return self.dash
        text = self.number(value)
        if with_unit and unit is not None:
            return text + self.random.choice(["", " "]) + unit
        return text

    def row(self, name: str, cells: Sequence[str]) -> None:
        layout = self.layout
        if layout == "one line" and name:
            self.lines.append(f"{name} {' '.join(cells)}")
            return
        if name:
            self.label(name)
        if layout == "cells":
            self.lines += cells
        else:
            self.lines.append(" ".join(cells))

    def table(self, kpis: Sequence[Kpi], years: Sequence[tuple[str, str]]) -> None:
        """The table once, in one part or two, its cumulatives before it, after it, or in its last part."""
        units = self.unit_mode
        names = [
            f"{kpi.name}（{kpi.unit}）" if kpi.unit is not None and units in ("heading", "both") else kpi.name
            for kpi in kpis
        ]
        with_unit = units in ("cell", "both")
        split = self.split or len(years)
        if self.sums == "before":
            self.sum_table(kpis, names, with_unit=with_unit)
        if self.chance(0.7):
            self.lines.append("【数値目標】")
        for part in (range(split), range(split, len(years))):
            if part:
                self.part(kpis, names, years, part, with_unit=with_unit)
        if self.sums == "after":
            self.sum_table(kpis, names, with_unit=with_unit)

    def part(
        self,
        kpis: Sequence[Kpi],
        names: Sequence[str],
        years: Sequence[tuple[str, str]],
        part: range,
        *,
        with_unit: bool,
    ) -> None:
        """Some years of the table: their head and their rows."""
        head = ["事業開始前（現時点）"] if part[0] == 0 else []
        if self.levels and head:
            head = [self.random.choice(["現状値", "基準値", "事業開始前（現時点）"])]
        for index in part:
            nth = f"（{self.digits(index + 1)}年目）"
            head.append(years[index][0] + ("" if self.levels else f"増加分{nth}"))
        in_part = self.sums == "in part" and part[-1] == len(years) - 1
        if in_part:
            head.append("KPI増加分の累計")
        for text in head:
            self.label(text)
        for place, (kpi, name) in enumerate(zip(kpis, names, strict=True)):
            cells = [self.cell(kpi.baseline, kpi.unit, with_unit=with_unit)] if part[0] == 0 else []
            cells += [
                self.odd.get((place, index)) or self.cell(kpi.years[index], kpi.unit, with_unit=with_unit)
                for index in part
            ]
            if in_part:
                cells.append(self.cell(kpi.cumulative, kpi.unit, with_unit=with_unit))
            self.row(name if part[0] == 0 or self.named else "", cells)

    def sum_table(self, kpis: Sequence[Kpi], names: Sequence[str], *, with_unit: bool) -> None:
        self.label("KPI増加分の累計")
        for kpi, name in zip(kpis, names, strict=True):
            self.row(name, [self.cell(kpi.cumulative, kpi.unit, with_unit=with_unit)])

    def generate(self) -> Case:
        """The next document."""
        case, random = self.case, self.random
        count = random.randint(3, 5)
        first = random.randint(2015, 2022)
        years = self.year_names(first, count)
        taken: set[str] = set()
        kpis = [self.kpi(taken, count) for _ in range(random.randint(1, 5))]
        self.layout = random.choice(["line", "line", "one line", "cells"])
        self.unit_mode = random.choice(["heading", "cell", "both"])
        if any(kpi.unit is None for kpi in kpis):
            self.unit_mode = "heading"
        self.split = random.choice([3, 3, None]) if count > 3 else None
        self.named = self.chance(0.5)
        self.sums = "" if self.levels else random.choice(["", "before", "after", "after", "in part"])
        for kpi in kpis:
            known = [value for value in kpi.years if value is not None]
            kpi.cumulative = sum(known, start=0)
        if self.sums and self.chance(0.15):
            kpi = random.choice(kpis)
            assert kpi.cumulative is not None
            kpi.cumulative += 1 if None not in kpi.years else 0
            case.disagrees = None not in kpi.years
        case.labels = [label for _, label in years]
        for index, kpi in enumerate(kpis):
            case.names.append(kpi.name)
            case.units.append(kpi.unit)
            case.figures[f"kpis[{index}].baseline"] = kpi.baseline
            series = "targets" if self.levels else "increments"
            for (_, label), value in zip(years, kpi.years, strict=True):
                if value is not None:
                    case.figures[f"kpis[{index}].{series}.{label}"] = value
            if self.sums and kpi.cumulative is not None:
                case.figures[f"kpis[{index}].stated_cumulative"] = kpi.cumulative
        if self.chance(0.12):
            self.make_odd(kpis, years)
        self.document(kpis, years, first, count)
        case.text = "\n".join(self.furnished())
        return case

    def make_odd(self, kpis: Sequence[Kpi], years: Sequence[tuple[str, str]]) -> None:
        """One figure that can be read in several ways, or in none."""
        place, index = self.random.randrange(len(kpis)), self.random.randrange(len(years))
        printed = self.random.choice(["2,07", "200・4,000 回・人", "９万 5,000 人", "1,2345", "10～20"])
        self.odd[place, index] = printed
        self.case.asked.append(printed)
        series = "targets" if self.levels else "increments"
        self.case.figures.pop(f"kpis[{place}].{series}.{years[index][1]}", None)
        self.case.disagrees = False

    def document(self, kpis: Sequence[Kpi], years: Sequence[tuple[str, str]], first: int, count: int) -> None:
        case, random = self.case, self.random
        case.name = random.choice(_SUBJECTS) + "を核としたまちづくり計画"
        case.project = f"「{random.choice(_SUBJECTS)}」による地域活性化推進事業"
        towns = random.sample(_TOWNS, random.randint(1, 4))
        case.authors = [random.choice(_PREFECTURES) + town for town in towns]
        end = first + count
        case.end = f"{end}-03-31"
        self.lines.append("地域再生計画")
        self.heading("1", "地域再生計画の名称")
        self.paragraph(case.name)
        self.heading("2", random.choice(["地域再生計画の作成主体の名称", "地域再生計画の策定主体の名称"]))
        separator = random.choice(["、", "\n"])
        self.lines += separator.join(case.authors).split("\n")
        self.heading("3", "地域再生計画の区域")
        self.paragraph(f"{'及び'.join(case.authors)}の全域")
        self.heading("4", "地域再生計画の目標")
        self.paragraph(
            "平成20年度の調査では人口が3割減り、約120社が廃業した。本市は14社と協定を結び、次の目標を置く。"
        )
        times = random.randint(1, 3)
        if times > 1:
            self.table(kpis, years)
        self.heading("5", "地域再生を図るために行う事業")
        self.lines.append("５－２ 第５章の特別の措置を適用して行う事業")
        measure = "A2007" if self.levels else "A3007"
        self.lines.append(
            f"まち・ひと・しごと創生寄附活用事業（内閣府）：【{measure}】"
            if self.levels
            else f"地方創生推進交付金（内閣府）：【{measure}】"
        )
        self.lines += ["① 事業主体", *self.wrapped(case.authors[0], self.page_width), "② 事業の名称："]
        self.paragraph(case.project)
        self.lines.append("③ 事業の内容")
        self.paragraph("人口減少に対応するため、10年先を見すえて3つの取組を行う。")
        self.lines.append("⑤ 重要業績評価指標（KPI）及び目標年月")
        self.table(kpis, years)
        self.lines += ["⑥ 評価の方法、時期及び体制", "【検証方法】", "毎年度、外部有識者により検証する。"]
        self.lines.append("⑦ 交付対象事業に要する経費")
        self.money(years)
        self.heading("6", "計画期間")
        start = "地域再生計画認定の日"
        if self.chance(0.4):
            start = f"平成{self.digits(first - 1988)}年{self.digits(4)}月{self.digits(1)}日"
        named = (
            f"令和{self.digits(end - 2018)}"
            if end > 2019 and self.chance(0.5)
            else f"平成{self.digits(end - 1988)}"
        )
        self.paragraph(f"{start}から{named}年{self.digits(3)}月{self.digits(31)}日まで")
        self.lines.append("７－２ 目標の達成状況にかかる評価の時期及び評価を行う内容")
        if times > 2:
            self.table(kpis, years)
        self.lines += ["７－３ 目標の達成状況にかかる評価の公表の手法", "毎年度、ホームページで公表する。"]

    def money(self, years: Sequence[tuple[str, str]]) -> None:
        """総事業費 in one unit, or none; amounts by year, or none."""
        if self.levels or self.chance(0.15):
            self.lines.append("寄附の金額の目安")
            return
        unit = self.random.choice(["千円", "円", "百万円"])
        total = self.random.randint(10, 99999)
        if self.chance(0.5):
            parts = [total // len(years)] * (len(years) - 1)
            parts.append(total - sum(parts))
            named = [(f"平成{label[1:]}年度", label) for _, label in years] if self.months else years
            for (printed, label), part in zip(named, parts, strict=True):
                self.lines.append(f"{printed} {self.number(part)}{unit}")
                self.case.figures[f"budget.years.{label}"] = part
        colon = self.random.choice([" ", "：", "　", "\n"])
        self.lines += f"総事業費{colon}{self.number(total)}{unit}".split("\n")
        self.case.figures["budget.total"] = total

    def furnished(self) -> list[str]:
        """The lines with what stands on every page, or without."""
        style = self.random.choice(["", "", "dashes", "form feeds", "heads"])
        if not style:
            return self.lines
        size = self.random.randint(15, 30)
        found: list[str] = []
        for page, start in enumerate(range(0, len(self.lines), size), 1):
            if style == "heads":
                found.append("地域再生計画（別紙様式１）")
            found += self.lines[start : start + size]
            if style == "dashes":
                found.append(f"- {page} -")
            elif style == "form feeds":
                found[-1:] = [found[-1], f"{page}"]
                found.append("\f")
            else:
                found.append(f"{page}")
        return "\n".join(found).replace("\n\f\n", "\f").split("\n")


def document(seed: int) -> Case:
    """The document of this seed."""
    return Generator(seed).generate()
