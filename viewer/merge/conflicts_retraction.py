"""Where one source has entered in error what another still states; tier 1, whatever it is about.

A retraction holds for its own source's copy only (``merge/relations`` finds the two and says so on both): the
other copy stays current, flagged, and this is told on top. A retracted copy is often stripped of its date or
its value, by which the two would be found: it is told of all that it may be about.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from viewer.entries.entry import Entry, Flag, Standing
from viewer.merge.conflict import Conflict
from viewer.merge.relations import IN_ERROR_AT
from viewer.merge.rules.rule import (
    codes_contradict,
    differ,
    numbers_contradict,
    same_at_coarser,
    same_words,
)
from viewer.merge.rules.wording import words_contradict
from viewer.merge.sameness import sources_of
from viewer.merge.stated import Thing, speaks, things_of
from viewer.merge.union import name_of
from viewer.source.domain import Domain

_NOT_OURS = frozenset({Flag.ABOUT_OTHER, Flag.UNREADABLE})


def retraction_conflicts(
    entries: Sequence[Entry], names: Mapping[str, str] | None = None
) -> Iterator[Conflict]:
    """Tell each fact that is withdrawn at one source and stated at another. ``names``: source id to name."""
    retracted = [entry for entry in entries if Flag.IN_ERROR in entry.flags and any(_notes(entry))]
    for entry in entries:
        if Flag.IN_ERROR in entry.flags:
            continue
        for note in _notes(entry):
            ids = {entry.id, *(one.id for one in _about(entry, note, retracted))}
            yield Conflict(
                domain=entry.domain, tier=1, what=f"{entry.title}: {note}", entries=tuple(sorted(ids))
            )
    yield from _stripped(entries, names or {})


def _notes(entry: Entry) -> Iterator[str]:
    return (note for note in entry.notes if note.startswith(IN_ERROR_AT))


def _about(entry: Entry, note: str, retracted: Iterable[Entry]) -> Iterator[Entry]:
    """Those withdrawn copies that say the same sentence of the same thing."""
    things = set(things_of(entry, titles=True))
    return (one for one in retracted if note in one.notes and things & set(things_of(one, titles=True)))


def _stripped(entries: Sequence[Entry], names: Mapping[str, str]) -> Iterator[Conflict]:
    """Tell what was withdrawn and found beside nothing, with all of other sources that it may have been."""
    live = _by_thing(entry for entry in entries if speaks(entry))
    told: dict[tuple[Domain, str], set[str]] = {}
    for gone in entries:
        if Flag.IN_ERROR not in gone.flags or gone.flags & _NOT_OURS:
            continue
        near = {one.id: one for thing in things_of(gone, titles=False) for one in live.get(thing, ())}
        note = f"{IN_ERROR_AT}{name_of(gone, names)}, "
        found = [one for one in near.values() if _may_be(gone, one) and not _says(one, note)]
        if found:
            ids = told.setdefault((gone.domain, _sentence(gone, found, names)), set())
            ids.update((gone.id, *(one.id for one in found)))
    for (domain, what), ids in told.items():
        yield Conflict(domain=domain, tier=1, what=what, entries=tuple(sorted(ids)))


def _by_thing(entries: Iterable[Entry]) -> Mapping[Thing, list[Entry]]:
    found: dict[Thing, list[Entry]] = {}
    for entry in entries:
        for thing in things_of(entry, titles=False):
            found.setdefault(thing, []).append(entry)
    return found


def _says(entry: Entry, start: str) -> bool:
    return any(note.startswith(start) for note in entry.notes)


def _may_be(gone: Entry, live: Entry) -> bool:
    """Whether nothing that the withdrawn copy still states tells it from a live one of another source."""
    if sources_of(live) <= sources_of(gone) or live.members[0].key.type != gone.members[0].key.type:
        return False
    if codes_contradict(gone, live) or words_contradict(gone, live) or numbers_contradict(gone, live):
        return False
    if gone.value and not same_words(gone.value, live.value):
        return False
    return _dates_agree(gone, live) and not differ(gone, live, ("site",))


def _dates_agree(gone: Entry, live: Entry) -> bool:
    """A date of another kind (of recording, where the onset was dropped) contradicts none."""
    if gone.when is None or live.when is None or gone.when.kind != live.when.kind:
        return True
    return same_at_coarser(gone.when, live.when)


def _sentence(gone: Entry, live: Sequence[Entry], names: Mapping[str, str]) -> str:
    titles = {one.title for one in live}
    title = titles.pop() if len(titles) == 1 else gone.title
    record = "an undated record of this" if gone.when is None else "a less complete record of this"
    sources = sorted({source for one in live for source in sources_of(one)})
    places = " and ".join(names.get(source, source) for source in sources)
    current = any(one.standing is Standing.CURRENT for one in live)
    still = f"still {'current' if current else 'recorded'} at {places}"
    which = "" if len(live) == 1 else f"; which of the {len(live)} there it was is not known"
    return f"{title}: {record} was entered in error at {name_of(gone, names)}, {still}{which}"
