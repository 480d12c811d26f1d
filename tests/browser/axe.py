"""The accessibility rules of axe-core, put to a page: what is serious or worse, as lines that name the element."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from playwright.sync_api import Page

from tests.browser.chromium import AXE

WORTH_STOPPING_FOR: Final = ("serious", "critical")
_TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass(frozen=True)
class NotOurs:
    """A fault in Streamlit's own markup: ``docs/accessibility.md`` has the reason of each."""

    rule: str
    selector: str


NOT_OURS: Final[tuple[NotOurs, ...]] = ()


@cache
def _rules() -> str:
    return AXE.read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """Return the serious and critical faults of the page as it stands: rule, element and what to do."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_rules())
    asked = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": list(_TAGS)}}
    found = page.evaluate("options => axe.run(document, options)", asked)
    return [
        f"{rule['impact']}: {rule['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in WORTH_STOPPING_FOR
        for node in rule["nodes"]
        if not _is_not_ours(page, rule["id"], node)
    ]


def _is_not_ours(page: Page, rule: str, node: dict[str, Any]) -> bool:
    selectors = [each.selector for each in NOT_OURS if each.rule == rule]
    within = "([target, selectors]) => selectors.some(each => document.querySelector(target)?.matches(each))"
    return bool(selectors) and bool(page.evaluate(within, [node["target"][0], selectors]))
