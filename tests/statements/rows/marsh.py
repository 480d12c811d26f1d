"""A contract whose rows can be judged in the head: plans in 20 weeks, the cost of transport, and a stated figure.

£100,000.00 a month; a failure costs 5 points of £100.00, so £500.00. P1 has 95% of plans to reach, T1 £100.00 a
pupil at most, F1 90%. In April one plan of ten is late; in May two of ten are, so that no late plan costs anything by
itself and both together cost £500.00.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from contracts.loading import load
from ingest.acceptance import submit
from statements.operations import ContractAsked, record_contract
from store import people
from store.opener import open_store
from store.policy import Role
from store.session import Store
from tests.statements import fenland
from tests.statements.fenland import Clock, at

CONTRACT = "marsh-plans"
OFFICER = "c.hale"
BOARD_MEMBER = "b.reed"
PROVIDER = "p.moss"
ELSEWHERE = "e.lee"
POINT = 500_00
APRIL, MAY = "2018-04", "2018-05"
REASONS = {f"I12 {of}": "So it was." for of in ("F1", "P1")}

_INDICATORS = """\
indicators:
  - id: P1
    title: Plans issued within 20 weeks
    clause: "6.3"
    service: branches
    forum: board
    owner: Head of plans
    review: 2019-04
    kind: operational
    unit: percent
    better: higher
    measured: {every: month}
    measure:
      from: ehc_assessments
      counts: plans issued within 20 weeks
      of: plans issued
      basis: excluding exceptions
      case_types: [new]
    target: 95
    definition: As schedule 2 has it.
    bands: plans
  - id: T1
    title: Transport cost per pupil
    clause: "6.4"
    service: branches
    forum: board
    owner: Head of transport
    review: 2019-04
    kind: operational
    unit: money
    better: lower
    measured: {every: month}
    measure: {from: sen_transport, sum: cost, of: pupils}
    target: 100
    definition: As schedule 2 has it.
    bands: pounds
"""
_BANDS = """\
  plans:
    judged_on: value
    clause: "5.3"
    rungs:
      - {at_least: 95, status: met, fails: no, points: 0}
      - {otherwise: all, status: missed, fails: yes, points: 5}
  pounds:
    judged_on: value
    clause: "5.4"
    rungs:
      - {at_most: 100, status: met, fails: no, points: 0}
      - {otherwise: all, status: missed, fails: yes, points: 5}
indicators:
"""
TEXT = (
    fenland.contract_text()
    .replace("fenland-libraries", CONTRACT)
    .replace("datasets: [indicators]", "datasets: [indicators, ehc_assessments, sen_transport]")
    .replace("indicators:\n", _BANDS, 1)
    .replace("indicators:\n", _INDICATORS, 1)
)

# Route, provider, mode, pupils, cost: the taxis carry four pupils together, so their totals go with the minibuses'.
ROUTES = (
    ("R1", "A Cars", "taxi", 1, 900),
    ("R2", "A Cars", "taxi", 3, 600),
    ("R3", "B Buses", "minibus", 8, 400),
    ("R4", "B Buses", "minibus", 9, 360),
    ("R5", "C Coaches", "coach", 30, 1200),
    ("R6", "C Coaches", "coach", 40, 1600),
)


@contextmanager
def marsh(folder: Path, text: str = TEXT) -> Iterator[Store]:
    """A store with the contract, its people, and the returns of April and May 2018, each in time."""
    clock = Clock()
    with open_store(folder, clock) as store:
        people.set_up(store, OFFICER, "C. Hale", "Marsh District Council")
        record_contract(store, OFFICER, ContractAsked(file_name="marsh.yaml", text=text))
        with store.write(OFFICER, "appoint people", CONTRACT) as writing:
            for person, role in ((BOARD_MEMBER, Role.BOARD_MEMBER), (PROVIDER, Role.PROVIDER)):
                people.add_person(writing, person, person.title(), "Marsh")
                people.appoint(writing, person, CONTRACT, role, date(2018, 4, 1))
            people.add_person(writing, ELSEWHERE, "E. Lee", "Elsewhere")
        for month, came, late in ((APRIL, "2018-05-04 09:00", 1), (MAY, "2018-06-05 09:00", 2)):
            clock.now = at(came)
            for dataset, rows in (
                ("Indicators", stated(month)), ("EHC assessments", cases(month, late)), ("SEN transport", routes()),
            ):  # fmt: skip
                _send(store, month, dataset, rows, text)
        clock.now = at("2018-06-30 09:00")
        yield store


def _send(store: Store, month: str, dataset: str, rows: str, text: str) -> None:
    digest = load(text, "marsh.yaml").digest[:12]
    cover = f"Contract,{CONTRACT}\nPeriod,{month}\nDataset,{dataset}\nTemplate version,{digest}\n\n"
    outcome = submit(store, OFFICER, (cover + rows).encode(), f"{month}-{dataset}.csv", reasons=REASONS)
    assert outcome.became == "accepted", outcome.unanswered


def stated(month: str) -> str:
    """F1 reached in April and missed in May; F2 always well below its limit. Headings are in row 6."""
    filled = {APRIL: 95, MAY: 80}[month]
    headings = "Indicator,Numerator,Denominator,Value as stated,Commentary\n"
    return f'{headings}F1,{filled},100,{filled}%,"=cmd()"\nF2,4,,4,\n'


def cases(month: str, late: int) -> str:
    """Ten new plans of which so many are late, in row 7 and after; one excepted, one of another type, one open."""
    issued = date.fromisoformat(f"{month}-20")
    lines = [_case(place, issued, 150 + place if place < late else 100 + place) for place in range(10)]
    lines += [
        f"C-90,new,North,Autism,{issued - timedelta(200)},{issued},away",
        f"C-91,re-assessment,North,Autism,{issued - timedelta(100)},{issued},",
        f"C-92,new,South,Autism,{issued - timedelta(30)},,",
    ]
    return "Case,Case type,Area,Need,Clock start,Plan issued,Exception\n" + "\n".join(lines) + "\n"


def _case(place: int, issued: date, days: int) -> str:
    area, need = ("North" if place < 7 else "South"), ("Autism" if place % 2 else "Hearing")
    return f"C-{place:02},new,{area},{need},{issued - timedelta(days)},{issued},"


def routes() -> str:
    """The routes, in row 7 and after; the sixth row has the headings."""
    lines = [f"{route},{by},{mode},{pupils},19,100,£{cost}" for route, by, mode, pupils, cost in ROUTES]
    return "Route,Provider,Mode,Pupils,Days,Miles,Cost\n" + "\n".join(lines) + "\n"
