"""The limits of what may be asked: at each edge, just inside and just beyond; the same for every operation."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from contracts.texts import LONGEST_NAME, LONGEST_TEXT, TextTooLong
from contracts.values import LARGEST_AMOUNT
from statements.asked import (
    LARGEST_FIGURE,
    AmountTooLarge,
    FigureTooLarge,
    MomentOutOfRange,
    _moment,
    _name,
    _pence,
    _text,
)
from statements.life.operations import LifeAsked, PaymentAsked, ReplyAsked
from statements.operations import OPERATIONS, AppointmentAsked
from statements.relief_asked import ReliefAsked

PAID: dict[str, Any] = {"contract": "c", "month": "2018-05", "paid_on": date(2018, 6, 1), "pence": 1, "reference": "R"}
RELIEF: dict[str, Any] = {
    "contract": "c", "effect": "remove_rows", "indicators": ("A1",), "first": "2018-05", "last": "2018-05",
    "notice_day": date(2018, 6, 1), "cause": "Snow", "particulars": "The road was shut.",
}  # fmt: skip


@pytest.mark.parametrize("sign", [1, -1])
def test_an_amount_has_a_largest_one(sign: int) -> None:
    assert PaymentAsked(**PAID | {"pence": sign * LARGEST_AMOUNT}).pence == sign * LARGEST_AMOUNT
    with pytest.raises(AmountTooLarge, match=r"Expected at most £99,999,999,999\.99, above or below nil"):
        PaymentAsked(**PAID | {"pence": sign * (LARGEST_AMOUNT + 1)})
    with pytest.raises(AmountTooLarge, match="an amount of more than 28 digits"):
        PaymentAsked(**PAID | {"pence": sign * 10**5000})


def test_a_text_is_counted_and_never_repeated() -> None:
    said = {"contract": "c", "month": "2018-05", "answer": "disputed"}
    assert ReplyAsked(**said, says="é" * LONGEST_TEXT).says
    with pytest.raises(TextTooLong) as refused:
        ReplyAsked(**said, says="é" * (LONGEST_TEXT + 1))
    assert "“says” has 501 characters. Expected at most 500. Shorten it." in str(refused.value)
    assert "éé" not in str(refused.value)


def test_a_name_has_a_length_of_its_own() -> None:
    someone = {"person": "a", "organisation": "o", "contract": "c", "role": "officer", "from_day": date(2018, 5, 1)}
    assert AppointmentAsked(**someone, name="n" * LONGEST_NAME).name
    with pytest.raises(TextTooLong, match="“name” has 121 characters"):
        AppointmentAsked(**someone, name="n" * (LONGEST_NAME + 1))


def test_a_figure_has_a_largest_one() -> None:
    assert ReliefAsked(**RELIEF, numerator=LARGEST_FIGURE - 1).numerator == LARGEST_FIGURE - 1
    for number in (LARGEST_FIGURE, -LARGEST_FIGURE, "1E+400"):
        with pytest.raises(FigureTooLarge, match="“numerator”: found a number of 1,000,000,000,000,000 or more"):
            ReliefAsked(**RELIEF, numerator=number)


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        ("1900-01-01T00:00:00+14:00", True), ("1899-12-31T23:59:59Z", False), ("0001-01-01T00:00:00+14:00", False),
        ("2200-12-31T23:59:59-12:00", True), ("2201-01-01T00:00:00Z", False), ("9999-12-31T23:59:59-12:00", False),
    ],
)  # fmt: skip
def test_a_moment_lies_within_the_months_that_are_read(moment: str, inside: bool) -> None:
    text = f'{{"contract": "c", "month": "2018-05", "as_known_on": "{moment}"}}'
    if inside:
        assert LifeAsked.model_validate_json(text).as_known_on == datetime.fromisoformat(moment)
        return
    with pytest.raises(MomentOutOfRange, match="Expected a day from 1900-01-01 to 2200-12-31"):
        LifeAsked.model_validate_json(text)


def test_a_moment_without_a_zone_is_in_utc() -> None:
    asked = LifeAsked(contract="c", month="2018-05", as_known_on=datetime(2018, 5, 1))  # noqa: DTZ001 -- as it may come
    assert asked.as_known_on == datetime(2018, 5, 1, tzinfo=UTC)


def _validators(kind: Any) -> Iterator[Any]:
    yield from (getattr(each, "func", None) for each in getattr(kind, "metadata", ()))
    yield from (getattr(each, "func", None) for each in getattr(kind, "__metadata__", ()))
    for inner in get_args(kind):
        yield from _validators(inner)


def _fields() -> Iterator[tuple[str, Any, set[Any]]]:
    for request in dict.fromkeys(each.request for each in OPERATIONS.values()):
        for name, field in request.model_fields.items():
            limits = {*_validators(field), *_validators(field.annotation)}
            yield f"{request.__name__}.{name}", field.annotation, limits


FREE_TEXTS = {"says", "reference", "reason", "authority", "cause", "particulars", "title", "source", "minute"}


def test_every_operation_asks_within_the_limits() -> None:
    """A new request with a free text, an amount or a moment must take its kind from the one place."""
    for place, annotation, limits in _fields():
        name = place.partition(".")[2]
        if name in FREE_TEXTS:
            assert limits & {_text, _name}, place
        if name in ("pence", "net", "vat"):
            assert _pence in limits, place
        if annotation is datetime or datetime in get_args(annotation):
            assert _moment in limits, place
