"""Every pair of copies that was put together, or was not, held against what the generator knows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC
from itertools import combinations

from tests.benchmarks.merge_accuracy.alterations import CUT
from tests.benchmarks.merge_accuracy.truth import EXACT, Copy, Trial
from viewer.entries.entry import Entry
from viewer.entries.reading import Context
from viewer.entries.register import entry_from
from viewer.fhir.resource import FhirVersion, Place, Resource, ResourceKey
from viewer.merge.facts import merge_entries

ALTERED, COMBINED, BETWEEN = "altered", "several at once", "two altered copies"


@dataclass(slots=True)
class Tally:
    """Counts by (domain, what was done): pairs to find and found; by domain: pairs put together, rightly
    or not; near misses by (domain, kind); pairs that nobody can decide by (domain, why), and merged ones. ``beside``: copies with a near miss beside them.
    """

    expected: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    right: Counter = field(default_factory=Counter)
    wrong: Counter = field(default_factory=Counter)
    near: Counter = field(default_factory=Counter)
    near_merged: Counter = field(default_factory=Counter)
    undecidable: Counter = field(default_factory=Counter)
    undecidable_merged: Counter = field(default_factory=Counter)
    named: Counter = field(default_factory=Counter)
    missed: Counter = field(default_factory=Counter)
    beside: Counter = field(default_factory=Counter)
    beside_found: Counter = field(default_factory=Counter)
    entries: int = 0


def entries_of(trial: Trial) -> list[tuple[Entry, Copy]]:
    """Read every copy as the record reads it."""
    context = Context(resolve=trial.around.get, zone=UTC)
    found = []
    for number, copy in enumerate(trial.copies):
        kind = str(copy.content["resourceType"])
        # Ids are a source's own; two facts of a near miss have one where the generator wrote none anew.
        own = f"{copy.content.get('id', '')}-{copy.fact}"
        key = ResourceKey(source=copy.source, type=kind, id=own, version="")
        place = Place(page=0, start=number * 10, end=number * 10 + 9, slot=f"entry[{number}].resource")
        resource = Resource(key=key, place=place, version=FhirVersion.UNKNOWN, content=copy.content)
        found.append((entry_from(resource, context), copy))
    return found


def judge(trial: Trial, tally: Tally) -> None:
    """Merge a trial and count."""
    read = entries_of(trial)
    tally.entries += len(read)
    merged = merge_entries((entry for entry, _ in read), {})
    row = {member: entry.id for entry in merged for member in entry.members}
    placed = [(row[entry.members[0]], copy) for entry, copy in read]
    _same_facts(placed, tally, trial)
    for together in _by_row(placed):
        for one, other in combinations(together, 2):
            if one.fact != other.fact:
                tally.wrong[one.domain] += 1
                tally.named[_name(trial, one, other)] += 1
    if trial.near:
        _near_miss(placed, trial, tally)


def _by_row(placed: Iterable[tuple[str, Copy]]) -> list[list[Copy]]:
    rows: dict[str, list[Copy]] = {}
    for row, copy in placed:
        rows.setdefault(row, []).append(copy)
    return [copies for copies in rows.values() if len(copies) > 1]


def _same_facts(placed: list[tuple[str, Copy]], tally: Tally, trial: Trial) -> None:
    facts: dict[str, list[tuple[str, Copy]]] = {}
    for row, copy in placed:
        facts.setdefault(copy.fact, []).append((row, copy))
    for held in facts.values():
        for (row, one), (other_row, other) in combinations(held, 2):
            if one.source != other.source:
                _same_fact(one, other, row == other_row, tally, trial)


def _same_fact(one: Copy, other: Copy, together: bool, tally: Tally, trial: Trial) -> None:
    domain, what = one.domain, what_was_done(one, other)
    if _a_guess(one, other):
        tally.undecidable[domain, CUT] += 1
        if together:
            tally.undecidable_merged[domain, CUT] += 1
            tally.wrong[domain] += 1
            tally.named[_name(trial, one, other)] += 1
        return
    tally.right[domain] += together
    if trial.near:
        if one.decidable and other.decidable:
            tally.beside[domain] += 1
            tally.beside_found[domain] += together
        return
    if one.decidable and other.decidable:
        tally.expected[domain, what] += 1
        tally.found[domain, what] += together
        if not together:
            tally.missed[f"{domain}: {' + '.join((*one.how, *other.how))} ({trial.name})"] += 1
        return
    undecidable = next(c for c in (one, other) if not c.decidable)
    why = undecidable.how[0] if undecidable.how[0].startswith("performer's") else "says too little"
    tally.undecidable[domain, why] += 1
    tally.undecidable_merged[domain, why] += together


def _a_guess(one: Copy, other: Copy) -> bool:
    """A day beside a time; two copies of which both have but the day are alike."""
    return one.wrong_if_merged != other.wrong_if_merged


def what_was_done(one: Copy, other: Copy) -> str:
    """How two copies of a fact differ, in a word of the table."""
    if one.how and other.how:
        return EXACT if one.how == other.how == (EXACT,) else _other_of(one, other)
    how = one.how or other.how
    return how[0] if len(how) == 1 else COMBINED


def _other_of(one: Copy, other: Copy) -> str:
    """Of an exact and an altered copy the alteration; else both are altered."""
    if (EXACT,) not in (one.how, other.how):
        return BETWEEN
    how = other.how if one.how == (EXACT,) else one.how
    return how[0] if len(how) == 1 else COMBINED


def _near_miss(placed: list[tuple[str, Copy]], trial: Trial, tally: Tally) -> None:
    domain = trial.copies[0].domain
    rows = {copy.fact: {row for row, other in placed if other.fact == copy.fact} for _, copy in placed}
    tally.near[domain, trial.near] += 1
    tally.near_merged[domain, trial.near] += any(a & b for a, b in combinations(rows.values(), 2))


def _name(trial: Trial, one: Copy, other: Copy) -> str:
    kinds = " and ".join(sorted({str(copy.content["resourceType"]) for copy in (one, other)}))
    how = " / ".join(sorted({", ".join(copy.how) or "as it was" for copy in (one, other)}))
    return f"{one.domain}: {trial.near or f'two facts of {trial.name}'} ({kinds}; {how})"
