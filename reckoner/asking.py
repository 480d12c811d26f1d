"""Commands that only ask: about a month of a contract, or about the whole of it. They share their options."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, Period, StoreFolder, show

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True)
class Asking(Generic[Answer]):
    """What a command asks for: the operation, its request and answer, and how the answer is printed for a person."""

    operation: str
    request: type[BaseModel]
    answer: type[Answer]
    text: Callable[[Answer], None]


def of_month(asking: Asking[Answer], says: str) -> Callable[..., None]:
    """Return a command that asks about a month of a contract; ``says`` is its help."""

    def command(  # noqa: PLR0913, PLR0917 -- a command has its options
        contract: Contract,
        period: Period,
        person: Acting,
        folder: StoreFolder = HERE,
        as_known_on: AsKnownOn = None,
        as_: As = Format.TEXT,
    ) -> None:
        request = asking.request.model_validate(
            {"contract": contract, "month": period, "as_known_on": in_london(as_known_on)}
        )
        found = ask(folder, person, asking.operation, request, asking.answer)
        show(found, as_, lambda: asking.text(found))

    return _named(command, asking.operation, says)


def of_contract(asking: Asking[Answer], says: str) -> Callable[..., None]:
    """Return a command that asks about a contract as a whole; ``says`` is its help."""

    def command(
        contract: Contract,
        person: Acting,
        folder: StoreFolder = HERE,
        as_known_on: AsKnownOn = None,
        as_: As = Format.TEXT,
    ) -> None:
        request = asking.request.model_validate({"contract": contract, "as_known_on": in_london(as_known_on)})
        found = ask(folder, person, asking.operation, request, asking.answer)
        show(found, as_, lambda: asking.text(found))

    return _named(command, asking.operation, says)


def _named(command: Callable[..., None], operation: str, says: str) -> Callable[..., None]:
    """Give a command the name and help that the command line reads from it."""
    command.__name__, command.__doc__ = operation.replace("-", "_"), says
    return command
