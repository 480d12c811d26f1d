"""``reckoner waive``, ``fix-amount``, ``waivers`` and ``variations``: decisions about deductions, and the registers."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from contracts import months
from contracts.wording import day_short, pounds, pounds_signed
from reckoner.asking import Asking, of_contract, of_month
from reckoner.desk import ask
from reckoner.options import HERE, Acting, Contract, Period, StoreFolder, console
from reckoner.settle import Draft, pence_of
from reckoner.tables import table_of
from statements.life.deductions import Register
from statements.life.settled_up import RegisterAsked, RulingAsked
from statements.variation_register import VariationRegister, VariationsAsked

Reason = Annotated[str, typer.Option(help="Why.")]
Authority = Annotated[str, typer.Option(help="On whose authority: a minute, a delegated decision, an award.")]
LineNumber = Annotated[int, typer.Argument(help="Number of the deduction on the statement of the month.")]
Sum = Annotated[int, typer.Option(parser=pence_of, metavar="POUNDS", help="The sum that is forgone, such as £250.00.")]
Stays = Annotated[int, typer.Option(parser=pence_of, metavar="POUNDS", help="What stays deducted, such as £250.00.")]


def print_register(found: Register) -> None:
    """Print the waiver register for a person: each decision, and below it why and on whose authority."""
    console.print(f"[bold]{found.title}: waiver register[/bold]")
    for each in found.entries:
        month = months.spoken(months.parse(each.month))
        console.print(f"{each.number}. {month}, line {each.line}: {each.title}", markup=False)
        said = f"forgoes {pounds(each.sum)}" if each.decision == "waiver" else f"leaves {pounds(each.sum)}"
        given = "replaced by a later decision" if each.replaced else f"gives back {pounds(each.given_back)}"
        console.print(f"   {each.decision.capitalize()}: {said} of {pounds(each.taken)}; {given}.", markup=False)
        console.print(f"   {each.reason} Authority: {each.authority}. {each.person}.", markup=False)
    console.print(f"Given back in all: {pounds(found.given_back)}.", markup=False)


def print_variations(found: VariationRegister) -> None:
    """Print the variation register for a person: each variation's days and effect, and below them what was varied."""
    month = months.spoken(months.parse(found.month))
    console.print(f"[bold]{found.title}: variation register, effect on payments to {month}[/bold]")
    rows = [
        (each.ref, each.title, day_short(each.signed), each.begins, day_short(each.known), pounds_signed(each.pence))
        for each in found.entries
    ]
    console.print(table_of(("Ref", "Variation", "Signed", "Effective", "Known"), ("Effect",), rows))
    for sentence in (sentence for each in found.entries for sentence in each.says):
        console.print(sentence, markup=False, soft_wrap=True)
    console.print(f"Together: {pounds_signed(found.pence)}. More paid is a plus.", markup=False)


def waive(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    line: LineNumber,
    person: Acting,
    amount: Sum,
    reason: Reason,
    authority: Authority,
    draft: Draft = None,
    folder: StoreFolder = HERE,
) -> None:
    """Waive a deduction, or a part of it: a sum is forgone. Later months' caps count what was taken after it."""
    said = {"contract": contract, "month": period, "line": line, "pence": amount, "reason": reason, "draft": draft}
    _decide(folder, person, RulingAsked.model_validate({**said, "decision": "waiver", "authority": authority}))


def fix_amount(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    line: LineNumber,
    how: Annotated[Literal["agreed", "determined"], typer.Argument(help="agreed, or determined after a dispute.")],
    person: Acting,
    amount: Stays,
    reason: Reason,
    authority: Authority,
    draft: Draft = None,
    folder: StoreFolder = HERE,
) -> None:
    """Record what stays of a deduction, by agreement or by the determination of a dispute, which it ends."""
    said = {"contract": contract, "month": period, "line": line, "pence": amount, "reason": reason, "draft": draft}
    asked = RulingAsked.model_validate({**said, "decision": f"{how} amount", "authority": authority})
    _decide(folder, person, asked)


def _decide(folder: Path, person: str, asked: RulingAsked) -> None:
    print_register(ask(folder, person, "decide-deduction", asked, Register))


variations = of_month(
    Asking("variations", VariationsAsked, VariationRegister, print_variations),
    "Print the variation register: what each signed variation has done to what is paid, up to a month.",
)
waivers = of_contract(
    Asking("waivers", RegisterAsked, Register, print_register),
    "Print the waiver register: every decision about a deduction, with the sum, the reason and the authority.",
)
