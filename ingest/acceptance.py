"""Accept a return, or say why not: one transaction that records all of it or nothing."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, Literal, TypeVar

from duckdb import DuckDBPyConnection

from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.london import LONDON
from contracts.months import Month, label, spoken
from contracts.terms.deadlines import end_of
from contracts.texts import LONGEST_NAME, within
from contracts.wording import day
from ingest.checking import CheckedReturn
from ingest.examining import Examined, answers, cells_of, examine, rows_of, unanswered
from ingest.findings import Finding
from ingest.following import Follow, unfollowed
from ingest.known import datasets_held, sheets_of
from ingest.particulars import without_particulars
from ingest.preview import DatasetPreview, preview
from ingest.reading.refusals import Refusal
from store.arrivals import Arrival, record_receipt, record_submission
from store.headings import remember_heading
from store.moments import shown, stored
from store.originals import keep_original
from store.policy import Action
from store.returns import TABLE_OF, FoundInFile, Submission, current_submission, submission_by_hash
from store.returns import Outcome as Became
from store.session import Store, Writing

_YEARS_KEPT: Final = 6
_NO_REASONS: Final[Mapping[str, str]] = MappingProxyType({})

Seen = TypeVar("Seen")


class ReplacementNeedsReason(ReckonerError):
    """A file would replace what was accepted before, and nobody said why."""

    def __init__(self, month: Month, datasets: set[str]) -> None:
        super().__init__(
            f"{spoken(month)} has been accepted before for: {sheets_of(datasets)}. Give a reason for replacing it; "
            "nothing was changed."
        )


class ReceivedNotPossible(ReckonerError):
    """A moment of receipt at which the file cannot have come, or at which a return is never judged."""

    def __init__(self, received: datetime, month: Month | None, now: datetime) -> None:
        first = "" if month is None else f"after {spoken(month)} ended and "
        super().__init__(
            f"Found {_in_london(received)} as the moment at which the file came. Expected one {first}not later than "
            f"now, {_in_london(now)}. Correct it; without it the file counts as received now. A return that came "
            "before its month ended counts from the first moment after it. Nothing was recorded."
        )


def _in_london(moment: datetime) -> str:
    at = shown(stored(moment)).astimezone(LONDON)
    return f"{day(at.date())}, {at:%H:%M}"


@dataclass(frozen=True)
class Outcome:
    """What became of a file, or would become of it where ``recorded`` is False.

    ``reasons`` are those that hold, by a finding's key; ``unanswered`` the findings that still need one.
    ``submission`` is that of an accepted file, or of the same file that was loaded before. ``cells`` is how many the
    file has, blank ones included; 0 of one that was refused.
    """

    became: Literal["accepted", "rejected", "refused", "already loaded"]
    recorded: bool
    contract: str | None = None
    month: Month | None = None
    receipt: int | None = None
    submission: int | None = None
    refusal: Refusal | None = None
    findings: tuple[Finding, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    unanswered: tuple[Finding, ...] = ()
    preview: tuple[DatasetPreview, ...] = ()
    cells: int = 0


def check_only(  # noqa: PLR0913 -- as `submit`
    store: Store,
    person: str,
    content: bytes,
    name: str,
    *,
    contract: str | None = None,
    month: Month | None = None,
    reasons: Mapping[str, str] = _NO_REASONS,
) -> Outcome:
    """Say what `submit` would find, and record nothing; the arguments are the same.

    Raises:
        UnknownPerson, NotAllowed, NoSuchContract: nothing was looked at.
    """
    seen = examine(store, person, Action.CHECK_RETURN, content, name, contract=contract, month=month)
    return _outcome(seen, reasons)


def rehearse(  # noqa: PLR0913 -- as `submit`
    store: Store,
    person: str,
    content: bytes,
    name: str,
    look: Callable[[DuckDBPyConnection, Contract], Seen],
    *,
    contract: str | None = None,
    month: Month | None = None,
    received_at: datetime | None = None,
    reasons: Mapping[str, str] = _NO_REASONS,
    follow: Follow = unfollowed,
) -> tuple[Outcome, Seen | None]:
    """Say what `submit` would find, and let ``look`` see the store as it would be then; the arguments are the same.

    ``look`` is called only where the file would be accepted, within a write that is then undone: nothing stays of it,
    on the disk neither. Others wait with their writes meanwhile, so it should only gather what it needs. ``follow`` is
    told how far it has come, never within the write.

    Raises:
        UnknownPerson, NotAllowed, NoSuchContract: nothing was looked at.
        ReceivedNotPossible: as it says.
    """
    seen = examine(store, person, Action.CHECK_RETURN, content, name, contract=contract, month=month, follow=follow)
    came = _received(store, seen, received_at)
    foreseen = _outcome(seen, reasons)
    if foreseen.became != "accepted" or seen.checked is None or seen.contract is None:
        return foreseen, None
    arrival = Arrival(seen.contract_id, seen.month, seen.file_hash, without_particulars(name), came)
    arrival = _with_findings(arrival, seen.checked, foreseen.reasons)
    loading = _Loading(seen.contract, seen.checked, arrival, content, "A rehearsal.", foreseen)
    follow("payment", 0 if seen.read is None else rows_of(seen.read))
    return foreseen, _as_if_accepted(store, person, loading, look)


def submit(  # noqa: PLR0913 -- a file, who sends it, what they say it is, and why it may be taken
    store: Store,
    person: str,
    content: bytes,
    name: str,
    *,
    contract: str | None = None,
    month: Month | None = None,
    received_at: datetime | None = None,
    reasons: Mapping[str, str] = _NO_REASONS,
    replace_reason: str | None = None,
) -> Outcome:
    """Take a file in: refused, rejected or accepted, each with a receipt; the same file twice is one submission.

    Args:
        store: where it is recorded.
        person: id of who hands it in.
        content: the file's bytes.
        name: what its sender calls it.
        contract: id of the contract it should be a return of; without it, the one on its cover.
        month: the month it should be about, if that was said.
        received_at: when it came, if not now; a moment without a zone is in UTC.
        reasons: reason by a finding's key, for findings that need one.
        replace_reason: why it replaces what was accepted before for the same month and dataset.

    Raises:
        UnknownPerson, NotAllowed, NoSuchContract, ReceivedNotPossible, TextTooLong, ReplacementNeedsReason: nothing
            was recorded.
    """
    seen = examine(store, person, Action.ACCEPT_RETURN, content, name, contract=contract, month=month)
    came = _received(store, seen, received_at)
    _require_short(reasons, replace_reason)
    foreseen = _outcome(seen, reasons)
    if foreseen.became == "already loaded":
        return foreseen
    arrival = Arrival(seen.contract_id, seen.month, seen.file_hash, without_particulars(name), came)
    if seen.refusal is not None or seen.checked is None or seen.contract is None:
        return _recorded(store, person, foreseen, _with_refusal(arrival, seen.refusal))
    arrival = _with_findings(arrival, seen.checked, foreseen.reasons)
    if foreseen.became == "rejected":
        return _recorded(store, person, foreseen, arrival)
    loading = _Loading(seen.contract, seen.checked, arrival, content, replace_reason, foreseen)
    return _accepted(store, person, loading)


def _require_short(reasons: Mapping[str, str], replace_reason: str | None) -> None:
    for key, reason in reasons.items():
        within(f"The reason for “{key[:LONGEST_NAME]}”", reason)
    within("The reason for the replacement", replace_reason or "")


def _received(store: Store, seen: Examined, said: datetime | None) -> datetime:
    """Return when a file came: now, or as it was said of post that was opened later.

    Raises:
        ReceivedNotPossible: it would have come later than now, or before the month that it is about had ended.
    """
    now = store.clock()
    if said is None:
        return now
    if stored(said) > stored(now) or (seen.month is not None and stored(said) <= end_of(seen.month)):
        raise ReceivedNotPossible(said, seen.month, now)
    return said


def _outcome(seen: Examined, given: Mapping[str, str]) -> Outcome:
    """What becomes of an examined file, before anything is recorded."""
    if seen.checked is None:
        return Outcome("refused", False, seen.contract_id, seen.month, refusal=seen.refusal)
    answered = answers(seen.checked, seen.known, given)
    asking = unanswered(seen.checked, answered)
    sound: Literal["accepted", "rejected"] = "rejected" if seen.checked.blocking or asking else "accepted"
    return Outcome(
        "already loaded" if seen.already else sound,
        False,
        seen.contract_id,
        seen.month,
        receipt=seen.already.receipt if seen.already else None,
        submission=seen.already.submission if seen.already else None,
        findings=seen.checked.findings,
        reasons=answered,
        unanswered=() if seen.already else asking,
        preview=preview(seen.checked, seen.known.current),
        cells=0 if seen.read is None else cells_of(seen.read),
    )


def _with_refusal(arrival: Arrival, refusal: Refusal | None) -> Arrival:
    assert refusal is not None
    found = FoundInFile(refusal.code, "blocking", None, None, refusal.found, refusal.expected, refusal.remedy)
    return replace(arrival, findings=(found,))


def _with_findings(arrival: Arrival, checked: CheckedReturn, reasons: Mapping[str, str]) -> Arrival:
    found = tuple(
        FoundInFile(
            each.code,
            each.severity,
            each.sheet,
            each.cell,
            each.found,
            each.expected,
            each.remedy,
            each.row_key,
            reasons.get(each.key) if each.severity == "reason" else None,
        )
        for each in checked.findings
    )
    return replace(arrival, holdings=checked.holdings, findings=found)


def _recorded(store: Store, person: str, foreseen: Outcome, arrival: Arrival) -> Outcome:
    """Record a receipt without content."""
    became = Became.REFUSED if foreseen.became == "refused" else Became.REJECTED
    action = "refuse return" if became is Became.REFUSED else "reject return"
    with store.write(person, action, _subject(arrival)) as writing:
        receipt = record_receipt(writing, arrival, became)
        writing.detail.update(receipt=receipt, file=arrival.file_hash)
    return replace(foreseen, recorded=True, receipt=receipt)


def _subject(arrival: Arrival) -> str:
    about = [arrival.contract or "no contract", label(arrival.period) if arrival.period is not None else ""]
    return " ".join(about).strip()


@dataclass(frozen=True)
class _Loading:
    """A return that is to be accepted, with all that is recorded of it."""

    contract: Contract
    checked: CheckedReturn
    arrival: Arrival
    content: bytes
    replace_reason: str | None
    foreseen: Outcome


class _Undone(Exception):
    """Ends a rehearsal: what was recorded for it is taken back."""


class _LoadedMeanwhile(Exception):
    """The same file was accepted between looking at it and recording it."""

    def __init__(self, loaded: Submission) -> None:
        self.loaded = loaded


def _as_if_accepted(
    store: Store, person: str, loading: _Loading, look: Callable[[DuckDBPyConnection, Contract], Seen]
) -> Seen | None:
    """Let ``look`` see the store with a file accepted, and undo that; ``None`` if it was loaded meanwhile."""
    looked: list[Seen] = []
    subject = _subject(loading.arrival)
    with suppress(_Undone, _LoadedMeanwhile), store.write(person, "rehearse return", subject) as writing:
        _record(writing, loading)
        looked.append(look(writing.cursor, loading.contract))
        raise _Undone
    return looked[0] if looked else None


def _accepted(store: Store, person: str, loading: _Loading) -> Outcome:
    try:
        with store.write(person, "accept return", _subject(loading.arrival)) as writing:
            made = _record(writing, loading)
            keep_original(writing, loading.content, retained_until(loading.contract))
            writing.detail.update(
                receipt=made.receipt, submission=made.submission, file=made.file_hash, reason=made.reason
            )
    except _LoadedMeanwhile as meanwhile:
        loaded = meanwhile.loaded
        return replace(loading.foreseen, became="already loaded", receipt=loaded.receipt, submission=loaded.submission)
    return replace(loading.foreseen, recorded=True, receipt=made.receipt, submission=made.submission)


def _record(writing: Writing, loading: _Loading) -> Submission:
    """Record the submission with its rows, and the headings that were confirmed."""
    checked, contract = loading.checked, loading.contract
    same = submission_by_hash(writing.cursor, contract.id, checked.month, loading.arrival.file_hash)
    if same is not None:
        raise _LoadedMeanwhile(same)
    supersedes, why = _superseded(writing, loading)
    for proposal in checked.proposals:
        remember_heading(writing, contract.contract.provider, proposal.dataset, proposal.heading, proposal.field)
    return record_submission(
        writing,
        loading.arrival,
        {TABLE_OF[dataset]: rows for dataset, rows in checked.rows.items()},
        columns=checked.columns,
        template_version=checked.template_version,
        supersedes=supersedes,
        reason=why,
    )


def _superseded(writing: Writing, loading: _Loading) -> tuple[int | None, str | None]:
    """The submission that this one follows in its month, and why: as said, or because it adds a dataset."""
    contract, checked = loading.contract.id, loading.checked
    current = current_submission(writing.cursor, contract, checked.month)
    if current is None:
        return None, None
    held = set(datasets_held(writing.cursor, contract).get(checked.month, {}))
    replaced = held & set(checked.rows)
    if replaced and not (loading.replace_reason or "").strip():
        raise ReplacementNeedsReason(checked.month, replaced)
    added = set(checked.rows) - held
    return current.submission, loading.replace_reason or f"Adds {sheets_of(added)}."


def retained_until(contract: Contract) -> date:
    """Return the first day on which originals need no longer be kept: six years after the contract's end.

    That is how long a claim under a simple contract can be brought (Limitation Act 1980, section 5).
    """
    last = contract.contract.last_day
    return date(last.year + _YEARS_KEPT, last.month, min(last.day, 28) if last.month == 2 else last.day)
