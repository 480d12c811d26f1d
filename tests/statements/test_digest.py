"""The digest: the same contract file and the same returns give the same one to two parties, and nothing else does."""

from collections.abc import Sequence
from pathlib import Path

from statements.documents import Statement
from statements.operations import StatementAsked, draft_statement
from tests.statements.fenland import CONTRACT, OFFICER, at, contract_text, fenland, returned, sent

RECEIVED = {"2018-04": at("2018-05-04 09:00"), "2018-05": at("2018-06-05 09:00"), "2018-06": at("2018-07-04 09:00")}


def april(folder: Path, order: Sequence[str], *, text: str | None = None, filled: str = "80") -> Statement:
    """April's statement in a store that got three returns in some order, later than they came to the council."""
    with fenland(folder, text) as (store, clock):
        clock.now = at("2018-08-01 09:00")
        for month in order:
            figure = filled if month == "2018-04" else "95"
            assert sent(store, returned(month, figure, text=text), RECEIVED[month]).became == "accepted"
            clock.now = at(f"2018-08-01 {10 + len(month)}:00")
        return draft_statement(store, OFFICER, StatementAsked(contract=CONTRACT, month="2018-04"))


def test_the_order_in_which_returns_were_loaded_does_not_matter(tmp_path: Path) -> None:
    one = april(tmp_path / "one", ["2018-04", "2018-05", "2018-06"])
    other = april(tmp_path / "other", ["2018-06", "2018-04", "2018-05"])
    assert one.digest == other.digest
    assert one.lines[1].evidence[0].submission != other.lines[1].evidence[0].submission


def test_another_figure_gives_another_digest(tmp_path: Path) -> None:
    order = ["2018-04", "2018-05"]
    one, other = april(tmp_path / "one", order), april(tmp_path / "other", order, filled="79")
    # Both fail and cost the same; what was returned is not the same.
    assert one.net == other.net
    assert one.digest != other.digest


def test_returns_of_later_months_leave_the_digest(tmp_path: Path) -> None:
    digests = {april(tmp_path / str(count), list(RECEIVED)[:count]).digest for count in (1, 2, 3)}
    assert len(digests) == 1


def test_a_return_of_an_earlier_month_gives_another_digest(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-08-01 09:00")
        asked = StatementAsked(contract=CONTRACT, month="2018-05")
        sent(store, returned("2018-05", "95"), RECEIVED["2018-05"])
        digests = [draft_statement(store, OFFICER, asked).digest]
        for filled in ("80", "79"):
            # It fails either way: May's lines stay, but May rests on April.
            sent(store, returned("2018-04", filled), RECEIVED["2018-04"], because="Counted again.")
            digests.append(draft_statement(store, OFFICER, asked).digest)
        assert len({*digests}) == 3


def test_another_contract_gives_another_digest(tmp_path: Path) -> None:
    texts = (contract_text(), contract_text(below_zero="owed"))
    digests = {april(tmp_path / str(place), ["2018-04"], text=text).digest for place, text in enumerate(texts)}
    assert len(digests) == 2
