"""Which entries hold a word: an index of all texts of a record, kept up to date as they come and go."""

from array import array

import numpy as np
from numpy.typing import NDArray

from viewer.timeline.folding import Sought
from viewer.timeline.search.postings import Postings
from viewer.timeline.search.vocabulary import Marks, Vocabulary, sign_of

LINE = 0
"""The part of an entry that its line shows."""
COPIES = 1
"""The part that its copies hold beside: see ``words``."""
DOCUMENTS = 2
"""The part that is written in its documents."""
_PARTS = 3
_MANY = 200
"""Texts that have left before they are cleared away."""
_ASKED = 64
"""Words of which is remembered who holds them."""


class Index:
    """Entries by number, from 0 on; each has up to three parts, and is found by the words of all of them.

    It finds exactly the entries whose folded texts (blanks as one) hold every word that is wanted under one
    of its names, as ``folding.holds`` says of a plain text. Answering takes about a millisecond for 100,000
    entries; ``size`` says how much memory it takes.
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._postings = Postings()
        self._numbers = array("i")  # of each text
        self._alive = bytearray()
        self._signs = array("Q")
        self._texts = array("i")  # of each entry, its parts side by side; -1 for none
        self._before = array("i")  # the text of the same part that came before each; -1 for none
        self._left = 0
        self._found: dict[str, Marks] = {}

    @property
    def count(self) -> int:
        """One more than the highest number that was ever put."""
        return len(self._texts) // _PARTS

    @property
    def size(self) -> int:
        """How many bytes of memory all of it takes, near enough."""
        columns = 17 * len(self._numbers) + 4 * len(self._texts)
        return self.vocabulary.size + self._postings.size + columns

    def put(self, number: int, part: int, text: str) -> None:
        """Let a part of an entry say this, whatever it said before."""
        self.drop(number, part)
        self.more(number, part, text)

    def more(self, number: int, part: int, text: str) -> None:
        """Let a part of an entry say this too: a long text comes piece by piece."""
        self._found.clear()
        self._texts.extend([-1] * (_PARTS * (number + 1) - len(self._texts)))
        slot, at = len(self._numbers), _PARTS * number + part
        self._before.append(self._texts[at])
        self._texts[at] = slot
        self._numbers.append(number)
        self._alive.append(1)
        words = self.vocabulary.of(text)
        self._signs.append(self.vocabulary.signs_in(words))
        self._postings.add(slot, words)

    def drop(self, number: int, part: int) -> None:
        """Let a part of an entry say nothing any more."""
        self._found.clear()
        at = _PARTS * number + part
        if at >= len(self._texts) or self._texts[at] < 0:
            return
        slot, self._texts[at] = self._texts[at], -1
        while slot >= 0:
            self._alive[slot] = 0
            self._left += 1
            slot = self._before[slot]

    def remove(self, number: int) -> None:
        """Let an entry leave with all its parts."""
        for part in range(_PARTS):
            self.drop(number, part)

    def says(self, number: int, part: int) -> bool:
        """Whether a part of an entry says anything."""
        at = _PARTS * number + part
        return at < len(self._texts) and self._texts[at] >= 0

    def holding(self, wanted: Sought) -> Marks:
        """Return which entries hold every word, under one of its names; all where none is wanted."""
        marks = np.ones(self.count, np.bool_)
        for names in wanted:
            marks &= self.holding_any(names)
        return marks

    def holding_any(self, names: tuple[str, ...]) -> Marks:
        """Return which entries hold one of these names."""
        marks = np.zeros(self.count, np.bool_)
        for name in names:
            found = self._found.get(name)
            if found is None:
                if len(self._found) >= _ASKED:
                    self._found.clear()
                found = self._found[name] = self._look(name)
            marks |= found
        return marks

    def _look(self, name: str) -> Marks:
        marks = np.zeros(self.count, np.bool_)
        alive = np.frombuffer(self._alive, np.bool_)
        numbers = np.frombuffer(self._numbers, np.int32)
        sign = sign_of(name)
        if sign:  # nearly every text holds a lone letter
            marks[numbers[alive & ((np.frombuffer(self._signs, np.uint64) & sign) != 0)]] = True
        else:
            texts = self._postings.texts(self.vocabulary.holding(name))
            marks[numbers[texts[alive[texts]]]] = True
        return marks

    @property
    def is_untidy(self) -> bool:
        """Whether more has left than stays."""
        return self._left > _MANY and 2 * self._left > len(self._numbers)

    def tidy(self) -> None:
        """Forget every word of what has left; what is found stays the same.

        Time: some 50 ms for 100,000 entries, after as many have left.
        """
        alive = np.frombuffer(bytes(self._alive), np.bool_)
        used = self._postings.keep(alive, len(self.vocabulary))
        self.vocabulary = self.vocabulary.only(used)
        numbers = np.cumsum(alive) - 1
        self._texts = _renumbered(np.array(self._texts, np.int32), numbers)
        self._before = _renumbered(np.array(self._before, np.int32)[alive], numbers)
        self._numbers = array("i", np.array(self._numbers, np.int32)[alive].tobytes())
        self._signs = array("Q", np.array(self._signs, np.uint64)[alive].tobytes())
        self._alive = bytearray(b"\1" * len(self._numbers))
        self._left = 0


def _renumbered(texts: NDArray[np.int32], numbers: NDArray[np.int64]) -> "array[int]":
    texts[texts >= 0] = numbers[texts[texts >= 0]]
    return array("i", texts.tobytes())
