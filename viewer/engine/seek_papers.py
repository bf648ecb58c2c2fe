"""The texts of documents in the index of a record: they stay with the copies that they came with.

They are in memory alone and leave with the record. One text is put piece by piece, so that a long one holds
nobody up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from viewer.engine.letter_reader import Spot
from viewer.timeline.search.index import DOCUMENTS, Index

Texts = tuple[tuple[str, str], ...]
"""(what the part is called, its text) of each document of a copy."""

PIECE = 4_000
"""Letters that are put at once: some milliseconds."""
_LAP = 60
"""Letters that stand in two pieces."""


@dataclass(slots=True)
class SeekPapers:
    """One for a record. ``todo``: pieces of lines that are still to be put, by the line's key."""

    index: Index
    todo: dict[str, tuple[int, Iterator[str]]] = field(default_factory=dict)
    _held: dict[Spot, Texts] = field(default_factory=dict)

    @property
    def letters(self) -> int:
        """How many letters are held, each text once."""
        texts = {id(text): text for held in self._held.values() for _, text in held}
        return sum(map(len, texts.values()))

    def hold(self, spot: Spot, texts: Texts) -> None:
        """Keep the texts of a copy, in place of those before; its line is put when it is told."""
        self._held.pop(spot, None)
        if texts:
            self._held[spot] = texts

    def of(self, spots: Iterable[Spot]) -> Texts:
        """Return the texts of some copies."""
        return tuple(chain.from_iterable(self._held.get(spot, ()) for spot in spots))

    def put(self, key: str, number: int, spots: Iterable[Spot]) -> None:
        """Let a line be found by the texts of its copies, and no others: now and piece by piece."""
        self.leave(key, number)
        texts = self.of(spots)
        if texts:
            self.todo[key] = number, chain.from_iterable(pieces(text) for _, text in texts)

    def leave(self, key: str, number: int) -> None:
        """Let a line be found by none."""
        self.index.drop(number, DOCUMENTS)
        self.todo.pop(key, None)

    def put_some(self, key: str) -> None:
        """Put one more piece of a line's texts."""
        number, left = self.todo[key]
        piece = next(left, None)
        if piece is None:
            del self.todo[key]
        else:
            self.index.more(number, DOCUMENTS, piece)

    def keep(self, spots: Iterable[Spot]) -> None:
        """Forget the texts of all other copies. Where none is held nothing is gone through."""
        here = set(spots) if self._held else ()
        self._held = {spot: held for spot, held in self._held.items() if spot in here}


def pieces(text: str) -> Iterator[str]:
    """Cut a text at blanks, where there are any; each piece begins with the last words of the one before.

    So a name of two words is whole in one of them.
    """
    begin = 0
    while begin < len(text):
        end = min(begin + PIECE, len(text))
        if end < len(text):
            end = _blank_before(text, end, begin + PIECE // 2) or end
        yield text[begin:end]
        if end == len(text):
            return
        begin = _blank_before(text, end - _LAP, max(begin + 1, end - 10 * _LAP)) or end


def _blank_before(text: str, at: int, least: int) -> int:
    """Return where the last blank before a place is, 0 where there is none from ``least`` on."""
    return max(text.rfind(" ", least, at), text.rfind("\n", least, at), 0)
