"""Look at a file that came: read it, recognise it, check it; nothing is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from contracts.contract import Contract
from contracts.london import in_london
from contracts.months import Month
from ingest.checking import CheckedReturn, check
from ingest.findings import Finding
from ingest.following import Follow, unfollowed
from ingest.history import History
from ingest.known import history
from ingest.reading.files import read_file
from ingest.reading.refusals import Refusal
from ingest.reading.sheets import ReadFile
from ingest.recognise import Cover, read_cover
from ingest.refused import AnotherContract
from store.contract_versions import contract_now, contracts
from store.originals import hash_of
from store.people import person_now
from store.policy import EVERY_CONTRACT, Action, Decision, NotAllowed, Person, decide, require
from store.returns import Submission, submission_by_hash
from store.session import Store


@dataclass(frozen=True)
class Examined:
    """A file that was looked at: refused (``refusal``), or checked against ``contract`` and ``known``.

    ``read`` is what the file holds, unless reading refused it; ``already`` is the submission that the same file became
    before.
    """

    file_hash: str
    contract_id: str | None = None
    month: Month | None = None
    refusal: Refusal | None = None
    contract: Contract | None = None
    read: ReadFile | None = None
    checked: CheckedReturn | None = None
    known: History = field(default_factory=History)
    already: Submission | None = None


def rows_of(read: ReadFile) -> int:
    """Return the number of rows on all sheets in which anything stands."""
    return sum(sheet.cells.height for sheet in read.sheets)


def cells_of(read: ReadFile) -> int:
    """Return rows times columns of all sheets, blank cells included."""
    return sum(sheet.cells.height * sheet.cells.width for sheet in read.sheets)


def today(store: Store) -> date:
    """Return the day it is in London by the store's clock."""
    return in_london(store.clock())


def examine(  # noqa: PLR0913 -- a file, who sends it, what they say it is, and who waits for it
    store: Store,
    person: str,
    action: Action,
    content: bytes,
    name: str,
    *,
    contract: str | None,
    month: Month | None,
    follow: Follow = unfollowed,
) -> Examined:
    """Read, recognise and check a file for a person who may take an action with its contract.

    Raises:
        UnknownPerson, NotAllowed, NoSuchContract: nothing was looked at, or not by this person.
    """
    who = person_now(store, person)
    if contract is not None:
        require(who, action, contract)
    file_hash = hash_of(content)
    try:
        follow("reading", 0)
        read = read_file(content, name, follow=follow)
        cover = read_cover(read)
        follow("checking", rows_of(read))
        own = _contract_of(store, who, action, contract, cover)
        seen = _checked(store, read, own, Examined(file_hash, own.id, cover.month, contract=own), month)
    except Refusal as refusal:
        if contract is None:
            _require_somewhere(who, action)
        seen = Examined(file_hash, contract, refusal=refusal)
    if seen.refusal is not None:
        seen.refusal.where = name
    return seen


def _contract_of(store: Store, who: Person, action: Action, contract: str | None, cover: Cover) -> Contract:
    with store.read() as cursor:
        if contract is None:
            if cover.contract not in contracts(cursor):
                raise AnotherContract(cover.contract, None)
            require(who, action, cover.contract)
        return contract_now(cursor, contract or cover.contract)


def _checked(store: Store, read: ReadFile, contract: Contract, seen: Examined, expected: Month | None) -> Examined:
    month = read_cover(read).month
    with store.read() as cursor:
        known = history(cursor, contract, month)
        already = submission_by_hash(cursor, contract.id, month, seen.file_hash)
    try:
        checked = check(read, contract, known, expected, today=today(store))
    except Refusal as refusal:
        # A month is recorded only where it is one of this contract's.
        inside = read_cover(read).contract == contract.id and contract.first_month <= month <= contract.last_month
        return replace(seen, month=month if inside else None, refusal=refusal)
    return replace(seen, read=read, checked=checked, known=known, already=already)


def _require_somewhere(who: Person, action: Action) -> None:
    """Go on only if a person may do something with at least one contract: a file that names none is nobody's."""
    allowed = [decide(who, action, each.contract) for each in who.appointments]
    if not any(decision.allowed for decision in allowed):
        refused: Decision = decide(who, action, EVERY_CONTRACT)
        raise NotAllowed(refused)


def answers(checked: CheckedReturn, known: History, given: Mapping[str, str]) -> dict[str, str]:
    """Return the reasons for the findings that need one, by key: given now, or before for the same rule and row."""
    offered = {**known.reasons, **given}
    return {each.key: offered[each.key].strip() for each in checked.asking if offered.get(each.key, "").strip()}


def unanswered(checked: CheckedReturn, answered: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings that still need a reason."""
    return tuple(each for each in checked.asking if each.key not in answered)
