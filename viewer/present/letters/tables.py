"""How many cells a text browser makes room for in tables: every row has as many as the widest one."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

WIDEST_SPAN = 20
_MOST_IN_ONE = 10_000
_MOST_IN_ALL = 30_000
_MOST_NESTED = 4
_PARTS = frozenset({"thead", "tbody", "tfoot"})


def span(stated: str) -> int:
    """Return how many columns or rows a cell takes, as it is shown; 1 where it does not say."""
    if not stated.strip().isdecimal() or len(stated) > 9:  # noqa: PLR2004  # no table has a billion columns
        return 1
    return max(1, min(int(stated), WIDEST_SPAN))


@dataclass(slots=True)
class _Table:
    rows: int = 0
    widest: int = 0
    width: int = 0
    in_row: bool = False
    below: deque[int] = field(default_factory=deque)
    """Columns of the next rows that cells above them take."""

    def begin_row(self) -> None:
        self.rows += 1
        self.width = self.below.popleft() if self.below else 0
        self.in_row = True

    def add(self, columns: int, rows: int) -> None:
        if not self.in_row:
            self.begin_row()
        self.width += columns
        self.widest = max(self.widest, self.width)
        self.below.extend([0] * (rows - 1 - len(self.below)))
        for row in range(rows - 1):
            self.below[row] += columns

    @property
    def cells(self) -> int:
        return self.rows * max(self.widest, *self.below, 1)


@dataclass(slots=True)
class Tables:
    """The tables that are open, and the room that those before them take."""

    _open: list[_Table] = field(default_factory=list)
    _before: int = 0

    @property
    def monstrous(self) -> bool:
        """Whether laying them out would hold up the window, or fill the memory."""
        cells = [one.cells for one in self._open]
        too_large = max(cells, default=0) > _MOST_IN_ONE or self._before + sum(cells) > _MOST_IN_ALL
        return too_large or len(self._open) > _MOST_NESTED

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag begins; what is no part of a table changes nothing."""
        if tag == "table":
            self._open.append(_Table())
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].begin_row()
        elif tag in {"td", "th"}:
            self._open[-1].add(span(attributes.get("colspan", "")), span(attributes.get("rowspan", "")))
        elif tag in _PARTS:
            self._open[-1].in_row = False

    def end(self, tag: str) -> None:
        """A tag ends."""
        if not self._open:
            return
        if tag == "table":
            self._before += self._open.pop().cells
        elif tag == "tr" or tag in _PARTS:
            self._open[-1].in_row = False
