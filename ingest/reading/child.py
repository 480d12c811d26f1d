"""The child process that opens a workbook from outside: bytes in, packed sheets out, within bounds on cost.

What goes out is a length (eight bytes, big-endian), a JSON heading of that length, and the blobs it lists, in order.
"""

import gc
import json
import sys
from collections.abc import Iterator
from typing import Any

from ingest.reading.columns import PARTING, PackedSheet
from ingest.reading.confined import confine
from ingest.reading.limits import Limits
from ingest.reading.refusals import Refusal, TookTooMuchMemory
from ingest.reading.workbook import PackedWorkbook, read_workbook


def main() -> None:
    """Read the workbook on standard input under the limits in the last argument, and write what it holds."""
    limits = Limits(**json.loads(sys.argv[-1]))
    confine(limits)
    # Nothing read here forms cycles, and walking a million strings to learn that costs a third of the time.
    gc.disable()
    try:
        heading, blobs = _packed(read_workbook(sys.stdin.buffer.read(), limits))
    except Refusal as refusal:
        heading, blobs = _refused(refusal), []
    except MemoryError:
        heading, blobs = _refused(TookTooMuchMemory(limits.memory_bytes)), []
    encoded = json.dumps(heading).encode()
    sys.stdout.buffer.write(len(encoded).to_bytes(8, "big") + encoded)
    for blob in blobs:
        sys.stdout.buffer.write(blob)


def _refused(refusal: Refusal) -> dict[str, Any]:
    return {"code": refusal.code, "found": refusal.found}


def _packed(book: PackedWorkbook) -> tuple[dict[str, Any], list[bytes]]:
    blobs = [list(_blobs(sheet)) for sheet in book.sheets]
    sheets = [
        {"name": sheet.name, "hidden": sheet.hidden, "sizes": [len(blob) for blob in group]}
        for sheet, group in zip(book.sheets, blobs, strict=True)
    ]
    return {"sheets": sheets, "notes": book.notes}, [blob for group in blobs for blob in group]


def _blobs(sheet: PackedSheet) -> Iterator[bytes]:
    yield sheet.rows.tobytes()
    yield sheet.marks.rows.tobytes()
    yield PARTING.join(sheet.marks.letters).encode()
    yield PARTING.join(sheet.marks.words).encode()
    yield from sheet.columns


if __name__ == "__main__":
    main()
