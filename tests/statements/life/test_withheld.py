"""What the control account calls withheld may still come back at the moment it is asked for; the rest is deducted.

A failure of F1 costs £500.00, and so does one of F2. A figure of April that did not come counts until May's return is
due, on 7 June 2018 at 17:00, which is 16:00 UTC; one of May until 6 July at 17:00.
"""

from pathlib import Path

import pytest

from store.session import Store
from tests.statements.fenland import DEDUCTED, WITHHELD, at, returned, sent, stating
from tests.statements.life.libraries import account, agreed_text, libraries, settle

RECEIVED = {"2018-04": "2018-05-03", "2018-05": "2018-06-05", "2018-06": "2018-07-04", "2018-07": "2018-08-03"}


def earning(
    *,
    after: int = 2,
    expires_after: str = "{months: 12}",
    withheld: str = "[performance]",
    indicators: str = "all",
    last_day: str = "2020-03-31",
) -> str:
    """The contract file with a rule on what is earned back: all of it."""
    rule = (
        f"earn_back: {{withheld: {withheld}, indicators: {indicators}, share: 100%, after: {after}, "
        f'counts_as_at_target: [reported], expires_after: {expires_after}, restores_headroom: no, clause: "9"}}\n'
    )
    return stating(agreed_text(), rule).replace("last_day: 2020-03-31", f"last_day: {last_day}")


def hand_in(store: Store, month: str, filled: str, text: str, shut: str = "4") -> None:
    assert sent(store, returned(month, filled, shut, text=text)).became == "accepted"


def words(folder: Path, text: str, filled: list[str], today: str, shut: str = "4") -> list[tuple[int, int, int]]:
    """What each month deducts, withholds and returns, as the account says it on a day; an empty figure never came."""
    with libraries(folder / "store", text) as (store, clock):
        for (month, received), figure in zip(RECEIVED.items(), filled, strict=False):
            clock.now = at(f"{received} 09:00")
            hand_in(store, month, figure, text, shut)
        clock.now = at(today)
        lines = account(store, list(RECEIVED)[len(filled) - 1]).lines
    return [(each.deducted, each.withheld, each.returned) for each in lines]


@pytest.mark.parametrize(
    ("today", "april"), [("2018-06-07 16:00", (0, 500_00, 0)), ("2018-06-07 16:01", (500_00, 0, 0))]
)
def test_what_was_taken_for_want_of_a_figure_is_withheld_until_it_is_too_late_for_the_figure(
    tmp_path: Path, today: str, april: tuple[int, int, int]
) -> None:
    assert words(tmp_path, agreed_text(), ["", "95"], today) == [april, (0, 0, 0)]


def test_it_is_so_of_a_certified_month_too(tmp_path: Path) -> None:
    text = agreed_text()
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "", text)
        clock.now = at("2018-06-07 16:30")
        settle(store, "2018-04")
        (april,) = account(store, "2018-04").lines
        assert (april.state, april.deducted, april.withheld) == ("certified", 500_00, 0)


def test_what_the_contract_deducts_for_want_of_a_figure_is_never_withheld(tmp_path: Path) -> None:
    text = agreed_text().replace(WITHHELD, DEDUCTED)
    assert words(tmp_path, text, [""], "2018-05-20 09:00") == [(500_00, 0, 0)]


def test_what_may_be_earned_back_is_withheld_until_it_is(tmp_path: Path) -> None:
    filled, april = ["80", "95", "95"], (0, 500_00, 0)
    assert words(tmp_path / "1", earning(), filled[:1], "2018-05-20 09:00") == [april]
    assert words(tmp_path / "2", earning(), filled[:2], "2018-06-20 09:00") == [april, (0, 0, 0)]
    # May and June are the two months at target: June gives April's £500.00 back, and nothing more can come.
    in_july = words(tmp_path / "3", earning(), filled, "2018-07-20 09:00")
    assert in_july == [(500_00, 0, 0), (0, 0, 0), (0, 0, 500_00)]


def test_what_can_no_longer_be_put_right_before_it_expires_is_deducted(tmp_path: Path) -> None:
    # April's could be earned back by June at the latest. May fails, so that only June is left of the two months that
    # are needed; May's own has June and July.
    text = earning(expires_after="{months: 2}")
    assert words(tmp_path, text, ["80", "80"], "2018-06-20 09:00") == [(500_00, 0, 0), (0, 500_00, 0)]


@pytest.mark.parametrize(("last_day", "april"), [("2018-05-31", (500_00, 0, 0)), ("2018-06-30", (0, 500_00, 0))])
def test_what_the_contract_is_too_short_to_put_right_is_deducted(
    tmp_path: Path, last_day: str, april: tuple[int, int, int]
) -> None:
    assert words(tmp_path, earning(last_day=last_day), ["80"], "2018-05-20 09:00") == [april]


@pytest.mark.parametrize(
    ("today", "april", "may"),
    [
        ("2018-07-06 16:00", (0, 500_00, 0), (0, 500_00, 0)),
        # May's figure comes no more; what is taken for it may itself be earned back in June, which is not known yet.
        ("2018-07-06 16:01", (500_00, 0, 0), (0, 500_00, 0)),
    ],
)
def test_a_figure_that_may_still_come_may_still_put_right(
    tmp_path: Path, today: str, april: tuple[int, int, int], may: tuple[int, int, int]
) -> None:
    text = earning(after=1, expires_after="{months: 1}")
    assert words(tmp_path, text, ["80", ""], today) == [april, may]


@pytest.mark.parametrize("rule", [{"indicators": "[F2]"}, {"withheld": "[repeat]"}])
def test_what_earn_back_does_not_name_is_deducted(tmp_path: Path, rule: dict[str, str]) -> None:
    # F1 and F2 both fail in April; a repeat is neither.
    of_f2 = 500_00 if "indicators" in rule else 0
    found = words(tmp_path, earning(**rule), ["80"], "2018-05-20 09:00", shut="12")  # type: ignore[arg-type]
    assert found == [(1_000_00 - of_f2, of_f2, 0)]
