"""``reckoner``: the commands, and the one place where an error becomes a sentence and an exit code."""

import sys
from typing import NoReturn

import typer

from contracts.errors import ReckonerError
from reckoner import (
    account,
    actions,
    benchmark,
    board,
    breaches,
    check,
    demo,
    drivers,
    explain,
    export,
    incident,
    index_value,
    invoicing,
    lint,
    load,
    meetings,
    notes,
    outlook,
    price_variation,
    record,
    registers,
    relief,
    rows,
    serve,
    settle,
    statement,
    template,
    trend,
    what_if,
)
from reckoner.options import CANNOT, errors

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Contract performance monitoring: every pound explained.",
)

for command in (
    demo.demo,
    serve.serve,
    lint.lint,
    check.check,
    load.load,
    statement.statement,
    board.board,
    explain.explain,
    rows.rows,
    drivers.drivers,
    breaches.breaches,
    settle.life,
    settle.send,
    settle.reply,
    settle.determine,
    settle.certify,
    invoicing.invoice,
    invoicing.credit_note,
    invoicing.withdraw_invoice,
    invoicing.invoices,
    settle.pay,
    account.account,
    account.bridge,
    registers.waive,
    registers.fix_amount,
    registers.waivers,
    registers.variations,
    account.final_account,
    price_variation.price_variation,
    what_if.what_if,
    what_if.incentives,
    trend.trend,
    outlook.outlook,
    trend.control_chart,
    benchmark.benchmark,
    notes.event,
    notes.rebase,
    notes.withdraw_note,
    template.template,
    export.export,
    record.set_up,
    record.record,
    record.appoint,
    actions.actions,
    actions.action,
    actions.follow_up,
    meetings.decision,
    meetings.answer,
    meetings.meeting,
    index_value.index_value,
    incident.incident,
    relief.relief,
    relief.decide_relief,
    relief.relief_register,
):
    app.command()(command)


def main() -> None:
    """Run a command; what is meant for the person at the desk is printed without a traceback."""
    try:
        app()
    except ReckonerError as error:
        _end(str(error))
    except OSError as error:
        if error.filename is None:
            raise
        _end(
            f"“{error.filename}” cannot be used: {error.strerror}. Check the name, and that you may read and write it."
        )


def _end(sentence: str) -> NoReturn:
    errors.print(sentence, markup=False, soft_wrap=True)
    sys.exit(CANNOT)


if __name__ == "__main__":
    main()
