"""One cell of the board: a source's courses of a medicine in words, or in words why there are none."""

from collections.abc import Iterator, Sequence
from itertools import islice

from viewer.record.pages.medicines.body import Cell, Item
from viewer.record.pages.medicines.columns import Given, absence
from viewer.record.pages.medicines.courses import SourceCourse
from viewer.record.pages.medicines.words import Wording

_SPELLED = 2
"""Courses that do not hold now told in full in one cell; those beyond are counted, and opened from there."""

_BESIDE = 1
"""The same beside what does hold now."""

_OPENED = 30
"""Entries that a cell opens by itself; the timeline, filtered by the name, lists all of them."""

_KEPT = frozenset({"do-not", "suspended", "current", "unreadable", "unknown", "planned"})


def cell(given: Given, courses: Sequence[SourceCourse], wording: Wording, elsewhere: Sequence[str]) -> Cell:
    """Return the cell of one medicine at one source; it is never blank."""
    if not courses:
        return _absent(given, wording, elsewhere)
    told = spelled(courses)
    items = tuple(wording.item(made) for made in told)
    ids = {made.lead.entry.id for made in told}
    more = _more([made for made in courses if made.lead.entry.id not in ids])
    return Cell(
        kind="listed",
        words=". ".join([*(item_words(item) for item in items), *([more] if more else [])]),
        items=items,
        more=more,
        opens=tuple(islice(_opens(courses), _OPENED)),
    )


def spelled(courses: Sequence[SourceCourse]) -> Sequence[SourceCourse]:
    """All that may hold now, however many, and the newest of the rest: nothing current is counted away."""
    kept = [made for made in courses if made.standing in _KEPT]
    rest = [made for made in courses if made.standing not in _KEPT]
    return [*kept, *rest[: _BESIDE if kept else _SPELLED]]


def _more(rest: Sequence[SourceCourse]) -> str:
    counted: dict[str, int] = {}
    for made in rest:
        counted[made.standing] = counted.get(made.standing, 0) + 1
    said = ", ".join(f"{number} {_COUNTED[standing]}" for standing, number in counted.items())
    return f"And {said}: Enter lists the newest, the timeline all" if said else ""


_COUNTED = {"past": "past", "given": "given or supplied", "withdrawn": "withdrawn"}


def item_words(item: Item) -> str:
    """A course as one text, for a screen reader."""
    return ". ".join(line.text.rstrip(".") for line in item.lines)


def _opens(courses: Sequence[SourceCourse]) -> Iterator[tuple[str, str]]:
    """Every entry that the cell stands for, with words to choose it by."""
    for made in courses:
        for copy in made.copies:
            kind = _kind(copy.own.members[0].key.type)
            yield copy.entry.id, f"{copy.own.title}, {kind}, {copy.own.status or 'status not stated'}"


def _kind(resource_type: str) -> str:
    words = resource_type.removeprefix("Medication").lower()
    return words or "medication"


def _absent(given: Given, wording: Wording, elsewhere: Sequence[str]) -> Cell:
    kind, words = absence(given, wording.zone, elsewhere, is_named=wording.is_named)
    letters = tuple((letter.entry, letter.words) for letter in given.letters) if "open" in words else ()
    return Cell(kind=kind, words=words, opens=letters)
