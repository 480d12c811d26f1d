"""What an address, a file or a person wrote is shown on the pages as text: it draws no link and fetches nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import dashboard
from dashboard.figures.markup import plain

_PAGES = Path(dashboard.__file__).parent
_SPEAKS = {
    "error",
    "info",
    "warning",
    "success",
    "toast",
    "write",
    "markdown",
    "caption",
    "title",
    "header",
    "expander",
}

ACTING = [
    "x ![a](https://evil.example/pixel.png)",
    "[Pay here](https://evil.example)",
    "<https://evil.example>",
    "# A heading",
    "  1. a list\n  2. goes on",
    "- a list",
    "+ a list",
    "> a quotation",
    "two\n---",
    "two\n===",
    "*strong* and _emphasised_ and `code` and ~~struck~~",
    "&lt;b&gt; and <b>bold</b>",
    "a\\*b",
]


@pytest.mark.parametrize("said", ACTING)
def test_nothing_acts_in_what_is_written_plain(said: str) -> None:
    shown = MarkdownIt("commonmark").parse(plain(said))
    assert [each.type for each in shown] == ["paragraph_open", "inline", "paragraph_close"]
    inside = shown[1].children or []
    assert {each.type for each in inside} <= {"text", "text_special", "softbreak"}
    read = "".join("\n" if each.type == "softbreak" else each.content for each in inside)
    assert _lines(read.replace("\u2060", "")) == _lines(said)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize(
    "address", ["https://evil.example", "HTTP://evil.example", "www.evil.example", "a@evil.example"]
)
def test_an_address_is_parted_so_that_it_is_no_link(address: str) -> None:
    assert address not in plain(address).replace("\\", "")
    assert plain(address).replace("\\", "").replace("\u2060", "") == address


@pytest.mark.parametrize("said", [":red[paid]", ":material/check: done", "$x^2$", "| a | b |"])
def test_what_streamlit_adds_to_markdown_is_shown_as_it_is(said: str) -> None:
    written = plain(said)
    assert written != said
    assert written.replace("\\", "") == said


def test_a_sentence_stays_as_it_is() -> None:
    sentence = "Found £1,234.50 (line 3). Expected: an amount; see clause 6.11, by 17:00."
    assert plain(sentence) == sentence


def test_what_others_wrote_reaches_the_page_by_the_one_way_that_shows_it_as_text() -> None:
    raw = [found for path in _modules() for found in _raw(path)]
    assert raw == []


def _modules() -> list[Path]:
    return [path for path in sorted(_PAGES.rglob("*.py")) if path.name != "style.py"]


def _raw(path: Path) -> Iterator[str]:
    """Yield the places in which Streamlit is given, as Markdown, what is neither written out there nor made plain."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SPEAKS):
            continue
        of_streamlit = ast.unparse(node.func.value) == "st" or node.func.attr == "markdown"
        if of_streamlit and node.args and not _is_our_own(node.args[0]):
            yield f"{path.name}:{node.lineno} {ast.unparse(node)}"


def _is_our_own(said: ast.expr) -> bool:
    if isinstance(said, ast.Attribute):
        return ast.unparse(said.value) == "wording"
    called = isinstance(said, ast.Call) and ast.unparse(said.func) in ("plain", "style.plain")
    return called or isinstance(said, ast.Constant)
