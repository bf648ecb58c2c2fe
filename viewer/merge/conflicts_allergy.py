"""Where sources disagree about allergies: active here, refuted, resolved or "none known" there."""

from collections.abc import Iterable, Iterator, Sequence

from viewer.entries.entry import Entry, Flag, Standing
from viewer.merge.conflict import Conflict
from viewer.merge.stated import Words, by_thing, standings
from viewer.source.domain import Domain

_NONE = frozenset({Flag.NO_KNOWN_ALLERGY})
_NO_ALLERGY = frozenset({Flag.NO_KNOWN_ALLERGY, Flag.NO_KNOWN_ALLERGY_OF_A_KIND, Flag.REFUTED})

_NOT_SAID = frozenset({Flag.IN_ERROR, Flag.UNREADABLE, Flag.ABOUT_OTHER, Flag.SUPERSEDED})


def is_active_allergy(entry: Entry) -> bool:
    """Whether an entry of the allergies domain is an allergy that may hold: not refuted, in error or past.

    One whose standing is not stated counts: its silence is not "past".
    """
    gone = entry.flags & (_NO_ALLERGY | _NOT_SAID)
    return not gone and entry.standing is not Standing.PAST


def allergy_conflicts(entries: Sequence[Entry], words: Words) -> Iterator[Conflict]:
    """Find every disagreement among statements of the allergies domain; all are tier 1."""
    active = [entry for entry in entries if is_active_allergy(entry)]
    none = [entry for entry in entries if entry.flags & _NONE and entry.standing is not Standing.PAST]
    none = [entry for entry in none if Flag.REFUTED not in entry.flags]
    if active and none:
        said = words.all(none, lambda _: "no known allergies")
        but = words.all(active, lambda entry: f"{entry.title} recorded")
        yield _conflict(f"Allergies: sources disagree. {said}. But {but}", none, active)
    for together in by_thing((entry for entry in entries if not entry.flags & _NONE), titles=True):
        yield from _about_one(together, words)


def _about_one(together: Sequence[Entry], words: Words) -> Iterator[Conflict]:
    active = [entry for entry in together if is_active_allergy(entry)]
    refuted = [entry for entry in together if Flag.REFUTED in entry.flags]
    what = f"{together[0].title}: sources disagree"
    if active and refuted:
        # The dissent first: where the line is short of room it is what must not be cut.
        said = f"{words.all(refuted, lambda _: 'refuted')}. {words.all(active, lambda _: 'recorded')}"
        yield _conflict(f"{what}. {said}", active, refuted)
    stand = standings(entry for entry in together if not entry.flags & _NO_ALLERGY)
    if stand.disagree:
        past = words.all(stand.past, lambda _: "no longer active")
        said = f"{words.all(stand.current, lambda _: 'active')}. {past}"
        yield _conflict(f"{what}. {said}", stand.current, stand.past)


def _conflict(what: str, *sides: Iterable[Entry]) -> Conflict:
    ids = tuple(sorted({entry.id for side in sides for entry in side}))
    return Conflict(domain=Domain.ALLERGIES, tier=1, what=what, entries=ids)
