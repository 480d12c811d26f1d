import hashlib
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from contracts import months
from contracts.terms.deadlines import due_at
from ingest.datasets import DATASETS
from ingest.template import asked_for
from sample_data.generate import generate
from sample_data.returns import sample_contract
from sample_data.school_days import PERIODS, school_days
from tests.sample_data.opening import cover, csv_rows, day, indicators, new_plans, sheet

Manifest = dict[str, Any]


def workbook(folder: Path, period: str, suffix: str = "") -> Path:
    return folder / f"barnet-return-{period}{suffix}.xlsx"


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def percent_on_time(path: Path, period: str) -> Fraction:
    year, month = map(int, period.split("-"))
    counted = [taken for taken, exception in new_plans(path, year, month) if exception is None]
    return Fraction(100 * sum(taken <= 140 for taken in counted), len(counted))


@pytest.mark.parametrize(
    ("period", "published"),
    [("2016-07", 32), ("2016-08", 63), ("2016-09", 78), ("2016-10", 88), ("2016-11", 94)],
)
def test_published_percentages_are_exact(folder: Path, period: str, published: int) -> None:
    assert percent_on_time(workbook(folder, period), period) == published
    stated = indicators(workbook(folder, period))["SP1"]
    assert Fraction(100 * stated["Numerator"], stated["Denominator"]) == published


def test_first_quarter_is_below_25_percent(folder: Path) -> None:
    taken = [
        days
        for period in ((2016, 4), (2016, 5))
        for days, exception in new_plans(workbook(folder, f"{period[0]}-{period[1]:02}"), *period)
        if exception is None
    ]
    _, rows = csv_rows(folder / "barnet-return-2016-06-indicators.csv", "utf-8-sig")
    june = next(row for row in rows if row["Indicator"] == "SP1")
    on_time = sum(days <= 140 for days in taken) + int(june["Numerator"])
    assert Fraction(on_time, len(taken) + int(june["Denominator"])) < Fraction(1, 4)


@pytest.mark.parametrize("period", ["2016-04", "2016-05", "2016-07", "2016-08"])
def test_late_plans_before_19_august_2016_were_requested_before_the_contract(folder: Path, period: str) -> None:
    for row in sheet(workbook(folder, period), "EHC assessments"):
        if row["Plan issued"] and day(row["Plan issued"]).isoformat() < "2016-08-19":
            is_late = (day(row["Plan issued"]) - day(row["Clock start"])).days > 140
            assert not is_late or day(row["Clock start"]).isoformat() < "2016-04-01"


def test_same_bytes_in_every_run(folder: Path, tmp_path: Path) -> None:
    generate(tmp_path)
    assert hashes(tmp_path) == hashes(folder)


def test_manifest_lists_every_file_in_the_order_of_arrival(folder: Path, manifest: Manifest) -> None:
    listed = [entry["file"] for entry in manifest["files"]]
    assert {*listed, *(entry["file"] for entry in manifest["tour"]), "manifest.json"} == set(hashes(folder))
    arrivals = [entry["received_at"] for entry in manifest["files"]]
    assert arrivals == sorted(arrivals)
    assert {entry["period"] for entry in manifest["files"]} == set(map(months.label, PERIODS))
    assert {entry["person"] for entry in manifest["files"]} <= {person["id"] for person in manifest["people"]}


def test_headings_are_those_of_the_template(folder: Path) -> None:
    for dataset in DATASETS.values():
        expected = [field.heading for field in asked_for(dataset, sample_contract().contract)]
        assert list(sheet(workbook(folder, "2016-11"), dataset.sheet)[0]) == expected


def test_every_workbook_says_that_its_figures_are_made_up(folder: Path, manifest: Manifest) -> None:
    for entry in [*manifest["files"], *manifest["tour"]]:
        if entry["file"].endswith(".xlsx"):
            said = cover(folder / entry["file"])
            assert said["Contract"] == "barnet-cambridge-education"
            assert said["Period"] == entry["period"]
            assert said["Note"].startswith("Made-up figures")
            assert ("published" in said["Note"]) == ("2016-07" <= entry["period"] <= "2016-11")
        else:
            above, _ = csv_rows(folder / entry["file"], "cp1252" if "2017" in entry["file"] else "utf-8-sig")
            assert ["Note", "Made-up figures."] in above


def received(manifest: Manifest, file: str) -> datetime:
    entry = next(entry for entry in manifest["files"] if entry["file"] == file)
    return datetime.fromisoformat(entry["received_at"])


def due(period: str) -> datetime:
    terms = sample_contract().contract.returns.due
    return due_at(months.parse(period), int(terms.working_days), terms.by).replace(tzinfo=UTC)


def test_one_return_one_dataset_and_the_replacements_are_late(manifest: Manifest) -> None:
    late = {e["file"] for e in manifest["files"] if received(manifest, e["file"]) > due(e["period"])}
    assert late == {
        "barnet-return-2016-09.xlsx",
        "barnet-return-2017-03-finance-lines.csv",
        *(entry["file"] for entry in manifest["files"] if entry["replacement_reason"]),
    }


def test_one_return_comes_in_the_last_minute(manifest: Manifest) -> None:
    assert received(manifest, "barnet-return-2016-12.xlsx") == due("2016-12") == datetime(2017, 1, 9, 17, tzinfo=UTC)


def changed(folder: Path, period: str, name: str) -> set[tuple[str, str]]:
    first, second = (sheet(workbook(folder, period, suffix), name) for suffix in ("", "-v2"))
    return {
        (str(next(iter(before.values()))), heading)
        for before, after in zip(first, second, strict=True)
        for heading in before
        if before[heading] != after[heading]
    }


def test_october_is_replaced_with_a_difference(folder: Path) -> None:
    assert changed(folder, "2016-10", "SEN transport") == {("R13", "Cost"), ("R21", "Cost")}
    assert changed(folder, "2016-10", "Indicators") == {
        ("OP5", "Numerator"),
        ("OP5", "Value as stated"),
        ("OP20", "Value as stated"),
    }
    assert changed(folder, "2016-10", "EHC assessments") == set()


def test_september_is_restated_after_the_next_returns(folder: Path, manifest: Manifest) -> None:
    assert ("OP10", "Numerator") in changed(folder, "2016-09", "Indicators")
    assert received(manifest, "barnet-return-2016-09-v2.xlsx") > due("2016-11")


def test_one_dataset_is_replaced_by_itself(folder: Path) -> None:
    names = ("barnet-return-2017-03-traded-services.csv", "barnet-return-2017-03-traded-services-v2.csv")
    first, second = (csv_rows(folder / name, "cp1252")[1] for name in names)
    assert [(a["Income"], b["Income"]) for a, b in zip(first, second, strict=True) if a != b] == [
        ("0.00", second[0]["Income"])
    ]


def test_figures_are_missing_without_and_with_a_reason(folder: Path, manifest: Manifest) -> None:
    november = indicators(workbook(folder, "2016-11"))["OP4"]
    assert november["Numerator"] is None
    assert november["Reason if not reported"] is None
    entry = next(entry for entry in manifest["files"] if entry["file"] == "barnet-return-2016-11.xlsx")
    assert entry["reasons"]["I04 OP4"]
    assert indicators(workbook(folder, "2016-11", "-v2"))["OP4"]["Numerator"] == 5
    february = indicators(workbook(folder, "2017-02"))["OP6"]
    assert february["Numerator"] is None
    assert february["Reason if not reported"]


def test_some_denominators_are_below_their_minimum(folder: Path) -> None:
    for period, indicator in (("2017-08", "SP1"), ("2016-12", "OP4"), ("2017-08", "OP2"), ("2016-09", "OP9")):
        minimum = sample_contract().contract.indicator(indicator).minimum_denominator
        assert minimum is not None
        assert 0 < indicators(workbook(folder, period))[indicator]["Denominator"] < minimum[0][1]


def test_may_2017_is_rejected_first_and_corrected_in_time(folder: Path, manifest: Manifest) -> None:
    rejected = [entry["file"] for entry in manifest["files"] if entry["outcome"] == "rejected"]
    assert rejected == ["barnet-return-2017-05.xlsx"]
    first = indicators(workbook(folder, "2017-05"))["OP5"]
    second = indicators(workbook(folder, "2017-05", "-corrected"))["OP5"]
    assert first["Numerator"] > first["Denominator"] == second["Denominator"] >= second["Numerator"]
    assert [row["Cost"] for row in sheet(workbook(folder, "2017-05"), "SEN transport")].count("tbc") == 3
    assert received(manifest, "barnet-return-2017-05-corrected.xlsx") <= due("2017-05")


@pytest.mark.parametrize("period", ["2016-08", "2017-08"])
def test_august_is_nil_where_schools_must_be_open(folder: Path, period: str) -> None:
    rows = indicators(workbook(folder, period))
    assert {name for name, row in rows.items() if row["Nil activity"] == "yes"} == {
        *("OP4", "OP9", "OP15", "OP17", "OP20")
    }
    transport = sheet(workbook(folder, period), "SEN transport")
    assert {(row["Pupils"], row["Days"], row["Cost"]) for row in transport} == {(0, 0, 0)}


def test_a_school_year_has_190_days_and_transport_cost_follows_them(folder: Path) -> None:
    year = range(months.parse("2016-09"), months.parse("2017-09"))
    assert sum(school_days(months.Month(month)) for month in year) == 190
    costs = {
        period: sum(row["Cost"] for row in sheet(workbook(folder, period), "SEN transport"))
        for period in ("2016-11", "2016-12", "2017-04")
    }
    assert costs["2016-11"] > costs["2016-12"] > costs["2017-04"]  # 22, 14 and 9 school days


def test_conversions_fall_behind_and_catch_up(folder: Path) -> None:
    def behind(period: str, suffix: str = "") -> float:
        plan = 160 + 80 * (months.parse(period) - months.parse("2016-04"))
        return float(plan - indicators(workbook(folder, period, suffix))["SP2"]["Numerator"])

    assert behind("2016-04") < 0
    assert behind("2016-08") < behind("2016-09") < behind("2016-10") < behind("2016-11") == 72
    assert behind("2017-02") > 100
    assert behind("2018-03") <= 0


def test_annual_reviews_decline_slowly(folder: Path) -> None:
    rates = []
    for period in ("2016-04", "2016-09", "2017-01", "2017-06", "2017-11", "2018-03"):
        row = indicators(workbook(folder, period))["OP2"]
        rates.append(row["Numerator"] / row["Denominator"])
    assert rates == sorted(rates, reverse=True)
    assert rates[0] - rates[-1] > 0.08


def test_in_year_offers_dip_and_recover(folder: Path) -> None:
    rates = {}
    for period in ("2016-09", "2016-11", "2017-07"):
        row = indicators(workbook(folder, period))["OP5"]
        rates[period] = row["Numerator"] / row["Denominator"]
    assert rates["2016-11"] < 0.91
    assert 0.94 < rates["2017-07"] < rates["2016-09"]


@pytest.mark.parametrize("period", ["2016-09", "2017-02", "2018-03"])
def test_clerking_spends_more_than_it_earns(folder: Path, period: str) -> None:
    rows = [r for r in sheet(workbook(folder, period), "Traded services") if r["Service"] == "Governing-body clerking"]
    assert sum(row["Full cost"] for row in rows) > sum(row["Income"] for row in rows)


def test_some_exceptions_are_on_time_and_some_late(folder: Path) -> None:
    taken = [days for days, exception in new_plans(workbook(folder, "2016-10"), 2016, 10) if exception]
    assert any(days <= 140 for days in taken)
    assert any(days > 140 for days in taken)


def test_days_140_and_141_both_occur(folder: Path) -> None:
    taken = {days for days, _ in new_plans(workbook(folder, "2016-09"), 2016, 9)}
    assert {140, 141} <= taken


def test_cases_have_pseudonymous_keys_and_keep_them(folder: Path) -> None:
    months_of_cases = [sheet(workbook(folder, period), "EHC assessments") for period in ("2016-10", "2016-11")]
    october, november = ({row["Case"]: row for row in rows} for rows in months_of_cases)
    assert all(key.startswith("C-") and key[2:].isdigit() for key in (*october, *november))
    open_cases = {key for key, row in october.items() if row["Plan issued"] is None}
    assert len(open_cases) > 50
    assert open_cases <= set(november)
    assert all(october[key]["Clock start"] == november[key]["Clock start"] for key in open_cases)
    assert {row["Case type"] for row in (*october.values(), *november.values())} >= {"new", "re-assessment"}
