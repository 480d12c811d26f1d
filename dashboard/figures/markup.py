"""HTML put together from parts, so that whatever a return or a contract says is shown as text and never as markup."""

from html import escape
from typing import Final

_EMPTY: Final = frozenset({"img", "br"})


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
