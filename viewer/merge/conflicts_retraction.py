"""Where one source has entered in error what another still states; tier 1, whatever it is about.

A retraction holds for its own source's copy only (``merge/relations`` finds the two and says so on both): the
other copy stays current, flagged, and this is told on top.
"""

from collections.abc import Iterable, Iterator, Sequence

from viewer.entries.entry import Entry, Flag
from viewer.merge.conflict import Conflict
from viewer.merge.relations import IN_ERROR_AT
from viewer.merge.stated import things_of


def retraction_conflicts(entries: Sequence[Entry]) -> Iterator[Conflict]:
    """Tell each fact that is withdrawn at one source and stated at another."""
    retracted = [entry for entry in entries if Flag.IN_ERROR in entry.flags and any(_notes(entry))]
    for entry in entries:
        if Flag.IN_ERROR in entry.flags:
            continue
        for note in _notes(entry):
            ids = {entry.id, *(one.id for one in _about(entry, note, retracted))}
            yield Conflict(
                domain=entry.domain, tier=1, what=f"{entry.title}: {note}", entries=tuple(sorted(ids))
            )


def _notes(entry: Entry) -> Iterator[str]:
    return (note for note in entry.notes if note.startswith(IN_ERROR_AT))


def _about(entry: Entry, note: str, retracted: Iterable[Entry]) -> Iterator[Entry]:
    """Those withdrawn copies that say the same sentence of the same thing."""
    things = set(things_of(entry, titles=True))
    return (one for one in retracted if note in one.notes and things & set(things_of(one, titles=True)))
