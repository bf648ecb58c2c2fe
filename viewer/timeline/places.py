"""The places where an entry that could be overlooked is counted: the foot of the timeline."""

from collections import Counter
from collections.abc import Iterable

from viewer.entries.entry import Entry, Flag

UNDATED, UNCODED, UNREADABLE, IN_ERROR = "undated", "uncoded", "unreadable", "in-error"
LABELS = {UNDATED: "Undated", UNCODED: "Uncoded", UNREADABLE: "Unreadable", IN_ERROR: "In error"}


def places_of(entry: Entry) -> tuple[str, ...]:
    """Return the places an entry is counted in, in the foot's order; () for most.

    An unreadable one is counted as that alone: whether it has a date or a code is not known.
    """
    return _places(entry.flags, undated=entry.when is None)


def _places(flags: frozenset[Flag], *, undated: bool) -> tuple[str, ...]:
    if Flag.UNREADABLE in flags:
        return (UNREADABLE,)
    stands = {UNDATED: undated, UNCODED: Flag.UNCODED in flags, IN_ERROR: Flag.IN_ERROR in flags}
    return tuple(place for place, there in stands.items() if there)


def foot(entries: Iterable[Entry]) -> tuple[tuple[str, int, str], ...]:
    """Return (label, number, place) of all four places, zero included: none that is not said (TML-11)."""
    numbers = dict.fromkeys(LABELS, 0)
    alike = Counter([(entry.flags, entry.when is None) for entry in entries])  # 40,000, of a few kinds
    for (flags, undated), number in alike.items():
        for place in _places(flags, undated=undated):
            numbers[place] += number
    return tuple((label, numbers[place], place) for place, label in LABELS.items())
