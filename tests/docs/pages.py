"""Reads the project's own pages: their headings, tables, blocks of text and links."""

import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
DOCS = HOUSE / "docs"

Row = dict[str, str]

_ELSEWHERE = frozenset({"node_modules", "build", "demo"})


def pages() -> tuple[Path, ...]:
    """Return every page of the project."""
    found = (path for path in HOUSE.rglob("*.md") if not _is_elsewhere(path.relative_to(HOUSE)))
    return tuple(sorted(found))


def _is_elsewhere(path: Path) -> bool:
    return any(part in _ELSEWHERE or part.startswith(".") for part in path.parts)


def section(page: Path, heading: str) -> str:
    """Return what stands under a heading, down to the next of the same level or above."""
    lines = page.read_text(encoding="utf-8").splitlines()
    places = [place for place, line in enumerate(lines) if line.lstrip("#").strip() == heading and line[:1] == "#"]
    assert len(places) == 1, f"{page.name} has {len(places)} headings “{heading}”"
    level = len(lines[places[0]]) - len(lines[places[0]].lstrip("#"))
    rest = lines[places[0] + 1 :]
    ends = (place for place, line in enumerate(rest) if re.match(rf"#{{1,{level}}} ", line))
    return "\n".join(rest[: next(ends, len(rest))])


def tables(text: str) -> list[list[Row]]:
    """Return the tables of a text: for each its rows, by the words of its heading."""
    found: list[list[Row]] = []
    headings: list[str] | None = None
    for line in text.splitlines():
        if not line.startswith("|"):
            headings = None
        elif headings is None:
            headings = _cells(line)
            found.append([])
        elif not set(line) <= set("|-: "):
            found[-1].append(dict(zip(headings, _cells(line), strict=True)))
    return found


def _cells(line: str) -> list[str]:
    parts = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return [part.strip().replace("\\|", "|") for part in parts]


def blocks(text: str, language: str) -> Iterator[str]:
    """Yield the fenced blocks in a language."""
    for match in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield match[1]


def links(text: str) -> Iterator[str]:
    """Yield where the links and pictures of a page lead, those inside blocks of code left out."""
    plain = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    plain = re.sub(r"`[^`\n]*`", "", plain)
    yield from re.findall(r"\]\(([^)\s]+)\)", plain)


def pence(text: str) -> int:
    """Read an amount as a page writes it; a blank is nothing."""
    match = re.fullmatch(r"(−?)£([\d,]+)\.(\d\d)", text)
    assert match or not text, text
    if match is None:
        return 0
    size = int(match[2].replace(",", "")) * 100 + int(match[3])
    return -size if match[1] else size
