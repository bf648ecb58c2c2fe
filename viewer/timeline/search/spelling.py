"""Which words of a record are spelt like one that none of them holds: a slip of one letter, or of two."""

import numpy as np

from viewer.timeline.search.vocabulary import Vocabulary, signs_of

_LEAST = 4
"""Letters: a shorter word is like too many others."""
_TWO_SLIPS = 8
"""Letters from which on two slips are one word still."""
_MOST = 6
_EDGES = ".,;:!?()[]{}\"'/|-"


def slips_allowed(word: str) -> int:
    """Return how many letters may be wrong: none of a short word or of one with a digit or sign in it.

    >>> slips_allowed("500mg"), slips_allowed("asp"), slips_allowed("asprin"), slips_allowed("paracetmol")
    (0, 0, 1, 2)
    """
    if len(word) < _LEAST or not word.isalpha():
        return 0
    return 2 if len(word) >= _TWO_SLIPS else 1


def distance(one: str, other: str) -> int:
    """Return how many letters are put in, left out, changed or swapped with the next (Damerau, Levenshtein).

    >>> distance("asprin", "aspirin"), distance("form", "from"), distance("abc", "abc")
    (1, 1, 0)
    """
    above: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        last, before, above, row = above, row, row, [place]
        for at, sign in enumerate(other, 1):
            best = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != sign))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == sign:
                best = min(best, last[at - 2] + 1)
            row.append(best)
    return row[-1]


def spelt_alike(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words of a record that are nearest to a (folded) word, at most six; () where none is near.

    Signs around a word of the record are no part of it.
    """
    slips = slips_allowed(word)
    if not slips:
        return ()
    near: dict[str, int] = {}
    for other in _candidates(word, slips, vocabulary):
        bare = other.strip(_EDGES)
        if bare.isalpha() and bare not in near:
            near[bare] = distance(word, bare)
    least = min((far for far in near.values() if far <= slips), default=0)
    return tuple(sorted(other for other, far in near.items() if far == least)[:_MOST]) if least else ()


def _candidates(word: str, slips: int, vocabulary: Vocabulary) -> list[str]:
    """Words of about the same length, in which nearly the same letters stand."""
    text, starts = vocabulary.letters()
    if not len(starts):
        return []
    lengths = np.diff(starts, append=len(text)) - 1
    apart = np.bitwise_count(np.array(vocabulary.signs, np.uint64) ^ np.uint64(signs_of(word)))
    far = len(word.encode()) - slips
    close = (lengths >= far) & (lengths <= far + 2 * slips + len("(),")) & (apart <= 2 * slips + 1)
    raw = text.tobytes()
    return [
        raw[starts[at] : starts[at] + lengths[at]].decode("utf-8", "surrogatepass")
        for at in np.flatnonzero(close)
    ]
