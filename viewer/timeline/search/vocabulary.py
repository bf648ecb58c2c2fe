"""The words of a record, each once: which of them a text holds, and which of them hold what was typed."""

from array import array
from collections.abc import Iterator
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from viewer.timeline.folding import PHRASES, fold

Marks = NDArray[np.bool_]
"""One for each word (or number): whether it is meant."""

_END = b"\n"
_FEW = 2
"""Bytes of what nearly every word may hold: it is looked for in all of them at once."""
_MOST_OTHERS = 50_000
_SIGNS = {ord(sign): 1 << place for place, sign in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
_OTHER_SIGN = 1 << len(_SIGNS)


def signs_of(word: str) -> int:
    """Return a bit for each letter of a to z and digit that a word holds, and one for anything else."""
    made = 0
    for sign in word:
        made |= _SIGNS.get(ord(sign), _OTHER_SIGN)
    return made


def split_words(text: str) -> list[str]:
    """Return the folded words of a text, as ``folding.holds`` compares them: between blanks.

    >>> split_words("Haemoglobin  (A1c)")
    ['hemoglobin', '(a1c)']
    """
    return fold(text).split()


def sign_of(part: str) -> np.uint64:
    """Return the bit of a lone letter or digit, 0 for all else."""
    return np.uint64(_SIGNS.get(ord(part), 0) if len(part) == 1 else 0)


class Vocabulary:
    """Folded words by number, from 0 on; a word stays until all is made anew.

    All stand in one text, so that one ``find`` looks through them. A name of several words (``PHRASES``)
    that a text holds is a word of it as well.
    """

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._others: dict[str, tuple[int, ...]] = {}
        self._folded = bytearray()
        self._text = bytearray()
        self._starts = array("q")
        self.signs = array("Q")
        """``signs_of`` each word."""

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    @property
    def size(self) -> int:
        """How many bytes of memory it takes, near enough."""
        kept = len(self._ids) + len(self._others)
        return kept * 140 + 2 * len(self._text) + 17 * len(self._starts)

    def of(self, text: str) -> set[int]:
        """Return the numbers of the words of a text; new ones are added."""
        cased = text.casefold()
        found: set[int] = set()
        for word in set(cased.split()):
            at = self._ids.get(word, -1)
            if at >= 0 and self._folded[at]:
                found.add(at)
            else:
                found.update(self._otherwise(word))
        if any(phrase.split()[0][:5] in cased for phrase in PHRASES):
            whole = " ".join(split_words(text))
            found.update(self._number(phrase) for phrase in PHRASES if phrase in whole)
        return found

    def _otherwise(self, word: str) -> tuple[int, ...]:
        """A word that is new, or that is compared as another one."""
        known = self._others.get(word)
        if known is not None:
            return known
        folded = fold(word)
        made = tuple(self._number(part) for part in folded.split())
        if folded != word and len(self._others) < _MOST_OTHERS:
            self._others[word] = made
        return made

    def _number(self, word: str) -> int:
        number = self._ids.setdefault(word, len(self._starts))
        if number == len(self._starts):
            self._starts.append(len(self._text))
            self._text += word.encode("utf-8", "surrogatepass") + _END
            self._folded.append(fold(word) == word)
            self.signs.append(signs_of(word))
        return number

    def signs_in(self, words: set[int]) -> int:
        """Return the bits of all signs in some words."""
        signs, made = self.signs, 0
        for word in words:
            made |= signs[word]
        return made

    def holding(self, part: str) -> Marks:
        """Return which words hold a part, that is one or more letters without a blank, or a phrase."""
        sought = part.encode("utf-8", "surrogatepass")
        return self._in_all(sought) if len(sought) <= _FEW else self._found(sought)

    def _in_all(self, sought: bytes) -> Marks:
        text, starts = np.frombuffer(self._text, np.uint8), np.frombuffer(self._starts, np.int64)
        if not len(starts):
            return np.zeros(0, np.bool_)
        here = text == sought[0]
        if len(sought) > 1:
            here[:-1] &= text[1:] == sought[1]
        return np.logical_or.reduceat(here, starts)

    def _found(self, sought: bytes) -> Marks:
        text, places = self._text, []
        at = text.find(sought)
        while at >= 0:
            places.append(at)
            at = text.find(sought, text.find(_END, at))
        marks = np.zeros(len(self._starts), np.bool_)
        starts = np.frombuffer(self._starts, np.int64)
        marks[np.searchsorted(starts, np.array(places, np.int64), side="right") - 1] = True
        return marks

    def only(self, used: Marks) -> "Vocabulary":
        """Return one of these words alone, numbered anew in their order."""
        made = Vocabulary()
        made._ids = {word: number for number, word in enumerate(compress(self._ids, used.tolist()))}
        starts = np.array(self._starts, np.int64)
        lengths = np.diff(starts, append=len(self._text))
        made._text = bytearray(np.array(self._text, np.uint8)[np.repeat(used, lengths)].tobytes())
        made._starts = array("q", (np.cumsum(lengths[used]) - lengths[used]).tobytes())
        made._folded = bytearray(np.array(self._folded, np.uint8)[used].tobytes())
        made.signs = array("Q", np.array(self.signs, np.uint64)[used].tobytes())
        return made

    def letters(self) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """Return all words as bytes, a line feed after each, and where each begins; they are copies."""
        return np.frombuffer(bytes(self._text), np.uint8), np.array(self._starts, np.int64)
