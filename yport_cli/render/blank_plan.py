"""A plan file to fill in: every key with what it means, and values that can be told from real ones."""

from yport_cli.core.issues.sentence import Language


def with_schema(text: str, schema_file: str) -> str:
    """`text` with a first line by which editors find the schema in the same folder."""
    return f"# yaml-language-server: $schema=./{schema_file}\n{text}"


def blank_plan(language: Language) -> str:
    """A plan that is valid as it stands, and states nothing yet."""
    return _JA if language == "ja" else _EN


_JA = """\
# 地域再生計画。値を計画書のものに書き換え、`yport validate` で検査してください。
# 計画書にない値は null のままか、行ごと消します。推し量って埋めないでください。
schema: yport/plan/v1
id: new-plan                # 半角の文字・数字・「-」「_」「.」

# １ 地域再生計画の名称
name: （計画の名称）

# ２ 地域再生計画の作成主体の名称
authors: [（作成主体）]

# ３ 地域再生計画の区域
area: （区域）
area_code: null             # 標準地域コード。引用符で囲みます: "14100"

# ６ 計画期間。始まりの null は認定の日
period: {start: null, end: 2029-03-31}

# ５－２ ⑧ 事業実施期間（年度）。H29・平成29年度・R8・2026 のどの書き方でも
fiscal_years: [R8, R9, R10]

# ５－２ ①②③ 事業主体・事業の名称・事業の内容
project:
  name: （事業の名称）
  body: null
  contents: []              # - {id: office, name: 共同オフィスの設置}

# ５－２ ⑤ 重要業績評価指標（KPI）
kpis:
  - id: kpi1                # 実績台帳はこの id で指標を指します
    name: （指標の名称）
    short_name: null        # 表で使う短い名称
    unit: 件
    kind: increment         # increment: 各年度の増加分（increments） / level: 各年度に達する値（targets）
    direction: increase     # increase: 増えるのがよい / decrease: 減るのがよい
    baseline: null          # 事業開始前の値。累計には入りません
    increments: {R8: null, R9: null, R10: null}
    stated_cumulative: null # 計画書にある累計。増加分の合計と照合します

# ５－２ ⑦ 交付対象事業に要する経費
budget:
  unit: 千円                # 円・千円・百万円
  total: 0                  # 総事業費。交付金の額ではありません
  years: {}                 # 計画書に記載のある年度だけ: {R8: 40000}
  lines: []                 # - {id: staff, name: 人件費, years: {R8: 10000}}
  grant: {measure: A3007, name: 地方創生推進交付金, kind: null, rate: 1/2, eligible_cost: null, amount: null}

# ５－２ ④ 自立性。事業収支は外注費等を引いた額
self_sufficiency:
  unit: 千円
  revenue: {}               # {R10: 40000}
  cost: {}
  break_even_year: null

# ５－２ ⑥ 評価の方法、時期及び体制
evaluation: {method: null, body: null, experts: null}

# ７－３ 評価の公表
publication: {how: null, every: year}

evaluations: []             # - {fiscal_year: R8, grade: （事業効果）, next: {policy: 事業の継続, reason: （理由）}}
acknowledged: []            # 承知している警告: - {code: period-end, reason: （理由）}
"""

_EN = """\
# A regional revitalization plan. Replace the values by those of the plan document, and run `yport validate`.
# What the document does not state stays null, or its line is removed. Fill nothing in by guessing.
schema: yport/plan/v1
id: new-plan                # letters, digits, `-`, `_` and `.`

# １ Name of the plan
name: (name of the plan)

# ２ The public bodies that made the plan
authors: [(author)]

# ３ Area
area: (area)
area_code: null             # 標準地域コード, in quotes: "14100"

# ６ Period; a start of null is the day of approval
period: {start: null, end: 2029-03-31}

# ５－２ ⑧ Fiscal years, as H29, 平成29年度, R8 or 2026
fiscal_years: [R8, R9, R10]

# ５－２ ①②③ The project, who carries it out, what it does
project:
  name: (name of the project)
  body: null
  contents: []              # - {id: office, name: a shared office}

# ５－２ ⑤ Key performance indicators
kpis:
  - id: kpi1                # the ledger names the KPI by this id
    name: (name of the KPI)
    short_name: null        # a short name for tables
    unit: 件
    kind: increment         # increment: planned change of each year / level: value to reach (then: targets)
    direction: increase     # increase: more is better / decrease: less is better
    baseline: null          # value before the first year; not part of the cumulative
    increments: {R8: null, R9: null, R10: null}
    stated_cumulative: null # what the document prints; checked against the sum

# ５－２ ⑦ Cost of the project
budget:
  unit: 千円                # 円, 千円 or 百万円
  total: 0                  # the total cost, not the grant
  years: {}                 # only the years that the document states: {R8: 40000}
  lines: []                 # - {id: staff, name: staff, years: {R8: 10000}}
  grant: {measure: A3007, name: 地方創生推進交付金, kind: null, rate: 1/2, eligible_cost: null, amount: null}

# ５－２ ④ Self-sufficiency; revenue is net of outsourcing and other costs
self_sufficiency:
  unit: 千円
  revenue: {}               # {R10: 40000}
  cost: {}
  break_even_year: null

# ５－２ ⑥ How the plan is evaluated
evaluation: {method: null, body: null, experts: null}

# ７－３ How the evaluation is published
publication: {how: null, every: year}

evaluations: []             # - {fiscal_year: R8, grade: (grade), next: {policy: (policy), reason: (reason)}}
acknowledged: []            # warnings answered: - {code: period-end, reason: (reason)}
"""
