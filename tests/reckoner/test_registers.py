"""A waiver on the command line: refused without its authority, then on the statement, the register and the account."""

from statements.life.account import ControlAccount
from statements.life.deductions import Register
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


def test_the_variation_of_the_sample_has_its_price(reading: Desk) -> None:
    found = VariationRegister.model_validate(reading.run("variations", CONTRACT, "2018-03", "--format", "json").json)
    # The guide's example takes this variation back, and costs as much the other way.
    assert [(each.ref, each.pence) for each in found.entries] == [("CCN-007", 10_462_50)]
    assert "CCN-007" in reading.run("variations", CONTRACT, "2018-03").out


def test_a_contract_that_runs_has_no_final_account(reading: Desk) -> None:
    ran = reading.run("final-account", CONTRACT)
    assert ran.code == 2
    assert "There is a final account from 1 April 2023." in " ".join(ran.err.split())
