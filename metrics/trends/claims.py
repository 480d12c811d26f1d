"""Words of a commentary held against the chart: “improved”, “worsened”, “recovered”, “stable” and close forms.

Only a plain statement about the figures so far is a claim: not what is hoped, planned or denied. A claim is borne out,
or a sentence says what the chart shows instead. Nobody's words are changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from metrics.trends.chart import ControlChart
from metrics.trends.options import ENOUGH
from metrics.trends.words import has_limits

Kind = Literal["improved", "worsened", "recovered", "stable"]

_FORMS: Final[dict[Kind, str]] = {
    "improved": r"improved|improves|improving|improvements?|better|strengthened|up\s?turn|progressed|gains?|gained",
    "worsened": (
        r"worsened|worsens|worsening|worse|deteriorat(?:ed|es|ing|ion)|declin(?:ed|es|ing|e)|slipped|slipping"
        r"|dip(?:s|ped)?|dropped|decreased performance|down\s?turn|weakened"
    ),
    "recovered": r"recover(?:ed|s|ing|y)|bounced back|rebounded|back on track|back to (?:normal|target)|restored",
    "stable": (
        r"stable|stabilised|steady|unchanged|consistent(?:ly)?|maintained|sustained|held up|no (?:real |significant )?"
        r"change|in line with (?:last|previous) months?"
    ),
}
_CLAIM: Final = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{forms})" for kind, forms in _FORMS.items()) + r")\b", re.IGNORECASE
)
_NOT_SAID: Final = re.compile(
    r"(?:\b(?:not|never|without|yet to|will|would|should|could|(?-i:may)|might|must|cannot|expect(?:s|ed)?|hopes?|aims?"
    r"|intends?|if|until|unless|need(?:s|ed)?|once)\b|n['’]t\b)[\w\s'’%.-]{0,40}$"
    r"|\b(?:no|to|towards|for)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before a word that is denied, hoped for or planned. “May” with a capital letter is a month."""

_FAR: Final = 100
"""Characters before and after a word in which it may be denied, so that a long text is not gone through for each."""

_NOT_AFTER: Final = re.compile(
    r"^\s*(?:plans?|notice|programme|boards?|actions?|targets?|measures?|work|team|project|strategy|is (?:expected"
    r"|needed|planned)|are (?:expected|needed|planned)|than (?:the )?target|than expected)\b",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(
    r"[!?;,:\n]|\.(?!\d)|\b(?:but|although|though|while|whereas|however|because)\b", re.IGNORECASE
)
"""Where a statement ends, so that what is denied in one is not taken as denied in the next."""


@dataclass(frozen=True)
class Claim:
    """A word of a commentary that says how the figures have gone."""

    kind: Kind
    word: str


def claims(text: str) -> tuple[Claim, ...]:
    """Return what a commentary claims of the figures so far, each kind once, by the first word that claims it."""
    found: dict[Kind, Claim] = {}
    for statement in _BREAK.split(text):
        for claim in _in_statement(statement):
            found.setdefault(claim.kind, claim)
    return tuple(found.values())


def _in_statement(statement: str) -> Iterator[Claim]:
    # However many spaces part two words, one would say the same.
    statement = " ".join(statement.split())
    for match in _CLAIM.finditer(statement):
        begins, ends = match.span()
        denied = _NOT_SAID.search(statement, max(begins - _FAR, 0), begins)
        if not (denied or _NOT_AFTER.match(statement[ends : ends + _FAR])):
            for kind in _FORMS:
                if match[kind]:
                    yield Claim(kind, match[kind])


def not_borne_out(text: str, chart: ControlChart) -> tuple[str, ...]:
    """Return a sentence for each claim of a commentary on the latest figure that the chart does not bear out.

    With fewer than 13 figures, or none for the latest month, the chart can bear nothing out, and says so.
    """
    found = claims(text)
    if not found:
        return ()
    if chart.latest.value is None or not has_limits(chart) or chart.current.provisional:
        words = " and ".join(f"“{each.word}”" for each in found)
        return (f"The text says {words}; there are too few figures ({chart.known} of {ENOUGH}) to tell.",)
    return tuple(f"The text says “{each.word}”; {shown}." for each in found if (shown := _otherwise(each.kind, chart)))


def _otherwise(kind: Kind, chart: ControlChart) -> str | None:
    """Say what the chart shows instead of a claim, or nothing where it bears the claim out."""
    shows = chart.latest.variation
    borne_out: dict[Kind, bool] = {
        "improved": shows in ("better", "other"),
        "worsened": shows in ("worse", "other"),
        "recovered": shows == "better" or (shows == "usual" and _was_worse(chart)),
        "stable": shows == "usual",
    }
    if borne_out[kind]:
        return None
    return {
        "usual": "the chart shows only usual variation",
        "better": "the chart shows figures better than usual",
        "worse": "the chart shows figures worse than usual",
        "other": "the chart shows more than usual variation",
    }[shows]


def _was_worse(chart: ControlChart) -> bool:
    """Whether any of the six points before the latest was worse than usual."""
    return any(each.variation in ("worse", "other") for each in chart.points[-7:-1])
