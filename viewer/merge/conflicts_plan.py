"""Where sources disagree about resuscitation and care plans; conservative: what is not the same is said."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from viewer.entries.entry import Entry, Standing
from viewer.entries.sought import Sought
from viewer.fhir.wording import bare
from viewer.merge.conflict import Conflict
from viewer.merge.stated import (
    MAY_DISAGREE,
    Words,
    by_source,
    by_thing,
    by_title,
    in_other_words,
    standings,
)
from viewer.source.domain import Domain

_RESUSCITATION = Sought(
    pattern=re.compile(
        r"(?i:resuscitation|\bdnar\b|dnacpr|\bcpr\b|advance decision|\badrt\b|treatment escalation"
        r"|ceiling of (?:care|treatment))"
        r"|\bReSPECT\b|\bRESPECT\b"  # the form's name; never "with respect to"
    ),
    stems=("resus", "cpr", "dnar", "decision", "adrt", "escalation", "ceiling", "respect"),
)


def is_resuscitation(entry: Entry) -> bool:
    """Whether an entry states what is wanted if the heart stops, by its title or its codes' words."""
    return _RESUSCITATION.names(entry)


def plan_conflicts(entries: Mapping[Domain, Sequence[Entry]], words: Words) -> Iterator[Conflict]:
    """Find statements on resuscitation that differ between sources, and plans held and ended; all tier 1."""
    plans = entries.get(Domain.PLANS, ())
    resuscitation = [e for group in entries.values() for e in group if is_resuscitation(e)]
    yield from _resuscitation([e for e in resuscitation if e.domain is not Domain.DOCUMENTS], words)
    others = [entry for entry in plans if not is_resuscitation(entry)]
    for together in by_title(others):
        stand = standings(together)
        if stand.disagree:
            current = words.all(stand.current, lambda entry: entry.status or "current")
            ended = words.all(stand.past, lambda entry: entry.status or "ended")
            what = f"{together[0].title}: sources disagree. {current}. But {ended}"
            yield _conflict(what, (*stand.current, *stand.past))
    for together in by_thing(others):
        yield from _under_one_code(together, words)


def _under_one_code(together: Sequence[Entry], words: Words) -> Iterator[Conflict]:
    stand = standings(together)
    current, past = in_other_words(stand.current, stand.past)
    if current and past:
        said = words.all(current, lambda entry: f"{entry.title}, {entry.status or 'current'}")
        but = words.all(past, lambda entry: f"{entry.title}, {entry.status or 'ended'}")
        yield _conflict(f"Plans: {MAY_DISAGREE}. {said}. But {but}", (*current, *past))


def _resuscitation(entries: Sequence[Entry], words: Words) -> Iterator[Conflict]:
    """Say all of them as soon as two sources do not say the same of what stands now."""
    standing = [entry for entry in entries if entry.standing is not Standing.PAST]
    ended = standings(entries)
    said_by = {
        frozenset((bare(entry.title), bare(entry.status), bare(entry.detail)) for entry in said)
        for said in by_source(standing).values()
    }
    if len(said_by) > 1 or ended.disagree:
        said = words.all(entries, _short)
        yield _conflict(f"Resuscitation and emergency treatment: sources disagree. {said}", entries)


def _short(entry: Entry) -> str:
    """Title and status: what else a plan says may be pages long and stands in its own entry."""
    return ", ".join(part for part in (entry.title, entry.status) if part)


def _conflict(what: str, entries: Iterable[Entry]) -> Conflict:
    ids = tuple(sorted({entry.id for entry in entries}))
    return Conflict(domain=Domain.PLANS, tier=1, what=what, entries=ids)
