"""What each source says of one thing, gathered by what the thing is; the ground on which conflicts show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag, Standing
from viewer.merge.comparing import folded
from viewer.present.dates import short_day

Thing = tuple[str, ...]

_SAYS_NOTHING = frozenset({Flag.IN_ERROR, Flag.UNREADABLE, Flag.ABOUT_OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How sources and dates read: source id to name, and the workstation's zone."""

    names: Mapping[str, str]
    zone: tzinfo

    def says(self, entry: Entry, words: str) -> str:
        """Return "GP practice: words (04-Mar-2019)" for an entry, with every source that it comes from."""
        sources = sorted({member.key.source for member in entry.members})
        named = " and ".join(self.names.get(source, source) for source in sources)
        date = short_day(entry.when, self.zone) if entry.when else "date not recorded"
        return f"{named}: {words} ({date})"

    def all(self, entries: Iterable[Entry], words: str) -> str:
        """Return what several entries say, in an order that depends on nothing but the words."""
        return "; ".join(sorted({self.says(entry, words) for entry in entries}))


def speaks(entry: Entry) -> bool:
    """Whether it is a statement about this person that its source upholds."""
    return not entry.flags & _SAYS_NOTHING


def things_of(entry: Entry) -> tuple[Thing, ...]:
    """Return what an entry is about: each of its codes; its title where it has none."""
    codes: list[Thing] = [("code", coding.system, coding.code) for coding in entry.codings if coding.code]
    return tuple(dict.fromkeys(codes)) or (("title", folded(entry.title)),)


def by_thing(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    """Gather entries that are about the same thing; each set of entries comes once."""
    found: dict[Thing, list[Entry]] = {}
    for entry in entries:
        for thing in things_of(entry):
            found.setdefault(thing, []).append(entry)
    seen: set[tuple[str, ...]] = set()
    for together in found.values():
        ids = tuple(sorted(entry.id for entry in together))
        if len(ids) > 1 and ids not in seen:
            seen.add(ids)
            yield together


def by_source(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Gather entries under every source that they come from."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for source in {member.key.source for member in entry.members}:
            found.setdefault(source, []).append(entry)
    return found


@dataclass(frozen=True, slots=True)
class Standings:
    """Entries about one thing: ``current`` of the sources that hold it current, ``past`` of those that hold
    it past and nowhere current. A source that states neither takes no part.
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
