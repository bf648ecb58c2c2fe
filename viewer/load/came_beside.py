"""What came otherwise in an answer that does not take the place of what stands: shown beside it, and said.

A record that its source has withdrawn since a copy was kept must not go on passing for a valid one because
another search of the same reading failed (SAFE-03).
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from viewer.entries.entry import Entry, Flag
from viewer.load.source_load import SourceLoad
from viewer.source.domain import domain_of
from viewer.source.gap import Gap, GapKind


def take_beside(stands: SourceLoad, failed: SourceLoad) -> None:
    """Add what came new or changed to what stands, mark what it replaces there, and say so."""
    before, now = stands.identities.forms(), failed.identities.forms()
    other = {reference for reference, forms in now.items() if forms - before.get(reference, set())}
    changed = {key: reference for key, entry in stands.entries.items() for reference in _of(entry) & other}
    loose = [entry for key, entry in failed.entries.items() if _is_loose(entry) and key not in stands.entries]
    told = other & {*changed.values(), *references(failed)}
    if other or loose:
        _take(stands, failed)
        later = _still_older(stands, changed)
        for key in (key for key, reference in changed.items() if reference not in later):
            stands.flag(key, Flag.SUPERSEDED)
    if told or loose:
        stands.grid.note_once(_said(stands, told.union(map(named, loose))))


def _take(stands: SourceLoad, failed: SourceLoad) -> None:
    retrieved = stands.retrieved
    stands.identities.stand()
    for number in failed.page_numbers:
        stands.feed(failed.pages.about(number).answer())
    stands.retrieved = retrieved  # of what stands, the oldest tells how old it is


def _still_older(stands: SourceLoad, changed: Mapping[str, str]) -> set[str]:
    """References of which what came is an earlier version than the copy's, by its own numbers or times."""
    came: dict[str, bool] = {}
    for key, entry in stands.entries.items():
        for reference in () if key in changed else _of(entry):
            came[reference] = came.get(reference, True) and Flag.SUPERSEDED in entry.flags
    return {reference for reference, replaced in came.items() if replaced}


def _said(stands: SourceLoad, other: Iterable[str]) -> Gap:
    names = sorted(other)
    verb = "is" if len(names) == 1 else "are"
    shown = f"shown beside {'what was read earlier' if stands.earlier else 'the kept copy'}"
    return Gap(
        source=stands.origin.id,
        kind=GapKind.TRUNCATED,
        domain=None,
        what=f"{counted(len(names))} came new or changed, and {verb} {shown}",
        why=f"{by_domain(names)}. The answer was not whole",
        advice="Retry this source.",
    )


def _of(entry: Entry) -> set[str]:
    return {member.key.reference for member in entry.members if member.key.id}


def _is_loose(entry: Entry) -> bool:
    """Whether its bytes alone tell whether it was there before: its id is made of them."""
    return Flag.UNREADABLE in entry.flags or not _of(entry)


def named(entry: Entry) -> str:
    """Name what one source gave: by its reference, or its type and the id that its bytes have given it."""
    key = entry.members[0].key
    return key.reference if key.id else f"{key.type}/ {entry.id}"


def references(load: SourceLoad) -> set[str]:
    """What stands as an entry and has an identity; what explains entries is fetched or not with them."""
    return {reference for entry in load.entries.values() for reference in _of(entry)}


def by_domain(names: Iterable[str]) -> str:
    """Count references by domain, in words."""
    domains = Counter(domain_of(reference.partition("/")[0]).label for reference in names)
    return ", ".join(f"{label} {number}" for label, number in sorted(domains.items()))


def counted(number: int) -> str:
    """Return a number of records in words."""
    return "1 record" if number == 1 else f"{number} records"
