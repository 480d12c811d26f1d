"""How much may be asked of the server at once: the largest file that is read, on its way with what is said of it."""

from typing import Final

from contracts.errors import ReckonerError
from ingest.reading.limits import LARGEST_FILE
from ingest.reading.refusals import FileTooLarge

_SAID_WITH_IT: Final = 1_000_000
LARGEST_BODY: Final = 4 * -(-LARGEST_FILE // 3) + _SAID_WITH_IT
"""Bytes of a request. A file travels as base64, four characters for three bytes; reasons and names come beside it."""


class TooLargeToPost(ReckonerError):
    """A request with more bytes than the server takes."""

    def __init__(self) -> None:
        super().__init__(
            f"The file is larger than the {LARGEST_FILE // 1024**2} MB that are accepted. Nothing was stored. "
            f"{FileTooLarge.remedy}"
        )
