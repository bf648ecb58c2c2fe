"""Where sought words stand in a text as it was sent: found in its folded form, marked in its own letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.timeline.folding import SPELLINGS, Sought, fold, plain, spelt_alike

Span = tuple[int, int]
_LONGEST = 20_000  # letters: what is longer is read in parts, and its beginning is marked


def spans(text: str, sought: Sought) -> tuple[Span, ...]:
    """Return begin and end of each place that holds a sought word, in order and apart from each other.

    Spelling variants and accents are marked as they stand; an accent goes with its letter.

    >>> from viewer.timeline.folding import wanted_words
    >>> spans("Hæmoglobin and the oedema", wanted_words("hemoglobin edema"))
    ((0, 10), (19, 25))
    """
    names = {name for names in sought for name in names}
    if not names or not text:
        return ()
    part = text[:_LONGEST]
    same = fold(part)
    if not any(name in same for name in names):
        return ()
    if len(same) == len(part) and _letter_for_letter(part):
        places = range(len(part) + 1)
        folded = _Folded(same, places, places[1:])
    else:
        folded = _folded(part)
    return _joined(sorted(span for name in names for span in folded.places(name)))


def _letter_for_letter(text: str) -> bool:
    """Whether every letter stays one letter before spellings are looked at; those only shorten."""
    return text.isascii() or all(len(plain(letter)) == 1 for letter in set(text))


@dataclass(frozen=True, slots=True)
class _Folded:
    """A folded text; ``begins`` and ``ends``: of each letter, the letters of the text it is made of."""

    text: str
    begins: Sequence[int]
    ends: Sequence[int]

    def places(self, name: str) -> Iterator[Span]:
        """Yield where a name stands."""
        at = self.text.find(name)
        while at >= 0:
            yield self.begins[at], self.ends[at + len(name) - 1]
            at = self.text.find(name, at + 1)


class _Making:
    """A folded text that grows."""

    def __init__(self) -> None:
        self.text, self.begins, self.ends = "", [], []  # type: str, list[int], list[int]

    def add(self, letters: str, begin: int, end: int) -> None:
        """Add letters that are made of ``begin`` to ``end``."""
        self.text += letters
        self.begins += [begin] * len(letters)
        self.ends += [end] * len(letters)

    def copy(self, other: "_Making", places: range) -> None:
        """Add letters of another one as they are."""
        for place in places:
            self.add(other.text[place], other.begins[place], other.ends[place])


def _folded(text: str) -> _Folded:
    bare = _Making()
    for place, letter in enumerate(text):
        letters = plain(letter)
        bare.add(letters, place, place + 1)
        if not letters and bare.ends:  # an accent of its own belongs to the letter before it
            bare.ends[-1] = place + 1
    made, at = _Making(), 0
    for found in SPELLINGS.finditer(bare.text):
        made.copy(bare, range(at, found.start()))
        made.add(spelt_alike(found), bare.begins[found.start()], bare.ends[found.end() - 1])
        at = found.end()
    made.copy(bare, range(at, len(bare.text)))
    return _Folded(made.text, made.begins, made.ends)


def _joined(found: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans that neither meet nor overlap."""
    joined: list[Span] = []
    for first, last in found:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)
