import pytest

from yport_cli.core.checks.programmes import GrantStart, grant_start

SECOND = "新しい地方経済・生活環境創生交付金"
ITS_KINDS = ("ソフト事業", "拠点整備事業", "インフラ整備事業")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        # ソフト事業 and 拠点整備事業 are paid at 1/2, インフラ整備事業 at "1/2等": the name alone tells no rate
        (SECOND, GrantStart(SECOND, None, None, None, ITS_KINDS, is_known=True)),
        (
            "第２世代交付金：ソフト事業",
            GrantStart(SECOND, None, "ソフト事業", "1/2", ITS_KINDS, is_known=True),
        ),
        ("第2世代交付金:拠点整備", GrantStart(SECOND, None, "拠点整備事業", "1/2", ITS_KINDS, is_known=True)),
        (
            "第2世代交付金:インフラ",
            GrantStart(SECOND, None, "インフラ整備事業", None, ITS_KINDS, is_known=True),
        ),
        ("第2世代交付金:謎", GrantStart(SECOND, None, "謎", None, ITS_KINDS, is_known=True)),
        (
            "地方創生推進交付金",
            GrantStart(
                "地方創生推進交付金", "A3007", None, "1/2", ("先駆", "横展開", "隘路打開"), is_known=True
            ),
        ),
        ("地域未来交付金", GrantStart("地域未来交付金", None, None, None, (), is_known=True)),
        ("村の補助金", GrantStart("村の補助金", None, None, None, (), is_known=False)),
    ],
)
def test_what_is_known_of_a_grant_by_its_name(text: str, start: GrantStart) -> None:
    assert grant_start(text) == start
