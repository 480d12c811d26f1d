"""Tables of words and sums, as several commands print them."""

from collections.abc import Sequence

from rich.table import Table


def table_of(
    names: tuple[str, ...],
    sums: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    totals: Sequence[tuple[str, ...]] = (),
) -> Table:
    """Return a table of words, and of sums to their right; ``totals`` stand below the rows and apart from them."""
    table = Table(box=None, pad_edge=False)
    for heading in names:
        table.add_column(heading, overflow="fold")
    for heading in sums:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    for row in totals:
        table.add_row(*row, style="bold")
    return table
