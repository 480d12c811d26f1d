"""An incident as it is recorded, and what a statement says of the failure that it leaves out."""

from pathlib import Path

import pytest

from contracts import months
from contracts.errors import ReckonerError
from statements import drafting
from statements.documents import StatementLine
from statements.incident_record import IncidentAsked, NoIncidents, NotTouched, Unnamed, record
from statements.ledgers import ledger_of
from store.people import UnknownPerson
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, at, contract_text, fenland, returned, sent

INCIDENTS = """incidents:
    only: the dearest
    indicators: all
    decided: after the repeat
    suppressed_failure: counts in its run
    clause: "6.9\""""
TEXT = contract_text().replace("incidents: none", INCIDENTS)
BY_DATASET = (
    "{take: worst band, run: extends, per: dataset, decided: after the repeat, "
    'suppressed_failure: is skipped in its run, money: deducted, clause: "4.1"}'
)


def _asked(month: str = "2018-04", title: str = "Storm", *indicators: str) -> IncidentAsked:
    return IncidentAsked(contract=CONTRACT, month=month, reference="INC-7", title=title, indicators=indicators)


def _lines(store: Store) -> list[StatementLine]:
    drafted = drafting.statement(ledger_of(store, CONTRACT), months.parse("2018-04"))
    assert sum(line.amount for line in drafted.lines) == drafted.net
    return [line for line in drafted.lines if line.kind == "performance"]


def test_of_two_failures_of_an_incident_one_counts_and_the_other_says_why(tmp_path: Path) -> None:
    with fenland(tmp_path / "store", TEXT) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", "80", "12", text=TEXT))
        clock.now = at("2018-05-04 09:00")
        assert [line.amount for line in _lines(store)] == [-500_00, -500_00]
        record(store, OFFICER, _asked("2018-04", "Storm shut the branches", "F1", "F2"))
        first, second = _lines(store)
        assert (first.indicator, first.amount) == ("F1", -500_00)
        assert (second.indicator, second.amount, second.clause, second.status) == ("F2", 0, "6.9", "missed")
        assert second.words == (
            "Incident INC-7 (Storm shut the branches) is one failure, that of F1; this one costs nothing "
            "(clause 6.9). It still counts in its own run."
        )
        assert second.evidence
        record(store, OFFICER, _asked("2018-04", "Storm after all not the cause"))
        assert [line.amount for line in _lines(store)] == [-500_00, -500_00]


def test_a_missing_file_is_one_failure(tmp_path: Path) -> None:
    with fenland(tmp_path / "store", contract_text(missing=BY_DATASET)) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        first, second = _lines(store)
        assert (first.amount, second.amount) == (-500_00, 0)
        assert second.words.startswith("One gap in what was returned for April 2018 is one failure, that of F1;")
        assert second.words.endswith("It is skipped in its own run.")


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        (_asked("2018-04", "Storm", "F1", "F9"), NotTouched),
        (_asked("2016-04", "Storm", "F1"), NotTouched),
        (_asked("2018-04", " ", "F1"), Unnamed),
    ],
)
def test_what_cannot_be_recorded_is_refused(tmp_path: Path, asked: IncidentAsked, refused: type[ReckonerError]) -> None:
    with fenland(tmp_path / "store", TEXT) as (store, _), pytest.raises(refused):
        record(store, OFFICER, asked)


def test_a_contract_without_the_rule_records_no_incident(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, _), pytest.raises(NoIncidents):
        record(store, OFFICER, _asked("2018-04", "Storm", "F1"))


def test_somebody_without_a_part_in_the_contract_records_nothing(tmp_path: Path) -> None:
    with fenland(tmp_path / "store", TEXT) as (store, _), pytest.raises(UnknownPerson):
        record(store, "n.obody", _asked("2018-04", "Storm", "F1"))
