"""The places where an entry that could be overlooked is counted: the foot of the timeline."""

from collections.abc import Iterable

from viewer.entries.entry import Entry, Flag

UNDATED, UNCODED, UNREADABLE, IN_ERROR = "undated", "uncoded", "unreadable", "in-error"
LABELS = {UNDATED: "Undated", UNCODED: "Uncoded", UNREADABLE: "Unreadable", IN_ERROR: "In error"}


def places_of(entry: Entry) -> tuple[str, ...]:
    """Return the places an entry is counted in, in the foot's order; () for most.

    An unreadable one is counted as that alone: whether it has a date or a code is not known.
    """
    if Flag.UNREADABLE in entry.flags:
        return (UNREADABLE,)
    stands = {
        UNDATED: entry.when is None,
        UNCODED: Flag.UNCODED in entry.flags,
        IN_ERROR: Flag.IN_ERROR in entry.flags,
    }
    return tuple(place for place, there in stands.items() if there)


def foot(entries: Iterable[Entry]) -> tuple[tuple[str, int, str], ...]:
    """Return (label, number, place) of all four places, zero included: none that is not said (TML-11)."""
    numbers = dict.fromkeys(LABELS, 0)
    for entry in entries:
        for place in places_of(entry):
            numbers[place] += 1
    return tuple((label, numbers[place], place) for place, label in LABELS.items())
