"""Which rows of a return tell of single children, and so are for those alone who may see cases."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from contracts.agreement import Dataset as DatasetId
from ingest.datasets import DATASETS
from statements.rows.entering import Place
from statements.rows.sheet import SheetRow
from statements.rows.small_groups import FEWEST, parted
from store.policy import Decision


def withheld(dataset: DatasetId, selections: Iterable[Sequence[SheetRow]], cases: Decision) -> frozenset[Place]:
    """Return the rows that are not shown, given whether somebody may see cases.

    A case is one child's. A route of few pupils is hidden, and of each mode so many more that what is hidden is two
    routes and five pupils at least: the groups by mode are shown, and would give a single route away.

    Args:
        dataset: of the rows.
        selections: the sets of rows whose totals are shown; what is hidden is safe in each of them.
        cases: whether the person may see single cases.
    """
    if cases.allowed:
        return frozenset()
    if DATASETS[dataset].about_people:
        return frozenset(row.place for rows in selections for row in rows)
    if dataset != "sen_transport":
        return frozenset()
    return frozenset(place for rows in selections for place in _small_routes(rows))


def _small_routes(rows: Sequence[SheetRow]) -> Iterator[Place]:
    by_mode: defaultdict[str, list[SheetRow]] = defaultdict(list)
    for row in rows:
        by_mode[str(row.values["mode"])].append(row)
    alone, together = parted(list(by_mode.values()), lambda group: sum(map(_pupils, group)))
    for rows_shown in (*alone, [row for group in together for row in group]):
        yield from (row.place for row in parted(rows_shown, _pupils)[1])


def _pupils(row: SheetRow) -> int:
    return int(row.values["pupils"])


def why(dataset: DatasetId, rows: int, cases: Decision) -> str:
    """Say why so many rows are not shown, and who may see them; nothing where all are."""
    if not rows:
        return ""
    one = rows == 1
    if DATASETS[dataset].about_people:
        of = "1 row tells of a single child and is" if one else f"{rows:,} rows tell of a single child each and are"
        return f"{of} not shown to you. {_because(cases)}"
    are = "1 route is" if one else f"{rows:,} routes are"
    return (
        f"{are} not shown to you: those of fewer than {FEWEST} pupils, and others from which one of these would follow."
        f" {_because(cases)}"
    )


def _because(cases: Decision) -> str:
    return f"{cases.because} The counts hold them all."
