"""Which texts hold a word: columns of numbers, that come piece by piece and are sorted by word."""

from array import array
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.timeline.search.vocabulary import Marks

Numbers = NDArray[np.int32]

_PIECE = 1 << 16
"""Pairs that are sorted at once: some milliseconds."""
_WHOLE = 1 << 18
"""Pairs of a part that is not joined with another any more."""


class _Part(NamedTuple):
    """``words`` in order, each once; the texts of each stand in ``texts`` between two of the ``starts``."""

    words: Numbers
    starts: Numbers
    texts: Numbers

    @property
    def size(self) -> int:
        return sum(column.nbytes for column in self)

    def pairs(self) -> tuple[Numbers, Numbers]:
        return np.repeat(self.words, np.diff(self.starts)), self.texts


def _sorted(words: Numbers, texts: Numbers) -> _Part:
    order = np.argsort(words, kind="stable")
    words, texts = words[order], texts[order]
    firsts = np.flatnonzero(np.diff(words, prepend=-1))
    return _Part(words[firsts], np.append(firsts, len(words)).astype(np.int32), texts)


class Postings:
    """Pairs of word and text. They are added at the end, and parts of like size are joined as they fill."""

    def __init__(self) -> None:
        self._words = array("i")
        self._texts = array("i")
        self._parts: list[_Part] = []

    def __len__(self) -> int:
        return len(self._words) + sum(len(part.texts) for part in self._parts)

    @property
    def size(self) -> int:
        """How many bytes of memory they take."""
        return 8 * len(self._words) + sum(part.size for part in self._parts)

    def add(self, text: int, words: set[int]) -> None:
        """Note the words of one text."""
        self._words.extend(words)
        self._texts.extend([text] * len(words))
        if len(self._words) >= _PIECE:
            self._parts.append(_sorted(np.array(self._words, np.int32), np.array(self._texts, np.int32)))
            self._words, self._texts = array("i"), array("i")
            self._join()

    def _join(self) -> None:
        while len(self._parts) > 1:
            one, other = self._parts[-2:]
            if len(one.texts) > 2 * len(other.texts) or len(one.texts) + len(other.texts) > _WHOLE:
                return
            pairs = [np.concatenate(both) for both in zip(one.pairs(), other.pairs(), strict=True)]
            self._parts[-2:] = [_sorted(pairs[0], pairs[1])]

    def texts(self, words: Marks) -> Numbers:
        """Return the texts that hold any of these words; one that holds several may come several times."""
        late = np.frombuffer(self._texts, np.int32)[words[np.frombuffer(self._words, np.int32)]]
        return np.concatenate([late, *(_of(part, words) for part in self._parts)])

    def keep(self, texts: Marks, words: int) -> Marks:
        """Forget all other texts; return which of so many words any of the texts that stay holds.

        What stays is numbered anew, words and texts, each in its order and without a hole.
        """
        late = np.array(self._words, np.int32), np.array(self._texts, np.int32)
        pairs = [_kept(pair, texts) for pair in (late, *(part.pairs() for part in self._parts))]
        used = np.zeros(words, np.bool_)
        for pair in pairs:
            used[pair[0]] = True
        number, text = np.cumsum(used) - 1, np.cumsum(texts) - 1
        first, *others = [(number[a].astype(np.int32), text[b].astype(np.int32)) for a, b in pairs]
        self._words, self._texts = array("i", first[0].tobytes()), array("i", first[1].tobytes())
        self._parts = [_sorted(*pair) for pair in others if len(pair[0])]
        return used


def _of(part: _Part, words: Marks) -> Numbers:
    """Gather the texts of all words that are meant, without a loop over them."""
    meant = np.flatnonzero(words[part.words])
    firsts = part.starts[meant]
    lengths = part.starts[meant + 1] - firsts
    ends = np.cumsum(lengths)
    places = np.repeat(firsts - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)
    texts: Numbers = part.texts[places]
    return texts


def _kept(pair: tuple[Numbers, Numbers], texts: Marks) -> tuple[Numbers, Numbers]:
    stay = texts[pair[1]]
    return pair[0][stay], pair[1][stay]
