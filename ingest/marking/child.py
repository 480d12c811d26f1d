"""The child process that writes a marked copy: what came in, a workbook out, within bounds on cost.

What comes in is a length (eight bytes, big-endian), a JSON heading of that length with the marks and, for a copy that
is made of texts, the sheets; then the workbook's bytes.
"""

import io
import json
import sys
from typing import Any, Final

from ingest.reading.confined import confine
from ingest.reading.limits import Limits

_NOT_LOADED: Final = ("numpy", "PIL", "lxml", "defusedxml", "pandas")


def main() -> None:
    """Write the marked copy of what stands on standard input to standard output."""
    confine(Limits(**json.loads(sys.argv[-1])))
    # openpyxl would use whatever of these is installed; without them a copy is the same everywhere, and pictures are
    # not looked at.
    sys.modules.update(dict.fromkeys(_NOT_LOADED))  # type: ignore[arg-type]
    from ingest.marking.book import opened, rebuilt  # noqa: PLC0415 -- loaded within the limits
    from ingest.marking.painting import list_findings, paint  # noqa: PLC0415 -- as above

    heading, content = _parted(sys.stdin.buffer.read())
    marks = _marks(heading["marks"])
    book = opened(content) if content else rebuilt(heading["sheets"])
    paint(book, marks)
    list_findings(book, marks)
    target = io.BytesIO()
    book.save(target)
    sys.stdout.buffer.write(target.getvalue())


def _parted(data: bytes) -> tuple[dict[str, Any], bytes]:
    start = 8 + int.from_bytes(data[:8], "big")
    return json.loads(data[8:start]), data[start:]


def _marks(given: list[dict[str, Any]]) -> list[Any]:
    from ingest.marking.marks import Mark  # noqa: PLC0415 -- loaded within the limits

    return [Mark(**{**each, "rows": tuple(each["rows"]), "line": tuple(each["line"])}) for each in given]
