"""``price-variation``: the guide's example against the sample, in words and as a document, with nothing recorded."""

from pathlib import Path

from statements.price_variation import VariationPriced
from tests.demonstration import CONTRACT
from tests.docs.pages import DOCS
from tests.reckoner.running import Desk, is_sentence

EXAMPLE = DOCS / "examples" / "variations" / "ccn-008.yaml"


def test_the_example_is_priced_and_nothing_is_recorded(reading: Desk) -> None:
    before = reading.state()
    ran = reading.run("price-variation", CONTRACT, EXAMPLE, person="t.nowak")
    assert (ran.code, ran.err) == (0, "")
    assert "−£10,462.50" in ran.out
    assert "OP5 in May 2017: green amber instead of green." in ran.out
    found = VariationPriced.model_validate(reading.run("price-variation", CONTRACT, EXAMPLE, "--format", "json").json)
    assert (found.first, found.last, found.pence) == ("2017-04", "2018-03", -10_462_50)
    by_month = {each.month: each.pence for each in found.months}
    # One point of £450.00; in May it is one above 20 in the month, where a point counts 1.25 times.
    assert (by_month["2018-03"], by_month["2017-05"]) == (-450_00, -562_50)
    assert sum(by_month.values()) == sum(each.pence for each in found.effects) == found.pence
    assert reading.state() == before


def test_what_does_not_fit_is_said(reading: Desk, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(EXAMPLE.read_text(encoding="utf-8").replace("OP5", "OP55"), encoding="utf-8")
    ran = reading.run("price-variation", CONTRACT, wrong)
    assert ran.code == 2
    assert "C05 line 6, changes: found a change of “indicators.OP55.target”" in " ".join(ran.err.split())
    assert is_sentence(ran.err)
    assert reading.run("price-variation", CONTRACT, tmp_path / "none.yaml").code == 2
    assert reading.run("price-variation", CONTRACT, EXAMPLE, person="j.osei").code == 2
