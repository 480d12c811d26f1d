"""Files that are refused outright, one class per cause, in words for the person who sent the file."""

from typing import ClassVar

from contracts.errors import ReckonerError
from ingest.particulars import without_particulars


class Refusal(ReckonerError):
    """A file that is not read at all, and nothing is changed.

    ``code`` names the cause, ``found`` what the file is, ``expected`` what was wanted, ``remedy`` how to put it
    right, and ``where`` the file's name once it is known. Names of sheets and files may hold particulars of people:
    those are left out.
    """

    code: ClassVar[str]
    expected: ClassVar[str] = "an Excel workbook (.xlsx) or a CSV file"
    remedy: ClassVar[str]

    def __init__(self, found: str) -> None:
        self.found = without_particulars(found)
        super().__init__(self.found)
        self.where = ""

    def __str__(self) -> str:
        place = f"{without_particulars(self.where)}: " if self.where else ""
        return f"{place}{self.found}. Expected: {self.expected}. {self.remedy}"


class EmptyFile(Refusal):
    """The file has no content."""

    code = "F01"
    remedy = "Check that the file was saved and copied completely, then send it again."

    def __init__(self) -> None:
        super().__init__("The file is empty")


class PasswordProtected(Refusal):
    """The workbook is encrypted, as a container or inside the archive."""

    code = "F02"
    expected = "a workbook that opens without a password"
    remedy = "Remove the password in Excel (File, Info, Protect Workbook), save, and send it again."

    def __init__(self) -> None:
        super().__init__("The workbook is protected with a password")


class LegacyWorkbook(Refusal):
    """The binary workbook of Excel 97 to 2003, or the newer binary one (.xlsb)."""

    code = "F03"
    remedy = "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and send that file."

    def __init__(self, ending: str) -> None:
        super().__init__(f"The file is a binary Excel workbook ({ending})")


class TruncatedArchive(Refusal):
    """A workbook that stops before its end."""

    code = "F04"
    expected = "a complete workbook"
    remedy = "The copy or upload probably broke off: send the file again."

    def __init__(self, size: int) -> None:
        super().__init__(f"The workbook breaks off after {size:,} bytes")


class NotAWorkbook(Refusal):
    """Neither a workbook nor text: noise, or a file of another program."""

    code = "F05"
    remedy = "Send the workbook itself, saved as .xlsx, or each sheet saved as CSV."

    def __init__(self, what: str) -> None:
        super().__init__(f"The file is {what}")


class FileTooLarge(Refusal):
    """More bytes than are accepted."""

    code = "F06"
    remedy = (
        "Send only the sheets the template asks for, without pictures and without earlier months; of published "
        "figures, only the rows and columns that are used."
    )

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"The file has {size:,} bytes, which is more than the {limit:,} that are accepted")


class InflatesTooFar(Refusal):
    """A workbook whose content unpacks beyond the limit, whatever its own headers say."""

    code = "F07"
    expected = "a workbook of ordinary size once unpacked"
    remedy = "Copy the values alone into the template and send that file."

    def __init__(self, limit: int) -> None:
        super().__init__(f"The workbook unpacks to more than {limit:,} bytes")


class HasMacros(Refusal):
    """The workbook carries programs."""

    code = "F08"
    expected = "a workbook without macros"
    remedy = "Save it as Excel Workbook (.xlsx), which leaves the macros out, and send that file."

    def __init__(self) -> None:
        super().__init__("The workbook contains macros")


class TooManyRows(Refusal):
    """A sheet is longer than is accepted."""

    code = "F09"
    expected = "one row for each record of the month"
    remedy = "Delete rows that are not part of the return, then send it again."

    def __init__(self, sheet: str, limit: int) -> None:
        super().__init__(f"Sheet {sheet!r} has content below row {limit:,}")


class TooManyColumns(Refusal):
    """A sheet is wider than is accepted."""

    code = "F10"
    expected = "the columns of the template"
    remedy = "Delete columns that are not part of the return, then send it again."

    def __init__(self, sheet: str, limit: int) -> None:
        super().__init__(f"Sheet {sheet!r} has content beyond its {limit:,}th column")


class TooManyCells(Refusal):
    """Rows times columns, or merged ranges, come to more cells than are accepted."""

    code = "F11"
    expected = "the rows and columns of the template"
    remedy = "Delete rows and columns that are not part of the return, then send it again."

    def __init__(self, limit: int) -> None:
        super().__init__(f"The file has more than {limit:,} cells")


class TookTooLong(Refusal):
    """Reading was stopped by the clock."""

    code = "F12"
    expected = "a file that can be read within the time allowed"
    remedy = (
        "Make it smaller: copy the values alone into the template, with the rows of its month only, and send that "
        "file. If it is small already the machine may have been busy: send it again. Nothing of this file is kept."
    )

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Reading the file took longer than {seconds} seconds and was stopped")


class TookTooMuchMemory(Refusal):
    """Reading was stopped because it needed too much memory."""

    code = "F13"
    expected = "a file that can be read within the memory allowed"
    remedy = "Copy the values alone into the template and send that file."

    def __init__(self, limit: int) -> None:
        super().__init__(f"Reading the file needed more than {limit // 1_000_000:,} MB of memory and was stopped")


class DamagedWorkbook(Refusal):
    """The archive is whole but what is in it cannot be understood."""

    code = "F14"
    expected = "a workbook that opens in Excel without a repair"
    remedy = "Open it in Excel, let Excel repair it, check the figures, save it as .xlsx and send that file."

    def __init__(self, part: str, fault: str) -> None:
        super().__init__(f"The workbook is damaged: {part} {fault}")


class OpenDocument(Refusal):
    """A LibreOffice spreadsheet."""

    code = "F15"
    remedy = "ODS is not read yet; save as XLSX and send that file."

    def __init__(self) -> None:
        super().__init__("The file is an OpenDocument spreadsheet (.ods)")


class NotText(Refusal):
    """A file sent as CSV that is not text."""

    code = "F16"
    expected = "a CSV file of plain text (UTF-8, UTF-16 or Windows-1252)"
    remedy = "Save the sheet again from Excel as CSV UTF-8, or send the workbook as .xlsx."

    def __init__(self, what: str) -> None:
        super().__init__(f"The file holds {what}")


class UnclosedQuotation(Refusal):
    """A CSV record opens a quotation mark that is never closed, which swallows every record after it."""

    code = "F17"
    expected = "every opening quotation mark to have its closing one"
    remedy = "Correct that row, or send the workbook as .xlsx."

    def __init__(self, row: int) -> None:
        super().__init__(f"A quotation mark opened in row {row:,} is never closed")


class TextTooLong(Refusal):
    """A cell holds more text than is accepted."""

    code = "F18"
    expected = "no more text in a cell than a spreadsheet keeps"
    remedy = "Shorten the text of that cell, then send the file again."

    def __init__(self, sheet: str, cell: str, found: int, limit: int) -> None:
        super().__init__(
            f"Sheet {sheet!r}, cell {cell}: {found:,} characters, which is more than the {limit:,} that are accepted"
        )


BY_CODE: dict[str, type[Refusal]] = {kind.code: kind for kind in Refusal.__subclasses__()}


def revived(code: str, found: str) -> Refusal:
    """The refusal that another process reported by its code and its words."""
    kind = BY_CODE[code]
    refusal = kind.__new__(kind)
    Refusal.__init__(refusal, found)
    return refusal
