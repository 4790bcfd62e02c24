"""The one vocabulary, in Japanese and English."""

from typing import Literal

from yport_cli.core.issue import Sentence

Language = Literal["ja", "en"]

LABELS: dict[str, Sentence] = {
    "plan": Sentence("計画", "Plan"),
    "totals": Sentence("単位ごとの合計", "Totals per unit"),
    "kpi": Sentence("指標", "KPI"),
    "kpis": Sentence("重要業績評価指標（KPI）", "Key performance indicators (KPI)"),
    "unit": Sentence("単位", "Unit"),
    "fiscal_year": Sentence("年度", "FY"),
    "baseline": Sentence("基準値", "Baseline"),
    "increment": Sentence("増加分", "Increment"),
    "target": Sentence("目標", "Target"),
    "cumulative_target": Sentence("累計目標", "Cum. target"),
    "target_to_end": Sentence("最終目標", "Final target"),
    "actual": Sentence("実績", "Actual"),
    "actual_to_date": Sentence("実績累計", "Actual to date"),
    "cumulative_actual": Sentence("累計実績", "Cum. actual"),
    "achievement_rate": Sentence("達成率", "Rate"),
    "shortfall": Sentence("不足", "Shortfall"),
    "required_pace": Sentence("必要ペース", "Required pace"),
    "budget": Sentence("予算", "Budget"),
    "total": Sentence("総事業費", "Total cost"),
    "stated": Sentence("年度別の記載あり", "Stated per year"),
    "not_stated_part": Sentence("年度別の記載なし", "Not stated per year"),
    "grant": Sentence("交付金", "Grant"),
    "own_funds": Sentence("自己財源", "Own funds"),
    "executed": Sentence("執行額", "Executed"),
    "balance": Sentence("残額", "Balance"),
    "execution_rate": Sentence("執行率", "Execution rate"),
    "self_sufficiency": Sentence("自立性", "Self-sufficiency"),
    "break_even_year": Sentence("均衡年度", "Break-even year"),
    "revenue": Sentence("事業収支", "Net revenue"),
    "cost": Sentence("経費", "Cost"),
    "margin": Sentence("事業収支 − 経費", "Margin"),
    "coverage": Sentence("事業収支 ÷ 経費", "Coverage"),
    "planned": Sentence("当初計画", "Planned"),
    "supplement": Sentence("補正", "Supplement"),
    "carried_in": Sentence("前年度から繰越", "Carried in"),
    "carried_out": Sentence("翌年度へ繰越", "Carried out"),
    "available": Sentence("計", "Available"),
    "eligible_cost": Sentence("交付対象経費", "Eligible cost"),
    "grant_received": Sentence("交付金の受入額", "Grant received"),
    "grant_returned": Sentence("交付金の返還額", "Grant returned"),
    "grant_to_receive": Sentence("交付金の受入残", "Grant still to receive"),
    "grant_by_year": Sentence("交付金の年度別内訳", "Grant by fiscal year"),
    "grant_rest": Sentence("年度の記載がない分と端数", "Years not stated, remainders"),
    "sum": Sentence("合計", "Sum"),
    "line": Sentence("費目", "Line"),
    "lines": Sentence("費目別", "By line"),
    "by_year": Sentence("年度別", "By fiscal year"),
    "gap": Sentence("必要な自己財源", "Own funds needed"),
    "gross_sales": Sentence("必要な総売上", "Gross sales needed"),
    "basis": Sentence("根拠", "Basis"),
    "basis_plan": Sentence("計画", "plan"),
    "basis_ledger": Sentence("台帳", "ledger"),
    "basis_assumed": Sentence("仮定", "assumed"),
    "assumptions": Sentence("仮定", "Assumptions"),
    "sensitivity": Sentence("事業収支の変化に対する感度", "Sensitivity to revenue"),
    "revenue_change": Sentence("事業収支の変化", "Revenue"),
    "item": Sentence("項目", "Item"),
    "figure": Sentence("値", "Figure"),
    "note": Sentence("備考", "Note"),
    "not_recorded": Sentence("未記録", "not recorded"),
    "not_stated": Sentence("記載なし", "not stated"),
    "date": Sentence("日付", "Date"),
    "amount": Sentence("金額・数量", "Amount"),
    "rows": Sentence("行数", "Rows"),
    "ledger": Sentence("実績台帳", "Ledger"),
    "reason": Sentence("計算", "Arithmetic"),
    "reasons": Sentence("計算の過程", "How the figures were reached"),
    "none": Sentence("なし", "none"),
    "period": Sentence("計画期間", "Period"),
    "approval_day": Sentence("認定の日", "the day of approval"),
    "as_of": Sentence("基準日", "As of"),
    "in_progress": Sentence("途中", "in progress"),
    "incomplete": Sentence("記録に抜けた年度あり", "a year before is not recorded"),
    "at_most": Sentence("以下", "at most"),
    "at_least": Sentence("以上", "at least"),
}


def label(key: str, language: Language) -> str:
    """The word for `key` in `language`."""
    return LABELS[key][0 if language == "ja" else 1]


def said(sentence: Sentence, language: Language) -> str:
    """`sentence` in `language`."""
    return sentence.ja if language == "ja" else sentence.en
