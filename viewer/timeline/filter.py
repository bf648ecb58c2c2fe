"""Which entries a filter shows, and the notice that says that something is not shown (CMP-09)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from viewer.entries.entry import Entry
from viewer.timeline.places import LABELS, places_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is asked for; an empty part asks for nothing. Every part has to fit, and every word of ``text``.

    ``statuses`` are status words as shown; ``sources`` are source ids; ``places`` as in the foot.
    """

    text: str = ""
    categories: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    @property
    def active(self) -> bool:
        """Whether it hides anything at all."""
        return bool(self.text.split() or self.categories or self.sources or self.statuses or self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """What is shown, in the order given, of how many; ``notice`` is "" where no filter is active."""

    entries: tuple[Entry, ...]
    shown: int
    total: int
    notice: str


def filtered(entries: Iterable[Entry], wanted: Filter, names: Mapping[str, str]) -> Filtered:
    """Apply a filter. ``names``: source id to the name for people."""
    given = tuple(entries)
    words = wanted.text.casefold().split()
    kept = tuple(entry for entry in given if _fits(entry, wanted) and _says(entry, words))
    notice = f"Filter: {_described(wanted, names)}. Showing {len(kept)} of {len(given)} entries"
    return Filtered(entries=kept, shown=len(kept), total=len(given), notice=notice if wanted.active else "")


def _fits(entry: Entry, wanted: Filter) -> bool:
    sources = {member.key.source for member in entry.members}
    return all(
        not asked or asked & said
        for asked, said in (
            (wanted.categories, {entry.category}),
            (wanted.sources, sources),
            (wanted.statuses, {entry.status}),
            (wanted.places, set(places_of(entry))),
        )
    )


def _says(entry: Entry, words: list[str]) -> bool:
    if not words:
        return True
    codings = (part for coding in entry.codings for part in (coding.code, coding.display))
    flags = (flag.words for flag in entry.flags)
    said = (entry.title, entry.detail, entry.status, entry.category, entry.recorder, *codings, *flags)
    whole = "\n".join(said).casefold()
    return all(word in whole for word in words)


def _described(wanted: Filter, names: Mapping[str, str]) -> str:
    parts = [f"text \u201c{' '.join(wanted.text.split())}\u201d"] if wanted.text.split() else []
    parts += [_listed("category", wanted.categories), _listed("status", wanted.statuses)]
    parts += [_listed("source", {names.get(source, source) for source in wanted.sources})]
    parts += [_listed("only", {LABELS.get(place, place) for place in wanted.places})]
    return "; ".join(part for part in parts if part)


def _listed(label: str, values: Iterable[str]) -> str:
    words = " or ".join(value or "not stated" for value in sorted(values))
    return f"{label} {words}" if words else ""
