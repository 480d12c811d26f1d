"""A rebase is proposed with its reason and never made."""

from metrics.trends.proposals import proposals
from tests.metrics.trends.made import ALTERNATING, SERIES, charted, day

LOW, HIGH = [70.0, 72.0] * 9, [90.0, 92.0] * 7


def test_a_shift_that_lasts_is_proposed_from_its_first_month() -> None:
    chart = charted([*LOW, *HIGH])
    (found,) = proposals(chart)
    assert (found.series, found.day) == (SERIES, day(18))
    assert found.because.startswith("The last 14 figures, from Jul 2021, all lie above the mean.")
    assert len(chart.groups) == 1
    (worse,) = proposals(charted([*HIGH, *LOW]))
    assert "all lie below the mean" in worse.because


def test_a_shift_too_short_for_limits_of_its_own_is_not_proposed() -> None:
    assert proposals(charted([*LOW, *HIGH[:12]])) == ()
    assert len(proposals(charted([*LOW, *HIGH[:13]]))) == 1
    assert proposals(charted([*LOW, *HIGH, 60.0])) == ()
    assert proposals(charted([*LOW, *HIGH, None])) == ()


def test_what_was_rebased_is_not_proposed_again() -> None:
    assert proposals(charted([*LOW, *HIGH], rebased=[18])) == ()


def test_usual_variation_and_one_different_month_propose_nothing() -> None:
    assert proposals(charted([*ALTERNATING, *ALTERNATING])) == ()
    assert proposals(charted([80.0] + [100.0] * 23)) == ()
    assert proposals(charted([None] * 5)) == ()


def test_a_changed_definition_is_proposed_from_its_month() -> None:
    chart = charted([*ALTERNATING, *ALTERNATING])
    # The first is the series' own beginning, the last lies beyond its end.
    (found,) = proposals(chart, [day(0), day(12), day(40)])
    assert found.day == day(12)
    assert found.because == (
        "The definition changed from Jan 2021: figures before and after are not of the same thing."
    )
    assert proposals(charted([*ALTERNATING, *ALTERNATING], rebased=[12]), [day(12)]) == ()
