"""Which of many lines hold what was typed: all stand folded in one text, that is looked through at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from viewer.timeline.folding import Sought, fold
from viewer.timeline.search.vocabulary import Marks

_END = "\n"
_FEW = 2
"""Bytes of what nearly every line may hold: it is looked for in all of them at once."""
_PIECE = 500
"""Lines that are folded at once: some milliseconds."""


class FoldedLines:
    """Lines by number, from 0 on. ``pieces`` folds them before somebody asks, ``holding`` what is left.

    It finds the lines of which ``folding.holds`` says that they hold all that is wanted; a line break in a
    line counts as a blank. Time: some milliseconds for 40,000 lines once they are folded.
    """

    def __init__(self, lines: Iterable[str], count: int) -> None:
        self.count = count
        self._lines = iter(lines)
        self._folded: list[str] = []
        self._text = b""
        self._starts = np.zeros(0, np.int64)
        self._is_folded = False

    def pieces(self) -> Iterator[None]:
        """Fold the lines, a few at a time; who asks meanwhile folds the rest."""
        while not self._is_folded:
            self._fold_some()
            yield

    def holding(self, wanted: Sought) -> Marks:
        """Return which lines hold every word, under one of its names; all where none is wanted."""
        for _ in self.pieces():
            pass
        marks = np.ones(self.count, np.bool_)
        for names in wanted:
            held = np.zeros(self.count, np.bool_)
            for name in names:
                held |= self._having(name.encode("utf-8", "surrogatepass"))
            marks &= held
        return marks

    def _fold_some(self) -> None:
        some = list(islice(self._lines, _PIECE))
        self._folded.append(_folded(some))
        if len(some) < _PIECE:
            self._text = "".join(self._folded).encode("utf-8", "surrogatepass")
            ends = np.flatnonzero(np.frombuffer(self._text, np.uint8) == ord(_END))
            self._starts = np.append(0, ends[:-1] + 1) if len(ends) else ends
            self._folded, self._is_folded = [], True

    def _having(self, sought: bytes) -> Marks:
        return self._in_all(sought) if len(sought) <= _FEW else self._found(sought)

    def _in_all(self, sought: bytes) -> Marks:
        text = np.frombuffer(self._text, np.uint8)
        here = text == sought[0]
        if len(sought) > 1:
            here[:-1] &= text[1:] == sought[1]
        marks: Marks = np.logical_or.reduceat(here, self._starts) if self.count else here
        return marks

    def _found(self, sought: bytes) -> Marks:
        each = re.compile(re.escape(sought) + b"[^\n]*")  # once for each line
        places = np.fromiter((one.start() for one in each.finditer(self._text)), np.int64)
        marks = np.zeros(self.count, np.bool_)
        marks[np.searchsorted(self._starts, places, side="right") - 1] = True
        return marks


def _folded(lines: Sequence[str]) -> str:
    """Fold lines at once: what is compared as something else never reaches over a line break."""
    text = _END.join(lines)
    if text.count(_END) >= len(lines):
        text = _END.join(line.replace(_END, " ") for line in lines)
    return fold(text) + _END if lines else ""
