"""Returns on their way from files to the store: which files are meant, and what is said with them."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import typer

from contracts.errors import ReckonerError
from contracts.london import LONDON
from statements.files import FileAsked

RETURNS = (".xlsx", ".csv")


class NoSuchFile(ReckonerError):
    """A file or folder that is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” is not there. Check the name.")


class OneAtATime(ReckonerError):
    """A folder, where one file was expected."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” is a folder. Name one file in it.")


class OverTheFileItself(ReckonerError):
    """A marked copy was to be written over the return that it is made of."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The marked copy would replace “{path}” itself. Give it another name.")


class NoReturnsThere(ReckonerError):
    """A folder without a workbook or CSV."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"“{folder}” holds no return: nothing that ends in .xlsx or .csv.")


def found(paths: Iterable[Path]) -> list[Path]:
    """Return the files that were named, and those of a named folder in the order of their names.

    Raises:
        NoSuchFile, NoReturnsThere: as they say.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.suffix.lower() in RETURNS)
            if not inside:
                raise NoReturnsThere(path)
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise NoSuchFile(path)
    return files


def reasons_from(given: Iterable[str]) -> dict[str, str]:
    """Read reasons written ``I04 OP4=Case list moved to a new system``: a finding's key, and why."""
    reasons = {}
    for each in given:
        key, equals, why = each.partition("=")
        if not equals or not why.strip():
            raise typer.BadParameter(f"“{each}”: write the finding's key, =, and the reason, such as I04 OP4=Why")
        reasons[key.strip()] = why.strip()
    return reasons


def asked(path: Path, contract: str | None = None, month: str | None = None) -> FileAsked:
    """Return the request for a file; its bytes are put in as they are, where the model would read them as base64."""
    return FileAsked.model_construct(file_name=path.name, content=path.read_bytes(), contract=contract, month=month)


def in_london(moment: datetime | None) -> datetime | None:
    """Take a moment without a zone as London time."""
    return moment.replace(tzinfo=LONDON) if moment is not None and moment.tzinfo is None else moment
