"""Where sources disagree about a medicine (stopped, or another dose) or a problem (resolved)."""

from collections.abc import Iterable, Iterator, Sequence

from viewer.entries.entry import Entry, Flag
from viewer.merge.comparing import folded
from viewer.merge.conflict import Conflict
from viewer.merge.stated import Standings, Words, by_source, by_thing, standings
from viewer.source.domain import Domain

_COURSES = frozenset({"MedicationRequest", "MedicationStatement", "MedicationUsage", "MedicationOrder"})
"""Types that say whether a medicine is being taken; one dose given or one issue dispensed does not."""
_BETWEEN = " \u2014 "  # a spaced em dash parts a medicine's line (MED-01)
_NEGATED = frozenset({Flag.REFUTED, Flag.NOT_DONE, Flag.DO_NOT, Flag.PLANNED})


def medicine_conflicts(entries: Iterable[Entry], words: Words) -> Iterator[Conflict]:
    """Find medicines, by a code they carry, current here and stopped there, or in another dose; tier 2."""
    courses = (entry for entry in entries if entry.members[0].key.type in _COURSES and entry.codings)
    for together in by_thing(_affirmed(courses)):
        stand = standings(together)
        title = together[0].title
        if stand.disagree:
            yield _stopped(f"{title}: sources disagree", stand, words, Domain.MEDICINES)
        yield from _doses(title, stand.current, words)


def problem_conflicts(entries: Iterable[Entry], words: Words) -> Iterator[Conflict]:
    """Find problems, by a code they carry, active here and resolved there; tier 2."""
    for together in by_thing(_affirmed(entry for entry in entries if entry.codings)):
        stand = standings(together)
        if stand.disagree:
            yield _stopped(f"{together[0].title}: sources disagree", stand, words, Domain.PROBLEMS)


def _affirmed(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if not entry.flags & _NEGATED)


def _stopped(what: str, stand: Standings, words: Words, domain: Domain) -> Conflict:
    current = words.all(stand.current, lambda entry: entry.status or "current")
    past = words.all(stand.past, lambda entry: entry.status or "no longer current")
    ids = tuple(sorted({entry.id for entry in (*stand.current, *stand.past)}))
    return Conflict(domain=domain, tier=2, what=f"{what}. {current}. But {past}", entries=ids)


def _doses(title: str, current: Sequence[Entry], words: Words) -> Iterator[Conflict]:
    """Two sources hold it current and state no dose in common."""
    stated = [entry for entry in current if entry.detail]
    doses = [{folded(dose_of(entry)) for entry in said} for said in by_source(stated).values()]
    if len(doses) > 1 and not set.intersection(*doses):
        ids = tuple(sorted(entry.id for entry in stated))
        what = f"{title}: sources state different doses or directions. {words.all(stated, dose_of)}"
        yield Conflict(domain=Domain.MEDICINES, tier=2, what=what, entries=ids)


def dose_of(entry: Entry) -> str:
    """Return the parts of a medicine's line that are labelled as its dose; the whole line if none is.

    What else stands there (order or statement, issues left, notes) differs between any two sources.
    """
    parts = entry.detail.split(_BETWEEN)
    return _BETWEEN.join(part for part in parts if "DOSE " in part) or entry.detail
