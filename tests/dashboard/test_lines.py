"""The statement line by line, and what each line opens to."""

from dataclasses import replace

from dashboard.figures import lines, note
from dashboard.figures.in_view import InView
from statements.documents import Sum
from statements.points_shown import counting
from tests.dashboard.made import line, measure, parsed, receipt, text, view


def test_lines_stand_in_contract_order_with_their_status() -> None:
    seen = view(measure("A", band=4), line("A", 300_00), line(None, 100_00))
    rows = [row[0] for row in parsed(lines.line_by_line(seen, "light")).findall(".//table[@class='lines']/tbody")]
    assert [[text(cell) for cell in row] for row in rows] == [
        ["1", "Management fee", "4.2", "", "90.5% (172 of 190)", "5", "£900,000.00"],
        ["2", "Plans issued in time", "4.2", "Red", "90.5% (172 of 190)", "5", "−£300.00"],
        ["3", "Late", "4.2", "", "90.5% (172 of 190)", "5", "−£100.00"],
    ]


def test_a_certified_line_keeps_its_status_when_its_figure_is_put_right() -> None:
    # The line was drawn up at 90.5%, red; on what is known now the figure is green, which is the next one's adjustment.
    seen = view(measure("A", band=1, measure="99.0% (188 of 190)"), line("A", 300_00))
    row = parsed(lines.line_by_line(seen, "light")).findall(".//table[@class='lines']/tbody")[1][0]
    assert [text(cell) for cell in row][3:5] == ["Red", "90.5% (172 of 190)"]
    missing = line("A", 300_00, data_status="missing")
    assert "Not reported" in lines.line_by_line(view(measure("A"), missing), "light")


def test_points_say_how_many_of_them_count_where_some_are_free(every_month: list[InView]) -> None:
    """In March 2018 SP8's point is free, four of OP2's five are, and all that its repeat adds count."""
    seen = every_month[23]
    table = parsed(lines.line_by_line(seen, "light"))
    said = [text(each) for each in table.iter("td") if each.get("class") == "money points"]
    free = [(each, counting(each)) for each in seen.statement.lines if counting(each) is not None]
    assert [count for _, count in free] == ["0", "1"]
    assert "5" in said
    for each, count in free:
        worded = {"0": "none counts", "1": "1 counts"}.get(count or "", f"{count} count")
        assert f"{each.points}, of which {worded}" in said
        assert (count == "0") == (each.before_caps == 0)
    assert "Points: the first 5 of a month are free (clause 6.4), counted in contract order." in text(table)


def test_without_free_points_nothing_is_said_of_them() -> None:
    found = text(parsed(lines.line_by_line(view(measure("A", band=4), line("A", 300_00)), "light")))
    assert "of which" not in found
    assert "are free" not in found


def test_what_was_brought_forward_is_marked_and_says_when_it_was_measured() -> None:
    forward = line(
        "A", 60_00, title="Plans issued in time, brought forward from October 2016", measured="2016-10",
        priced="2016-10", brought_forward=True, before_caps=0,
    )  # fmt: skip
    table = parsed(lines.line_by_line(view(forward), "light"))
    tag = next(each for each in table.iter("span") if each.get("class") == "tag")
    assert text(tag) == "Brought forward from October 2016"
    assert "Clause 4.2: measured in October 2016, priced in October 2016, charged in November 2016." in text(table)


def test_there_is_no_total_before_the_return_has_come() -> None:
    seen = view(receipt("awaited"))
    table = parsed(lines.line_by_line(seen, "light"))
    assert table.find(".//tfoot") is None
    assert "digest" not in text(table)


def test_every_line_of_the_demonstration_opens_to_words_sums_and_evidence(every_month: list[InView]) -> None:
    for seen in every_month:
        found = parsed(lines.line_by_line(seen, "dark"))
        bodies = found.findall(".//table[@class='lines']/tbody")
        assert len(bodies) == len(seen.statement.lines)
        for body, each in zip(bodies, seen.statement.lines, strict=True):
            working = text(body.find(".//details"))
            assert each.words in working
            assert all(" ".join(sum_.figures.split()) in working for sum_ in each.sums)
            for source in each.evidence:
                assert source.file_hash in working
                assert f"{source.file_name}, submission {source.submission}" in working
                assert source.cells_with_figures in working
            assert bool(each.evidence) == (each.kind in ("performance", "repeat"))


def test_the_net_and_the_digest_are_the_statements(every_month: list[InView]) -> None:
    for seen in every_month[:-1]:
        said = text(parsed(lines.line_by_line(seen, "light")))
        assert seen.statement.digest in said
        assert len(seen.statement.digest) == 64


def test_a_sample_says_what_is_published_and_a_real_contract_says_nothing() -> None:
    seen = view()
    said = note.illustrative(seen)
    assert said is not None
    assert "The fee is £10.8m. (A paper)" in text(parsed(said))
    real = InView(seen.contract, seen.month, seen.board.model_copy(update={"illustrative": False}), seen.statement)
    assert note.illustrative(real) is None


def with_vat() -> InView:
    on = Sum(says="20% of lines at that rate", figures="20% × £900,000.00 = £180,000.00")
    tax = line(None, -180_000_00, kind="vat", title="VAT at 20%", measure="", points="").model_copy(
        update={"sums": (on,)}
    )
    seen = view(line("A", 300_00))
    lines_ = (*seen.statement.lines, tax)
    said = {"lines": lines_, "vat": 180_000_00, "net_without_relief": 899_900_00}
    return replace(seen, statement=seen.statement.model_copy(update=said))


def test_each_total_is_the_sum_of_the_lines_above_it() -> None:
    table = parsed(lines.line_by_line(with_vat(), "light")).find(".//table[@class='lines']")
    assert table is not None
    rows = [[text(cell) for cell in group[0]] for group in table if group.tag != "caption"][1:]
    assert [(row[-6] if len(row) > 2 else row[0], row[-1]) for row in rows] == [
        ("Management fee", "£900,000.00"),
        ("Plans issued in time", "−£300.00"),
        ("Net payment before VAT", "£899,700.00"),
        ("VAT at 20%", "+£180,000.00"),
        ("To pay, with VAT", "£1,079,700.00"),
    ]
    assert rows[3][4] == "20% × £900,000.00"
    # One total alone ends the table; what would have been without relief is no sum of the lines.
    assert [each.get("class") for each in table.iter("tr") if each.get("class")] == ["subtotal", "total"]


def test_what_would_have_been_without_relief_stands_below_the_table() -> None:
    found = parsed(lines.line_by_line(with_vat(), "light"))
    note_ = next(each for each in found.iter("p") if each.get("class") == "besides")
    assert text(note_) == "Had no relief been agreed, the charge less deductions would be £899,900.00."


def test_without_vat_the_net_payment_ends_the_table() -> None:
    table = parsed(lines.line_by_line(view(line("A", 300_00)), "light"))
    assert [text(each) for each in table.findall(".//tfoot/tr")] == ["Net payment before VAT£899,700.00"]
    assert not [each for each in table.iter("p") if each.get("class") == "besides"]
