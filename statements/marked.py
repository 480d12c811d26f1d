"""A copy of a return with the cells of its findings marked, made for somebody who may check returns."""

import base64

from pydantic import Base64Bytes

from contracts import months
from ingest.examining import examine
from ingest.marking.copy import marked_copy
from statements.documents import Document
from statements.files import FileAsked
from store.policy import Action
from store.session import Store


class FileMarked(Document):
    """A marked copy: a workbook, and what it should be called."""

    file_name: str
    content: Base64Bytes


def mark_file(store: Store, person: str, asked: FileAsked) -> FileMarked:
    """Return a copy of a return in which every cell of a finding is marked; record nothing.

    Raises:
        UnknownPerson, NotAllowed, NoSuchContract: nothing was looked at.
        NotMarked: no copy is made of this file; the message says why.
    """
    month = None if asked.month is None else months.parse(asked.month)
    content, name = asked.content, asked.file_name
    seen = examine(store, person, Action.CHECK_RETURN, content, name, contract=asked.contract, month=month)
    copy = marked_copy(seen, content, name, asked.reasons)
    return FileMarked(file_name=copy.file_name, content=base64.b64encode(copy.content))
