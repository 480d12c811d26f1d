"""Every page leads where it says, names commands that exist, and tables that are the code's."""

import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from contracts.faults import ContractFileRefused
from contracts.loading import load
from metrics.chain import ALL_STEPS, FOLDER
from reckoner.main import app
from store.policy import Action, Appointment, Person, Role, decide
from tests.docs.pages import DOCS, HOUSE, links, pages, section, tables

PAGES = [page.relative_to(HOUSE).as_posix() for page in pages()]
COMMANDS = typer.main.get_command(app)


def test_the_pages_were_found() -> None:
    assert {"README.md", "CONTRIBUTING.md", "docs/returns.md", "docs/decisions/README.md"} <= set(PAGES)


def _anchor(heading: str) -> str:
    """Return the name under which a heading can be linked to."""
    plain = re.sub(r"[^\w\- ]", "", heading.lstrip("#").strip().lower())
    return plain.replace(" ", "-")


@pytest.mark.parametrize("name", PAGES)
def test_every_relative_link_leads_somewhere(name: str) -> None:
    page = HOUSE / name
    broken = []
    for link in links(page.read_text(encoding="utf-8")):
        place, _, anchor = link.partition("#")
        target = page.parent / place if place else page
        if re.match(r"https?:", link):
            continue
        if not target.exists():
            broken.append(link)
        elif anchor:
            lines = target.read_text(encoding="utf-8").splitlines()
            if anchor not in {_anchor(line) for line in lines if line.startswith("#")}:
                broken.append(link)
    assert broken == []


def _commands(text: str) -> Iterator[list[str]]:
    """Yield the words of every command named in a block or between backticks."""
    fenced = re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line.removeprefix("$ ") for block in fenced for line in block.splitlines()]
    lines += re.findall(r"`(reckoner [^`]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))
    yield from (shlex.split(line) for line in lines if line.startswith("reckoner "))


NAMED = [(name, words) for name in PAGES for words in _commands((HOUSE / name).read_text(encoding="utf-8"))]


def test_commands_were_found() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize(
    ("page", "words"), NAMED, ids=lambda value: " ".join(value) if isinstance(value, list) else value
)
def test_a_command_named_in_a_page_exists_with_its_options(page: str, words: list[str]) -> None:
    assert isinstance(COMMANDS, TyperGroup)
    assert words[1] in COMMANDS.commands
    known = {option for each in COMMANDS.commands[words[1]].params for option in each.opts}
    assert {word for word in words if word.startswith("--")} - known - {"--help"} == set()


def test_every_command_and_option_is_described() -> None:
    assert isinstance(COMMANDS, TyperGroup)
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    described = {words[1] for page, words in NAMED if page == "docs/command-line.md"}
    assert described == set(COMMANDS.commands)
    options = {option for each in COMMANDS.commands.values() for param in each.params for option in param.opts}
    assert {option for option in options if option.startswith("--") and f"`{option}" not in text} == set()


def test_who_may_do_what_is_the_policy_s_answer() -> None:
    (table,) = [found for found in tables(section(DOCS / "security.md", "Who may do what")) if "action" in found[0]]
    said = {row["action"]: {role for role, answer in row.items() if answer == "yes"} for row in table}
    assert said == {str(action): {str(role) for role in Role if _may(role, action)} for action in Action}


def _may(role: Role, action: Action) -> bool:
    person = Person("x.y", "X. Y", "Anywhere", (Appointment("c", role, date(2016, 4, 1)),))
    return decide(person, action, "c").allowed


MECHANISM = DOCS / "payment-mechanism.md"


def test_every_step_of_the_chain_is_described_in_its_order() -> None:
    rows = tables(section(MECHANISM, "The steps"))[0]
    files = [row["file"].strip("`") for row in rows]
    assert sorted(files) == sorted(path.name for path in FOLDER.glob("*.sql"))
    assert {name.removesuffix(".sql") for name in files} == set(ALL_STEPS)
    assert [name[:2] for name in files] == sorted(name[:2] for name in files)


NOT_CARRIED_OUT = {
    "room that returns with what comes back": (
        "limits: [performance, repeat, reporting]",
        "limits: [performance, guarantee shortfall], restores_headroom: yes",
    ),
    "free points over quarters": ("free_points: {points: 2, per: month", "free_points: {points: 2, per: quarter"),
    "gain and pain share": ("deductions:\n", "gain_share: 50%\ndeductions:\n"),
}


@pytest.mark.parametrize(("stated", "instead"), NOT_CARRIED_OUT.values(), ids=NOT_CARRIED_OUT)
def test_a_contract_that_states_what_is_not_carried_out_is_refused(stated: str, instead: str) -> None:
    text = (DOCS / "examples" / "brookvale-waste.yaml").read_text(encoding="utf-8")
    assert stated in text
    with pytest.raises(ContractFileRefused) as refused:
        load(text.replace(stated, instead, 1), "changed")
    assert {fault.code for fault in refused.value.faults} <= {"C11", "C12"}


def test_a_gap_between_ranges_is_refused_with_the_example_that_the_guide_gives() -> None:
    text = (DOCS / "examples" / "brookvale-waste.yaml").read_text(encoding="utf-8")
    with pytest.raises(ContractFileRefused) as refused:
        load(text.replace("{from: 95, below: 100", "{from: 95, to: 99", 1), "changed")
    (fault,) = refused.value.faults
    assert (fault.code, fault.found.split(" (")[0]) == ("C20", "99.5 in no band")


def test_every_record_of_a_decision_has_its_four_parts_and_stands_in_the_list() -> None:
    folder = DOCS / "decisions"
    records = sorted(path for path in folder.glob("0*.md"))
    assert [path.name[:4] for path in records] == [f"{place:04}" for place in range(1, len(records) + 1)]
    for path in records:
        text = path.read_text(encoding="utf-8")
        parts = re.findall(r"^\*\*(.+?)\.\*\*", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences", "What would make us change it"], path.name
    listed = list(links((folder / "README.md").read_text(encoding="utf-8")))
    assert listed == [path.name for path in records]


def test_pages_hold_no_tabs_and_no_trailing_spaces() -> None:
    marked = [name for name in PAGES if re.search(r"\t|[ ]+$", Path(HOUSE / name).read_text("utf-8"), re.MULTILINE)]
    assert marked == []
