"""What each source says of one thing, gathered by what the thing is; the ground on which conflicts show."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag, Standing
from viewer.fhir.wording import folded
from viewer.present.dates import short_day

_SNOMED = "http://snomed.info/sct"
_DMD = frozenset({"https://dmd.nhs.uk", "http://dmd.nhs.uk"})

Thing = tuple[str, ...]

_WORDS_ONLY = frozenset({Flag.DEGRADED, Flag.UNCODED})
MAY_DISAGREE = "sources may disagree (one code, different words)"
_SAYS_NOTHING = frozenset({Flag.IN_ERROR, Flag.UNREADABLE, Flag.ABOUT_OTHER, Flag.SUPERSEDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How sources and dates read: source id to name, and the workstation's zone."""

    names: Mapping[str, str]
    zone: tzinfo

    def all(self, entries: Iterable[Entry], said: Callable[[Entry], str]) -> str:
        """Return "GP practice: active (04-Mar-2019)" for each source and wording, in a stable order.

        Where one source says the same many times, its newest date stands and the others are counted.
        """
        found: dict[str, list[Entry]] = {}
        for entry in entries:
            found.setdefault(f"{self._sources(entry)}: {said(entry)}", []).append(entry)
        return "; ".join(f"{words} ({self._dates(found[words])})" for words in sorted(found))

    def _sources(self, entry: Entry) -> str:
        sources = sorted({member.key.source for member in entry.members})
        return " and ".join(self.names.get(source, source) for source in sources)

    def _dates(self, entries: Sequence[Entry]) -> str:
        dates = [entry.when for entry in entries if entry.when]
        newest = max(dates, key=lambda when: (when.latest, when.text), default=None)
        words = short_day(newest, self.zone) if newest else "date not recorded"
        return f"{words}, and {len(entries) - 1} more" if len(entries) > 1 else words


def speaks(entry: Entry) -> bool:
    """Whether it is a statement about this person that its source upholds."""
    return not entry.flags & _SAYS_NOTHING


def things_of(entry: Entry, *, titles: bool) -> tuple[Thing, ...]:
    """Return what an entry is about: each of its codes and, if asked for, its title.

    Where a system lost the code, what stands in its place is borne by everything that lost its own ("Transfer
    degraded drug allergy"): such an entry is about its title alone (ALG-06).
    """
    lost = not entry.flags.isdisjoint(_WORDS_ONLY)
    sent = [] if lost else [coding for coding in entry.codings if coding.code]
    codes: list[Thing] = [("code", _system(coding.system), coding.code) for coding in sent]
    return tuple(dict.fromkeys([*codes, *([("title", folded(entry.title))] if titles or lost else [])]))


def _system(sent: str) -> str:
    """dm+d gives its products SNOMED CT identifiers: one code is one product under either name."""
    return _SNOMED if sent.rstrip("/") in _DMD else sent


def by_thing(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    """Gather entries that share a code; each set of entries comes once."""
    found: dict[Thing, list[Entry]] = {}
    for entry in entries:
        for thing in things_of(entry, titles=False):
            found.setdefault(thing, []).append(entry)
    seen: set[tuple[str, ...]] = set()
    for together in found.values():
        ids = tuple(sorted(entry.id for entry in together))
        if len(ids) > 1 and ids not in seen:
            seen.add(ids)
            yield together


def by_title(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    """Gather entries of which the titles are the same words."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(folded(entry.title), []).append(entry)
    return (together for together in found.values() if len(together) > 1)


def by_source(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Gather entries under every source that they come from."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for source in {member.key.source for member in entry.members}:
            found.setdefault(source, []).append(entry)
    return found


@dataclass(frozen=True, slots=True)
class Standings:
    """What sources say of one thing: ``current`` entries, and ``past`` ones of sources without a current one.

    A source that states neither takes no part.
    """

    current: tuple[Entry, ...]
    past: tuple[Entry, ...]

    @property
    def disagree(self) -> bool:
        """Whether one source says that it holds and another that it no longer does."""
        return bool(self.current and self.past)


def standings(entries: Iterable[Entry]) -> Standings:
    """Find what each source says of a thing now: one current entry outweighs its own past ones."""
    current: dict[str, Entry] = {}
    past: dict[str, Entry] = {}
    for said in by_source(entries).values():
        now = [entry for entry in said if entry.standing is Standing.CURRENT]
        if now:
            current.update((entry.id, entry) for entry in now)
        elif all(entry.standing is Standing.PAST for entry in said):
            past.update((entry.id, entry) for entry in said)
    return Standings(tuple(current.values()), tuple(past.values()))


Sides = tuple[tuple[Entry, ...], tuple[Entry, ...]]


def in_other_words(ones: Iterable[Entry], others: Iterable[Entry]) -> Sides:
    """Return of two sides under one code what may be one thing with something that has another title.

    The code may be a broad one ("Drug allergy") or the titles two names of one thing: nobody can tell. Where
    one source alone says both, it holds two things.
    """
    ours, theirs = tuple(ones), tuple(others)
    return _with_counterpart(ours, theirs), _with_counterpart(theirs, ours)


def _with_counterpart(side: Iterable[Entry], others: Iterable[Entry]) -> tuple[Entry, ...]:
    titles: dict[frozenset[str], set[str]] = {}
    for entry in others:
        titles.setdefault(_at(entry), set()).add(folded(entry.title))

    def has_one(entry: Entry) -> bool:
        own, at = folded(entry.title), _at(entry)
        return any(
            (len(said) > 1 or own not in said) and len(at | there) > 1 for there, said in titles.items()
        )

    return tuple(filter(has_one, side))


def _at(entry: Entry) -> frozenset[str]:
    return frozenset(member.key.source for member in entry.members)


def who_disagree(*sides: Iterable[Entry]) -> str:
    """Return "sources disagree", or that one source contradicts itself."""
    several = len(by_source(entry for side in sides for entry in side)) > 1
    return "sources disagree" if several else "one source says both"
