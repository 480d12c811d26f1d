"""What every part of a contract file has in common: frozen, nothing unknown allowed, ``none`` said in words."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Part(BaseModel):
    """A part of a contract file. It cannot be changed after reading and has no key that the engine does not know.

    What it names or says is never blank; what may be left out is left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1)


def _none(found: Any) -> Any:
    return None if found == "none" else found


T = TypeVar("T")
Stated = Annotated[T | None, BeforeValidator(_none)]
"""A part that the contract either states or says it has none of; leaving it out is not an answer."""


def _is_unstated(found: Any) -> bool:
    return found is None


OrLeftOut = Annotated[T | None, Field(default=None, exclude_if=_is_unstated)]
"""A part that the contract may leave out, which says that it has none.

It is then left out of a dump too, so that a contract without it has the digest that it had before there was any.
"""
