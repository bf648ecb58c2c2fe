"""Masks over numbers and places of rows as arrays; loaded, as numpy is, with the first filter."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
"""By ``Row.number``; the last one, the end, is False and stands for every other number, as for -1."""
Places = NDArray[np.intp]


def flags_of(bits: bytes) -> Flags:
    """Unpack a mask over ``Row.number``, the first one highest in its byte, and end it.

    >>> flags_of(bytes([0b1010_0000]))[:4].tolist(), len(flags_of(b"a"))
    ([True, False, True, False], 9)
    """
    return np.append(np.unpackbits(np.frombuffer(bits, dtype=np.uint8)), np.uint8(0)).view(np.bool_)


def numbers_of(numbers: Iterable[int], count: int) -> Places:
    """Return so many numbers as an array."""
    return np.fromiter(numbers, dtype=np.intp, count=count)


def answers_of(answers: Iterable[bool], count: int) -> Flags:
    """Return so many answers as an array."""
    return np.fromiter(answers, dtype=np.bool_, count=count)


def flagged(flags: Flags, numbers: Places) -> Flags:
    """Say of each number whether it is flagged; ``flags`` has its end.

    >>> flagged(np.array([False, True, False]), np.array([1, 0, 7, -1])).tolist()
    [True, False, False, False]
    """
    found: Flags = flags[np.minimum(numbers, len(flags) - 1)]
    return found


def places_of(flags: Flags, others: Flags | None = None) -> Places:
    """Return where they are set, those of both where there are two."""
    return np.flatnonzero(flags if others is None else flags & others)


def flags_for(numbers: Places) -> Flags:
    """Return flags that are set for these numbers, with their end."""
    made = np.zeros((int(numbers.max()) if len(numbers) else -1) + 2, dtype=np.bool_)
    made[numbers] = True
    made[-1] = False
    return made


def counted_in(groups: Places, numbers: Places) -> Places:
    """Count these numbers by group; the last of ``groups`` is that of every number beyond, as of -1.

    >>> counted_in(np.array([0, 1, 0, 2]), np.array([0, 1, 2, 9, -1])).tolist()
    [2, 1, 2]
    """
    return np.bincount(groups[np.minimum(numbers, len(groups) - 1)], minlength=int(groups[-1]) + 1)


def same(places: Places, others: Places) -> bool:
    """Whether they are the same."""
    return bool(np.array_equal(places, others))


def before(places: Places, place: int) -> int:
    """How many are before a place."""
    return int(np.searchsorted(places, place))


def without(places: Places, place: int) -> Places:
    """Return them once the row at a place has left.

    >>> without(np.array([0, 2, 5]), 2).tolist(), without(np.array([0, 2, 5]), 1).tolist()
    ([0, 4], [0, 1, 4])
    """
    at = before(places, place)
    gone = at < len(places) and places[at] == place
    return np.concatenate([places[:at], places[at + gone :] - 1])


def joined_by(places: Places, place: int, shown: Sequence[bool]) -> Places:
    """Return them once rows have come from a place on, of which these are shown.

    >>> joined_by(np.array([0, 2]), 1, [True, False]).tolist()
    [0, 1, 4]
    """
    at = before(places, place)
    return np.concatenate([places[:at], place + np.flatnonzero(shown), places[at:] + len(shown)])
