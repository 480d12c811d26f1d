"""What every part of a contract file has in common: frozen, nothing unknown allowed, ``none`` said in words."""

from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator
from pydantic.fields import FieldInfo


class Part(BaseModel):
    """A part of a contract file. It cannot be changed after reading and has no key that the engine does not know.

    What it names or says is never blank. Only what picks no rule may be left out: a rule is stated, or said to be none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1)

    @field_validator(
        *("clause", "owner", "of", "chair", "subcontractor", "written", "fund", "returned_to"), check_fields=False
    )
    @classmethod
    def _is_no_rule_to_be_without(cls, found: Any) -> Any:
        # Read as a word it would name a clause, a person, a fund, or a denominator for which every figure has to wait.
        if found == "none":
            raise ValueError("words: only of a rule “none” may be said, and what may be left out is left out")
        return found


def _none(found: Any) -> Any:
    return None if found == "none" else found


def _nothing_listed(found: Any) -> Any:
    return () if found == "none" else found


def _is_unstated(found: Any) -> bool:
    return not found


T = TypeVar("T")
Stated = Annotated[T | None, BeforeValidator(_none)]
"""A part that the contract either states or says it has none of; leaving it out is not an answer."""

StatedList = Annotated[tuple[T, ...], BeforeValidator(_nothing_listed)]
"""A list that the contract either states or says it has nothing for; an empty list says the same as ``none``."""

NotDumpedIfNone = Field(exclude_if=_is_unstated)
"""Beside a stated part: where it is none, or no, a dump has no such key.

Digests of certified statements rest on dumps. A contract without the part keeps the digest that it had before there
was such a part at all.
"""


def _is_left_out(found: Any) -> bool:
    return found is None


OrLeftOut = Annotated[T | None, Field(default=None, exclude_if=_is_left_out)]
"""A part that the contract may leave out, since leaving it out picks no rule.

Either it is one of several forms, and a contract that states none of them is refused, or it is an exception from a rule
that the contract has to state. It is left out of a dump too, for the sake of digests.
"""


def may_say_none(field: FieldInfo) -> bool:
    """Say whether a contract file may write ``none`` for a field: that the contract has no such rule."""
    readers = [each.func for each in field.metadata if isinstance(each, BeforeValidator)]
    words = [word for each in get_args(field.annotation) for word in get_args(each)]
    return _none in readers or _nothing_listed in readers or "none" in words
