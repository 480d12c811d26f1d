"""The page to hand in a return, from the first step to the receipt, as a browser gets it."""

import io
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from contracts import months
from dashboard import data, handing_in, places, waiting
from dashboard.figures import arriving, findings, preview, progress
from dashboard.installation import Installation, serving
from dashboard.selection import Selection
from ingest.marking.copy import MOST_CELLS
from statements.files import ChangeShown, FileAsked, FileReport, FindingShown, RowsShown, load_file
from store.opener import open_store
from store.originals import hash_of
from store.people import person_now
from store.policy import NotAllowed
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.demonstration import CONTRACT, copied, made_once

FAULTY, CORRECTED = "barnet-return-2018-04.xlsx", "barnet-return-2018-04-corrected.xlsx"
OFFICER, PROVIDER = "a.clarke", "j.osei"
COUNTS = ("new", "changed", "unchanged", "removed", "rejected")


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(copied(made_once(tmp_path_factory), tmp_path / "store")) as store:
        yield store


class Visit:
    """One browser on the page; a second visit of the same person is what a reload makes."""

    def __init__(self, store: Store, person: str, **address: str) -> None:
        self._store = store
        self.page = AppTest.from_file(str(Path(__file__).parent / "upload_page.py"), default_timeout=60)
        for name, value in {"person": person, **address}.items():
            self.page.query_params[name] = value
        self.run()

    def run(self) -> None:
        with serving(Installation(self._store, demo=True)):
            self.page.run()
        assert not self.page.exception

    def upload(self, name: str, content: bytes | None = None) -> None:
        returns = self._store.folder / "returns"
        self.page.file_uploader[0].set_value((name, content or (returns / name).read_bytes(), ""))
        self.run()

    def press(self, label: str) -> None:
        next(each for each in self.page.button if each.label == label).click()
        self.run()

    @property
    def drawn(self) -> ElementTree.Element:
        return parsed("".join(each.proto.body for each in self.page.main.get("html")))

    @property
    def said(self) -> str:
        return text(self.drawn)

    @property
    def step(self) -> str:
        return text(self.drawn.find(".//li[@aria-current='step']/b"))

    @property
    def may_accept(self) -> bool:
        return not next(each for each in self.page.button if each.label == "Accept the return").disabled


def waits(store: Store, person: str) -> waiting.Waiting | None:
    return waiting.kept(places.place(store.folder, person, CONTRACT))


def test_the_first_step_says_what_is_due_and_offers_the_template(store: Store) -> None:
    visit = Visit(store, PROVIDER)
    assert visit.step == "1. File"
    assert "Return for April 2018, due by 8 May 2018, 17:00" in visit.page.main.markdown[0].value
    assert "Indicators8 May 2018, 17:00Awaited" in visit.said
    offered = visit.page.main.get("download_button")[0].proto
    assert offered.label == "Download the template for April 2018 (.xlsx)"


def test_the_template_is_a_workbook_for_the_month_that_is_read_without_a_finding_on_its_form(store: Store) -> None:
    person = person_now(store, PROVIDER)
    selection = Selection(store, data.contract(store, CONTRACT), months.parse("2018-03"), person)
    content = handing_in.template(selection, months.parse("2018-04"))
    visit = Visit(store, PROVIDER)
    visit.upload("template.xlsx", content)
    assert visit.page.query_params["month"] == "2018-04"
    assert waits(store, PROVIDER) is not None


def test_a_faulty_return_is_put_right_and_accepted(store: Store) -> None:
    visit = Visit(store, OFFICER)
    visit.upload(FAULTY)
    assert visit.step == "2. Findings"
    assert "Three problems stop this return and three figures need a reason." in visit.said
    assert "SEN transportG10:G12, G27“tbc” in 4 cellsAn amount in pounds, such as £1,071.00" in visit.said
    assert not visit.may_accept
    visit.upload(CORRECTED)
    assert visit.step == "4. Accept"
    assert "As it stands£900,000.00If accepted£896,400.00Effect−£3,600.00" in visit.said
    visit.page.selectbox(key="month chosen").set_value("2017-01")
    visit.run()
    assert visit.step == "4. Accept"
    visit.press("Accept the return")
    assert visit.step == "5. Receipt"
    assert visit.page.query_params["month"] == "2018-04"
    again = Visit(store, OFFICER, month="2018-04")
    assert again.step == "5. Receipt"
    content = (store.folder / "returns" / CORRECTED).read_bytes()
    assert hash_of(content) in again.said
    assert "Effect−£3,600.00" in again.said
    link = again.drawn.find(".//a")
    assert link is not None
    assert "month=2018-04" in (link.get("href") or "")
    assert waits(store, OFFICER) is None
    again.press("Upload another return")
    assert again.step == "1. File"


def test_a_reload_brings_a_person_back_with_the_reasons_given(store: Store) -> None:
    visit = Visit(store, PROVIDER)
    visit.upload(FAULTY)
    visit.page.text_input[0].set_value("Counted anew since April.")
    visit.run()
    assert "two figures need a reason" in visit.said
    again = Visit(store, PROVIDER)
    assert again.step == "2. Findings"
    assert again.page.text_input[0].value == "Counted anew since April."
    assert "two figures need a reason" in again.said
    assert Visit(store, OFFICER).step == "1. File"
    again.press("Check another file")
    assert again.step == "1. File"
    assert waits(store, PROVIDER) is None


def test_a_provider_checks_and_does_not_accept(store: Store) -> None:
    visit = Visit(store, PROVIDER)
    visit.upload(CORRECTED)
    assert "Effect−£3,600.00" in visit.said
    assert visit.step == "4. Send to the council"
    # Nothing is offered that could only be refused: the page says where the file goes now.
    assert [each.label for each in visit.page.main.button] == ["Check another file"]
    (told,) = [each.value for each in visit.page.main.markdown if "Now send" in each.value]
    assert "its contract officer checks it once more and accepts it" in told
    visit.press("Check another file")
    assert "Check the return here before you send it to the council" in visit.said


def test_a_provider_is_told_to_correct_what_stops_the_return(store: Store) -> None:
    visit = Visit(store, PROVIDER)
    visit.upload(FAULTY)
    assert "Once nothing stops it, send it to the council." in visit.page.main.markdown[-1].value
    assert "Accept the return" not in [each.label for each in visit.page.button]


def test_a_board_member_does_not_see_the_page(store: Store) -> None:
    visit = Visit(store, "r.levene")
    assert "you are a board member" in visit.page.info[0].value
    assert not visit.page.file_uploader


def test_a_refused_file_is_not_kept(store: Store) -> None:
    visit = Visit(store, OFFICER)
    visit.upload("return.xlsx", b"not a workbook")
    assert "was not kept" in visit.page.error[0].value
    assert visit.step == "1. File"
    assert waits(store, OFFICER) is None


def test_a_replacement_asks_for_its_reason(store: Store) -> None:
    name = "barnet-return-2016-06-finance-lines.csv"
    content = (store.folder / "returns" / name).read_bytes() + b"\r\n"
    visit = Visit(store, OFFICER)
    visit.upload(name, content)
    assert not visit.may_accept
    assert "the reason for the replacement" in visit.page.main.markdown[-1].value
    visit.page.text_input[-1].set_value("The file ended in the middle of a line.")
    visit.run()
    assert visit.may_accept
    visit.press("Accept the return")
    assert visit.step == "5. Receipt"


def test_a_file_that_was_accepted_meanwhile_is_not_offered_again(store: Store) -> None:
    visit = Visit(store, OFFICER)
    visit.upload("barnet-return-2018-03.xlsx")
    assert "is already accepted, as submission" in visit.page.info[0].value
    assert visit.step == "1. File"
    content = (store.folder / "returns" / "barnet-return-2018-03.xlsx").read_bytes()
    at = places.place(store.folder, OFFICER, CONTRACT)
    waiting.arrive(at, "march.xlsx", content, store.clock())
    waiting.keep(at, hash_of(content), "2018-03", store.clock())
    again = Visit(store, OFFICER)
    assert "This very file is already accepted" in again.said
    assert (again.step, again.page.query_params["month"]) == ("5. Receipt", "2018-03")
    assert "If accepted" not in again.said
    assert waits(store, OFFICER) is None


def test_a_connection_that_breaks_off_before_anything_was_looked_at_loses_nothing(store: Store) -> None:
    content = (store.folder / "returns" / FAULTY).read_bytes()
    waiting.arrive(places.place(store.folder, PROVIDER, CONTRACT), FAULTY, content, store.clock())
    visit = Visit(store, PROVIDER)
    assert visit.step == "2. Findings"
    assert waits(store, PROVIDER) is not None
    assert "Waits here for you until 18 May 2018, then it is deleted" in visit.said


def test_a_server_that_was_started_again_has_what_waited(store: Store, tmp_path: Path) -> None:
    visit = Visit(store, PROVIDER)
    visit.upload(FAULTY)
    visit.page.text_input[0].set_value("Counted anew since April.")
    visit.run()
    folder = tmp_path / "moved"
    shutil.copytree(store.folder / "waiting", folder / "waiting")
    shutil.copytree(store.folder, folder, dirs_exist_ok=True)
    with open_store(folder) as opened:
        assert Visit(opened, PROVIDER).page.text_input[0].value == "Counted anew since April."


def test_why_a_file_was_refused_is_still_there_after_a_reload(store: Store) -> None:
    Visit(store, PROVIDER).upload("return.xlsx", b"not a workbook")
    again = Visit(store, PROVIDER)
    assert again.page.error[0].value.startswith("return.xlsx: this file was not looked at further and was not kept")
    assert "named as a workbook but is not one" in again.said
    assert again.step == "1. File"


def test_a_refused_correction_leaves_the_file_in_hand(store: Store) -> None:
    visit = Visit(store, PROVIDER)
    visit.upload(FAULTY)
    visit.upload("return.xlsx", b"not a workbook")
    assert visit.step == "2. Findings"
    assert "was not kept" in visit.page.error[0].value
    held = waits(store, PROVIDER)
    assert held is not None
    assert held.file_name == FAULTY


def test_a_second_tab_follows_the_first_and_accepts_nothing_that_it_did_not_show(store: Store) -> None:
    first, second = Visit(store, OFFICER), Visit(store, OFFICER)
    first.upload(CORRECTED)
    second.run()
    assert second.may_accept
    first.press("Start again")
    first.upload("barnet-return-2017-04.xlsx", zipped_anew(store, "barnet-return-2017-04.xlsx"))
    before = store.version
    second.press("Accept the return")
    assert "Return for April 2017" in second.said
    assert store.version == before


def test_two_tabs_accept_one_submission(store: Store) -> None:
    first, second = Visit(store, OFFICER), Visit(store, OFFICER)
    first.upload(CORRECTED)
    second.run()
    first.press("Accept the return")
    stored = store.version
    second.press("Accept the return")
    assert store.version == stored
    assert first.step == "5. Receipt"
    # The second tab still looks at another month: it is told, and led to the receipt.
    assert "The return for April 2018 is accepted and stored. Show its receipt" in second.said
    second.page.selectbox(key="month chosen").set_value("2018-04")
    second.run()
    assert second.step == "5. Receipt"


def test_a_window_says_that_the_other_has_put_another_file_in_hand(store: Store) -> None:
    first, second = Visit(store, PROVIDER), Visit(store, PROVIDER)
    first.upload(FAULTY)
    second.run()
    assert FAULTY in second.said
    second.upload(CORRECTED)
    assert not second.page.info
    first.run()
    (told,) = [each.value for each in first.page.info]
    assert told == f"Another window has changed the file in hand: it is “{CORRECTED}” now, and was “{FAULTY}”."
    first.press("Check another file")
    assert not first.page.info
    second.run()
    assert [each.value for each in second.page.info] == [
        f"“{CORRECTED}” no longer waits here: it was taken away in another window."
    ]
    assert second.step == "1. File"
    second.run()
    assert not second.page.info


def test_a_file_handed_in_elsewhere_while_another_is_accepted_is_gone_on_with(store: Store) -> None:
    visit = Visit(store, OFFICER)
    visit.upload(CORRECTED)
    at, faulty = places.place(store.folder, OFFICER, CONTRACT), (store.folder / "returns" / FAULTY).read_bytes()
    report = handing_in.accept(
        Selection(store, data.contract(store, CONTRACT), months.parse("2018-04"), person_now(store, OFFICER)),
        waits(store, OFFICER) or pytest.fail("nothing waits"),
    )
    # The other window's file has come between storing this one and saying so.
    waiting.arrive(at, FAULTY, faulty, store.clock())
    waiting.accepted(at, report, hash_of((store.folder / "returns" / CORRECTED).read_bytes()), store.clock())
    again = Visit(store, OFFICER, month="2018-04")
    assert again.step == "5. Receipt"
    again.press(f"Go on with {FAULTY}")
    assert again.step == "2. Findings"
    assert FAULTY in again.said


def test_a_preview_that_something_else_has_changed_is_looked_at_again_before_it_is_accepted(store: Store) -> None:
    visit = Visit(store, OFFICER)
    visit.upload(CORRECTED)
    asked = FileAsked.model_construct(
        file_name="same.xlsx", content=zipped_anew(store, CORRECTED), contract=CONTRACT, reasons={}
    )
    assert load_file(store, OFFICER, asked).became == "accepted"
    stored = store.version
    visit.press("Accept the return")
    assert store.version == stored
    assert "something else was stored meanwhile" in visit.page.info[0].value
    assert not visit.may_accept


def test_what_breaks_off_stores_nothing_and_can_be_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = Visit(store, PROVIDER)
    with monkeypatch.context() as broken:
        # A workbook is read by a process of its own, and now none can be started.
        broken.setattr(sys, "executable", "/nowhere/python")
        visit.upload(FAULTY)
    assert "Nothing was stored, and the file still waits here. Try again" in visit.page.error[0].value
    assert "tbc" not in visit.page.error[0].value
    assert visit.step == "1. File"
    visit.press("Try again")
    assert visit.step == "2. Findings"


def test_what_waited_for_a_fortnight_is_gone(store: Store) -> None:
    at, content = places.place(store.folder, PROVIDER, CONTRACT), (store.folder / "returns" / FAULTY).read_bytes()
    waiting.arrive(at, FAULTY, content, store.clock() - places.KEPT_FOR)
    waiting.keep(at, hash_of(content), "2018-04", store.clock() - places.KEPT_FOR)
    assert Visit(store, OFFICER).step == "1. File"
    assert not any(at.iterdir())


def test_the_findings_can_be_taken_away(store: Store) -> None:
    visit = Visit(store, PROVIDER)
    visit.upload(FAULTY)
    offered = [each.proto.label for each in visit.page.main.get("download_button")]
    assert offered == ["Download the return with the cells marked (.xlsx)", "Findings for programs (.json)"]
    held, person = waits(store, PROVIDER), person_now(store, PROVIDER)
    assert held is not None
    selection = Selection(store, data.contract(store, CONTRACT), months.parse("2018-04"), person)
    book = load_workbook(io.BytesIO(handing_in.marked(selection, held)))
    assert book["SEN transport"]["G27"].comment is not None
    with pytest.raises(NotAllowed):
        handing_in.marked(replace(selection, person=person_now(store, "r.levene")), held)


def zipped_anew(store: Store, name: str) -> bytes:
    """The same return in other bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(store.folder / "returns" / name) as whole, zipfile.ZipFile(target, "w") as written:
        for part in whole.namelist():
            written.writestr(part, whole.read(part))
    return target.getvalue()


def test_the_same_bytes_under_another_name_are_shown_under_it(store: Store) -> None:
    visit = Visit(store, OFFICER)
    visit.upload(FAULTY)
    assert FAULTY in visit.said
    content = (store.folder / "returns" / FAULTY).read_bytes()
    visit.press("Start again")
    visit.upload("april-once-more.xlsx", content)
    assert "april-once-more.xlsx" in visit.said
    assert FAULTY not in visit.said


def test_a_file_is_checked_again_on_another_day(store: Store) -> None:
    """What is found depends on the day, such as a date that is still to come."""
    content = (store.folder / "returns" / FAULTY).read_bytes()
    selection = Selection(store, data.contract(store, CONTRACT), months.parse("2018-04"), person_now(store, OFFICER))
    held = waiting.Waiting(FAULTY, content, hash_of(content), "2018-04", {}, store.clock())
    handing_in.report_on(selection, held, {}, lambda *_: None)
    assert handing_in.known_report(selection, held, {}) is not None
    now = store.clock()
    store.clock = lambda: now + timedelta(days=1)
    assert handing_in.known_report(selection, held, {}) is None


def test_progress_says_what_is_done_and_what_is_under_way() -> None:
    assert progress.received("april.xlsx", 52_300) == "Received: april.xlsx, 51 KB"
    assert progress.received("![x](y)", 7) == "Received: ![x](y), 7 bytes"
    assert progress.stage("waiting", 0)[0] == ""
    assert "other returns are being read" in progress.stage("waiting", 0)[1]
    assert progress.stage("reading", 0) == ("", "Reading every cell…")
    assert progress.stage("checking", 1) == ("1 row read", "Checking 1 row…")
    assert progress.stage("payment", 1_812)[0] == "1,812 rows checked"


def test_a_copy_is_offered_only_where_one_can_be_made() -> None:
    assert "hand it in again" in findings.how_to_use_copy(MOST_CELLS)
    assert "this one has 500,001" in findings.how_to_use_copy(MOST_CELLS + 1)


def finding(severity: str, **said: Any) -> FindingShown:
    given = {
        "key": "V02 G7", "code": "V02", "sheet": "SEN transport", "cell": "G7", "found": "“<b>tbc</b>”",
        "expected": "an amount in pounds", "remedy": "Correct it.", "reason": None,
    }  # fmt: skip
    return FindingShown(severity=severity, **(given | said))


def report(*found: FindingShown, **said: Any) -> FileReport:
    given = {
        "file_name": "april.xlsx", "became": "rejected", "recorded": False, "contract": CONTRACT, "month": "2018-04",
        "receipt": None, "submission": None, "findings": found, "rows": (),
    }  # fmt: skip
    return FileReport(**(given | said))


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        (("blocking",), "One problem stops this return."),
        (("reason",), "One figure needs a reason."),
        (("blocking", "blocking", "reason"), "Two problems stop this return and one figure needs a reason."),
        (("blocking",) * 12, "12 problems stop this return."),
        (("information",), "Nothing stands against this return."),
    ],
)
def test_the_sentence_counts_what_is_to_be_settled(severities: tuple[str, ...], said: str) -> None:
    assert findings.takeaway(report(*map(finding, severities))).startswith(said)


def test_a_finding_is_shown_as_text_with_its_mark_and_its_word() -> None:
    group = findings.group([finding("blocking")], "blocking", "light")
    assert group is not None
    drawn = parsed(group)
    assert text(drawn.find(".//h3")) == "Stops the return"
    assert "“<b>tbc</b>”" in text(drawn)
    assert [text(each) for each in drawn.findall(".//thead//th")] == ["Where", "Found", "Expected", "How to fix"]
    assert findings.group([], "blocking", "light") is None


def test_a_reason_given_is_no_open_question() -> None:
    asked = report(finding("reason"), finding("reason", reason="Counted anew."))
    assert len(findings.open_questions(asked)) == 1
    assert "Reasons still to give: 1" in text(parsed(findings.heading(asked) or ""))


def test_the_preview_adds_up_its_rows() -> None:
    rows = [RowsShown(dataset=name, **dict(zip(COUNTS, numbers, strict=True))) for name, numbers in (
        ("indicators", (14, 2, 3, 0, 1)), ("sen_transport", (26, 0, 1000, 1, 4)),
    )]  # fmt: skip
    seen = report(rows=tuple(rows), became="accepted", net_before=90_000_000, net_after=90_112_500)
    drawn = parsed(preview.preview(seen))
    table = [[text(cell) for cell in row] for row in drawn.iter("tr")]
    assert table[1] == ["Indicators", "14", "2", "3", "–", "1"]
    assert table[3] == ["All datasets", "40", "2", "1,003", "1", "5"]
    assert text(drawn.find(".//dl")).endswith("Effect+£1,125.00")
    assert preview.replaces(seen)
    assert not preview.replaces(report(rows=(RowsShown(dataset="indicators", **dict.fromkeys(COUNTS, 0)),)))


def test_an_effect_that_is_not_known_is_not_nil() -> None:
    assert preview.effect(report()) is None
    assert "£" not in preview.money(report())
    nil = report(net_before=90_000_000, net_after=90_000_000)
    assert preview.effect(nil) == 0
    assert "£0.00: no change" in preview.money(nil)


def test_the_payment_that_prices_a_return_is_named() -> None:
    seen = report(month="2018-05", payment="2018-06", net_before=90_000_000, net_after=89_950_000)
    assert "Net payment for June 2018, before VAT" in text(parsed(preview.money(seen)))


def test_cells_that_differ_can_be_opened() -> None:
    change = ChangeShown(dataset="indicators", row="OP5", heading="Numerator", before="118", after="")
    drawn = parsed(preview.preview(report(changes=(change,))))
    assert text(drawn.find(".//summary")) == "1 cell would change"
    assert [text(each) for each in drawn.findall(".//details//td")] == ["Indicators", "OP5", "Numerator", "118", "–"]


def test_the_step_follows_what_became_of_the_file() -> None:
    stages = [arriving.stage_of(report(became=became)) for became in ("refused", "rejected", "accepted")]
    assert stages == ["file", "findings", "accept"]
    assert arriving.stage_of(None) == "file"
    assert arriving.stage_of(report(became="accepted", recorded=True)) == "receipt"
