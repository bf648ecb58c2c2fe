"""A table as CSV (RFC 4180): head lines that say whose and how complete it is, then the table itself.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula. Such a cell gets an
apostrophe before it, unless it is a plain number; the head says so and how many there are. Nothing else of a
value is changed. A spreadsheet may divide at ``;``, ``|`` and tabs too: a text that holds one is quoted.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BOM = "\ufeff"
"""What tells a spreadsheet that the file is UTF-8."""
_RISKY = re.compile(
    r"[\s\x00-\x1f\ufeff\u200b-\u200f\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]|[\t\r\n]"
)
"""A formula, whatever unseen characters stand before it; the signs also in their wide and small forms."""

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_QUOTED = re.compile(r'[",;|\t\r\n]')
"""Also what a spreadsheet may take for the end of a field: else the rest of a text is a cell of its own."""

_END = "\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list page in words: every row has as many texts as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_csv(table: Table, head: Iterable[tuple[str, str]], *, bom: bool = True) -> str:
    """Return the file's text. ``head``: (label, words) of patient, source, time and completeness.

    Every line has the same number of fields, as RFC 4180 asks. Raises ValueError for a row of another length.
    """
    width = max(2, len(table.columns))
    guard = _Guard()
    body = [guard.row(row, width) for row in _checked(table)]
    first = [guard.row(pair, width) for pair in (("List", table.title), *head)]
    if guard.count:  # counted by now: the head too may hold such a cell
        first.append(_line(("Note", guard.words), width))
    return (BOM if bom else "") + "".join([*first, _line((), width), *body])


def _checked(table: Table) -> list[Sequence[str]]:
    for row in table.rows:
        if len(row) != len(table.columns):
            raise ValueError("a row has another length than the columns")
    return [table.columns, *table.rows]


@dataclass(slots=True)
class _Guard:
    """Counts the cells that got an apostrophe."""

    count: int = 0

    @property
    def words(self) -> str:
        """What was done to them."""
        cells = "1 cell begins" if self.count == 1 else f"{self.count} cells begin"
        return (
            f"{cells} with an apostrophe that is not part of the value: without it a spreadsheet "
            "would take the text for a formula"
        )

    def row(self, cells: Sequence[str], width: int) -> str:
        return _line([self._safe(cell) for cell in cells], width)

    def _safe(self, cell: str) -> str:
        if not _RISKY.match(cell) or _NUMBER.fullmatch(cell):
            return cell
        self.count += 1
        return f"'{cell}"


def _line(cells: Sequence[str], width: int) -> str:
    padded = [*cells, *[""] * (width - len(cells))]
    return ",".join(map(_field, padded)) + _END


def _field(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(text) else text
