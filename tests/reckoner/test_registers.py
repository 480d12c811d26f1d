"""A waiver on the command line: refused without its authority, then on the statement, the register and the account."""

from datetime import date

from statements.life.account import ControlAccount
from statements.life.deductions import Register
from statements.life.invoice_register import InvoiceRegister
from statements.variation_register import VariationRegister
from tests.demonstration import CONTRACT
from tests.reckoner.running import Desk, is_sentence

WAIVE = ("waive", CONTRACT, "2018-03", "4", "--amount", "£300.00", "--reason", "Two psychologists were off sick.")


def test_a_waiver_from_the_desk_to_the_register(desk: Desk) -> None:
    refused = desk.run(*WAIVE, "--authority", " ", person="r.levene")
    assert refused.code == 2
    assert "needs a reason and an authority" in refused.err
    assert is_sentence(refused.err)
    assert desk.run(*WAIVE, "--authority", "CMB 6", person="a.clarke").code == 2
    ran = desk.run(*WAIVE, "--authority", "CMB 6", person="r.levene")
    assert (ran.code, ran.err) == (0, "")
    assert "Waiver: forgoes £300.00 of £450.00; gives back £300.00." in ran.out
    register = Register.model_validate(desk.run("waivers", CONTRACT, "--format", "json").json)
    assert [(each.authority, each.given_back) for each in register.entries] == [("CMB 6", 300_00)]
    asked = ("account", CONTRACT, "2018-03", "--from", "2018-03")
    kept = ControlAccount.model_validate(desk.run(*asked, "--format", "json").json)
    # March is £900,000.00 less £4,800.00, of which £300.00 are given back.
    assert [(each.deducted, each.returned, each.net) for each in kept.lines] == [(4_800_00, 300_00, 895_500_00)]
    assert "+£300.00" in desk.run(*asked).out


def test_an_invoice_is_withdrawn_and_another_differs(desk: Desk) -> None:
    shown = desk.run("invoices", CONTRACT)
    assert "2. Invoice CE-1718-11 for February 2018 of 28 March 2018, received on 29 March 2018" in shown.out
    assert "To be paid by 28 April 2018." in shown.out
    again = ("invoice", CONTRACT, "2018-02", "CE-1718-12", "--dated", "2018-04-12", "--net", "£894,000.00")
    refused = desk.run(*again)
    assert refused.code == 2
    assert is_sentence(refused.err)
    assert "withdraw record 2" in " ".join(refused.err.split())
    gone = desk.run("withdraw-invoice", CONTRACT, "2", "CE-1718-12 takes its place.")
    assert "2. Withdrawn: invoice CE-1718-11 for February 2018. CE-1718-12 takes its place." in gone.out
    ran = desk.run(*again, "--received", "2018-04-13")
    assert (ran.code, ran.err) == (0, "")
    assert "It differs: it is to come to £893,250.00, so £750.00 too much is asked for." in " ".join(ran.out.split())
    assert "To be paid by: not known." in ran.out
    found = InvoiceRegister.model_validate(desk.run("invoices", CONTRACT, "--format", "json").json)
    assert [(each.invoice and each.invoice.number, each.due_on) for each in found.months] == [
        ("CE-1718-10", date(2018, 3, 28)),
        ("CE-1718-12", None),
    ]
    note = ("credit-note", CONTRACT, "2018-02", "CN-1", "--for", "2018-01", "--dated", "2018-04-12", "--net", "£1.00")
    assert "takes nothing off an invoice for January 2018" in " ".join(desk.run(*note).err.split())
    assert "Invoice CE-1718-10" in desk.run("statement", CONTRACT, "2018-01").out


def test_the_variation_of_the_sample_has_its_price(reading: Desk) -> None:
    found = VariationRegister.model_validate(reading.run("variations", CONTRACT, "2018-03", "--format", "json").json)
    # The guide's example takes this variation back, and costs as much the other way.
    assert [(each.ref, each.pence) for each in found.entries] == [("CCN-007", 10_462_50)]
    said = reading.run("variations", CONTRACT, "2018-03").out
    assert "CCN-007: from April 2017, “indicators.OP5.target” is 92." in said


def test_a_contract_that_runs_has_no_final_account(reading: Desk) -> None:
    ran = reading.run("final-account", CONTRACT)
    assert ran.code == 2
    assert "There is a final account from 1 April 2023." in " ".join(ran.err.split())
