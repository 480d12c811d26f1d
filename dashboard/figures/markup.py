"""Text of others in a page, so that whatever a return, a contract or an address says is shown and never acts.

What is drawn is HTML put together from parts; what Streamlit’s own elements say is Markdown.
"""

import re
from html import escape
from typing import Final

_EMPTY: Final = frozenset({"img", "br"})

# What acts wherever it stands, a colon where a name may follow (`:red[…]`, no time of day), what acts as a line begins.
_ACTS: Final = re.compile(r"[\\`*_{}\[\]<>$~|&]|(?<!\d):(?=\S)|:(?=[^\s\d])|(?m:^[ \t]*(?:[#+=-]|\d+[.)]))")
# Addresses become links by themselves, escaped or not: what nobody sees parts them.
_ADDRESS: Final = re.compile(r"://|@|\bwww(?=\.)", re.IGNORECASE)
_PARTED: Final = "\u2060"


class Html(str):
    """Markup: what came into it as text was escaped."""

    __slots__ = ()


def element(name: str, *children: str, **attributes: str | int | None) -> Html:
    """Return an element with its children in order; those that are not markup are escaped.

    Attributes are named as in HTML with an underscore at the end (``class_``) or for a hyphen (``aria_label``); one
    that is ``None`` is left out.
    """
    stated = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{stated}>" if name in _EMPTY else f"<{name}{stated}>{joined(*children)}</{name}>")


def joined(*children: str) -> Html:
    """Return children one after the other."""
    return Html("".join(each if isinstance(each, Html) else escape(each, quote=False) for each in children))


def plain(text: str) -> str:
    """Write a text of somebody else's as Markdown that shows it as it is: no picture is asked for, no link drawn."""
    parted = _ADDRESS.sub(rf"\g<0>{_PARTED}", text)
    return _ACTS.sub(lambda found: _escaped(found[0]), parted)


def _escaped(acts: str) -> str:
    """Escape the last character: what stands before it, blanks or the digits of a list, does nothing without it."""
    return f"{acts[:-1].lstrip()}\\{acts[-1]}"
