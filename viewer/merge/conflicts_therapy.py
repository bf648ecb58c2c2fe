"""Where sources disagree about a medicine (stopped, or another product or dose) or a problem (resolved)."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from viewer.entries.entry import Entry, Flag
from viewer.fhir.wording import bare, folded
from viewer.merge.conflict import Conflict
from viewer.merge.drug import drug_name, names_a_drug, strengths
from viewer.merge.stated import (
    MAY_DISAGREE,
    Standings,
    Words,
    by_source,
    by_thing,
    by_title,
    in_other_words,
    standings,
)
from viewer.source.domain import Domain

_COURSES = frozenset({"MedicationRequest", "MedicationStatement", "MedicationUsage", "MedicationOrder"})
"""Types that say whether a medicine is being taken; one dose given or one issue dispensed does not."""
_BETWEEN = " \u2014 "  # a spaced em dash parts a medicine's line (MED-01)
_NEGATED = frozenset({Flag.REFUTED, Flag.NOT_DONE, Flag.DO_NOT, Flag.PLANNED})
_Group = Sequence[Entry]


def medicine_conflicts(entries: Iterable[Entry], words: Words) -> Iterator[Conflict]:
    """Find medicines current here and stopped or on hold there, or in another product or dose; tier 2.

    A code they carry, or the drug's name, says that they are the same: a tablet of 5 mg and one of 2.5 mg
    have no code in common. By name alone only what says "stopped" contradicts: that a course of another
    form has ended does not.
    """
    courses = [entry for entry in _affirmed(entries) if entry.members[0].key.type in _COURSES]
    coded = list(by_thing(entry for entry in courses if entry.codings))
    named = _by_name(courses)
    ended = [standings(group) for group in (*coded, *map(_without_other_ends, named))]
    for both in _widest([(*one.current, *one.past) for one in ended if one.disagree]):
        yield _stopped(standings(both), words, Domain.MEDICINES)
    for group in _widest([*coded, *named]):
        current = standings(group).current
        yield from _on_hold(current, words)
        yield from _doses(current, words)


def problem_conflicts(entries: Iterable[Entry], words: Words) -> Iterator[Conflict]:
    """Find problems, by a code they carry, active here and resolved there; tier 2."""
    for together in by_thing(_affirmed(entry for entry in entries if entry.codings)):
        stand = standings(together)
        for alike in by_title((*stand.current, *stand.past)):
            now = standings(alike)
            if now.disagree:
                yield _stopped(now, words, Domain.PROBLEMS)
        other = Standings(*in_other_words(stand.current, stand.past))
        if other.disagree:
            yield _stopped(other, words, Domain.PROBLEMS)


def _affirmed(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if not entry.flags & _NEGATED)


def _by_name(courses: Iterable[Entry]) -> list[_Group]:
    found: dict[str, list[Entry]] = {}
    for entry in courses:
        if names_a_drug(entry.title) and Flag.UNRESOLVED not in entry.flags:
            found.setdefault(folded(drug_name(entry.title)), []).append(entry)
    return [group for group in found.values() if len(group) > 1]


def _without_other_ends(group: _Group) -> _Group:
    """Leave out what ended otherwise than by being stopped; its source then states nothing of it now."""
    current = set(standings(group).current)
    return [entry for entry in group if entry in current or entry.status.startswith("stopped")]


def _widest(groups: Iterable[_Group]) -> Iterator[_Group]:
    """Leave out groups that stand within another: one thing is told once."""
    told: dict[str, list[frozenset[str]]] = {}
    for group in sorted(groups, key=len, reverse=True):
        ids = frozenset(entry.id for entry in group)
        if not any(ids <= wider for wider in told.get(group[0].id, ())):
            for one in ids:
                told.setdefault(one, []).append(ids)
            yield group


def _stopped(stand: Standings, words: Words, domain: Domain) -> Conflict:
    both = (*stand.current, *stand.past)
    current = words.all(stand.current, _titled(both, lambda entry: entry.status or "current"))
    past = words.all(stand.past, _titled(both, lambda entry: entry.status or "no longer current"))
    ids = tuple(sorted({entry.id for entry in both}))
    what = f"{_called(both)}: {_who(both)}. {current}. But {past}"
    return Conflict(domain=domain, tier=2, what=what, entries=ids)


def _called(group: _Group) -> str:
    """The title that all bear; of several medicines the name of each drug, the same in every order."""
    titles = sorted({entry.title for entry in group})
    if len(titles) == 1:
        return titles[0]
    if group[0].domain is not Domain.MEDICINES:
        return group[0].domain.label
    drugs = {folded(drug_name(title)): drug_name(title) for title in reversed(titles)}
    return " / ".join(sorted(drugs.values()))


def _who(group: _Group) -> str:
    """Whether sources disagree for certain: other names under one code may be other things."""
    names = {folded(drug_name(e.title) if e.domain is Domain.MEDICINES else e.title) for e in group}
    return "sources disagree" if len(names) == 1 else MAY_DISAGREE


def _titled(group: _Group, said: Callable[[Entry], str]) -> Callable[[Entry], str]:
    """Say the title too where they differ: "one tablet" is another dose of another product."""
    if len({entry.title for entry in group}) == 1:
        return said
    return lambda entry: f"{entry.title}, {said(entry)}"


def _on_hold(current: _Group, words: Words) -> Iterator[Conflict]:
    """One source has put it on hold, and another has it taken."""
    held = [all(entry.is_suspended for entry in said) for said in by_source(current).values()]
    if any(held) and not all(held):
        said = words.all(current, _titled(current, lambda entry: entry.status or "current"))
        ids = tuple(sorted(entry.id for entry in current))
        what = f"{_called(current)}: {_who(current)}. {said}"
        yield Conflict(domain=Domain.MEDICINES, tier=2, what=what, entries=ids)


def _doses(current: _Group, words: Words) -> Iterator[Conflict]:
    """Two sources hold it current and state no dose of one strength in common."""
    stated = [entry for entry in current if entry.detail]
    doses = [{_taken(entry) for entry in said} for said in by_source(stated).values()]
    if len(doses) > 1 and not any(_in_all(one, doses[1:]) for one in doses[0]):
        ids = tuple(sorted(entry.id for entry in stated))
        said = words.all(stated, _titled(stated, dose_of))
        what = f"{_called(stated)}: sources state different doses or directions. {said}"
        yield Conflict(domain=Domain.MEDICINES, tier=2, what=what, entries=ids)


_Taken = tuple[tuple[str, ...], str]


def _taken(entry: Entry) -> _Taken:
    return strengths(entry.title), bare(dose_of(entry))


def _in_all(one: _Taken, others: Iterable[set[_Taken]]) -> bool:
    """Whether every other source states this dose too; a title without a strength contradicts none."""
    strength, dose = one
    return all(
        any(dose == said and (not strength or not theirs or strength == theirs) for theirs, said in other)
        for other in others
    )


def dose_of(entry: Entry) -> str:
    """Return the parts of a medicine's line that are labelled as its dose; the whole line if none is.

    What else stands there (order or statement, issues left, notes) differs between any two sources.
    """
    parts = entry.detail.split(_BETWEEN)
    return _BETWEEN.join(part for part in parts if "DOSE " in part) or entry.detail
