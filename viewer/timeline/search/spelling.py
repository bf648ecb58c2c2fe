"""Which words of a record are spelt like one that none of them holds: they are offered, never sought for it.

A word that says the opposite is not even offered: hypokalaemia is no slip in hyperkalaemia.
"""

import numpy as np

from viewer.timeline.search.vocabulary import Vocabulary, signs_of

_LEAST = 4
"""Letters: a shorter word is like too many others."""
_TWO_SLIPS = 9
"""Letters from which on two slips are one word still."""
_MOST = 6
_EDGES = ".,;:!?()[]{}\"'/|-"
_OPPOSED = (
    ("hypo", "hyper"), ("pre", "post"), ("intra", "extra"), ("inter", "intra"), ("inter", "extra"),
    ("in", "ex"), ("im", "ex"), ("in", "de"), ("ante", "anti"), ("micro", "macro"), ("ab", "ad"),
    ("af", "ef"), ("endo", "exo"), ("sub", "super"), ("sub", "supra"), ("uni", "bi"), ("mono", "poly"),
)  # fmt: skip
"""Beginnings that turn a word into another: two words that begin with one each are no slip of each other."""
_DENYING = ("a", "ab", "an", "de", "dis", "im", "in", "ir", "non", "un")
_ENDS = ("ase", "ose", "in", "ine", "ide", "ate", "ite")
"""Endings of substances that share their stem: an enzyme and what it acts on are two things."""


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


def is_other(word: str, other: str) -> bool:
    """Whether two (folded) words that are spelt alike mean different things, perhaps opposite ones.

    >>> is_other("hypokalemia", "hyperkalemia"), is_other("anuria", "uria"), is_other("lactose", "lactase")
    (True, True, True)
    >>> is_other("asprin", "aspirin"), is_other("digitoxin", "digoxin")
    (False, False)
    """
    pair = (word, other)
    return any(map(_is_opposed, (pair, pair[::-1]))) or any(map(_denies, (pair, pair[::-1]))) or _ends(pair)


def _is_opposed(pair: tuple[str, str]) -> bool:
    one, other = pair
    return any(one.startswith(begin) and other.startswith(against) for begin, against in _OPPOSED)


def _denies(pair: tuple[str, str]) -> bool:
    """Whether the second is the first with a beginning such as "non": the rest is nearer than the whole."""
    one, other = pair
    far = distance(one, other)
    starts = (begin for begin in _DENYING if other.startswith(begin) and not one.startswith(begin))
    return any(distance(one, other[len(begin) :]) < far for begin in starts)


def _ends(pair: tuple[str, str]) -> bool:
    """Whether just one of the two is an enzyme, and the other what ends otherwise on the same stem."""
    enzymes = [one.endswith("ase") for one in pair]
    return enzymes[0] != enzymes[1] and all(one.endswith(_ENDS) for one in pair)


def spelt_alike(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words of a record that are nearest to a (folded) word, at most six; () where none is near.

    Signs around a word of the record are no part of it. One that means something else is never among them.
    """
    slips = slips_allowed(word)
    if not slips:
        return ()
    near: dict[str, int] = {}
    for other in _candidates(word, slips, vocabulary):
        bare = other.strip(_EDGES)
        if bare.isalpha() and bare not in near:
            near[bare] = distance(word, bare)
    near = {one: far for one, far in near.items() if far <= slips and not is_other(word, one)}
    least = min(near.values(), default=0)
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
