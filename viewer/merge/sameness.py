"""What would make two entries the same fact, and what contradicts it: the discriminators of merging."""

from collections.abc import Mapping
from dataclasses import dataclass

from viewer.entries.entry import Entry, Flag
from viewer.merge.comparing import folded

Key = tuple[object, ...]

IDENTIFIER, CONTENT = "identifier", "content"

_NEVER = frozenset(
    {
        Flag.UNREADABLE,
        Flag.IDENTITY_REUSED,
        Flag.NOT_UNDERSTOOD,
        Flag.ABOUT_OTHER,
        Flag.NO_SUBJECT,
        Flag.CHANGES_ONLY,
        Flag.SUPERSEDED,
    }
)
"""With one of these an entry stands alone: what it says is not certain enough to be put to another's."""

_CLASS = frozenset(
    {
        Flag.REFUTED,
        Flag.UNCONFIRMED,
        Flag.NOT_DONE,
        Flag.DO_NOT,
        Flag.PLANNED,
        Flag.NO_KNOWN_ALLERGY,
        Flag.NO_KNOWN_ALLERGY_OF_A_KIND,
        Flag.UNKNOWN_STATUS,
        Flag.DEGRADED,
    }
)
"""Flags that change what the fact says; entries that differ in one are never grouped."""


@dataclass(frozen=True, slots=True)
class Keys:
    """``loose``: two entries that share one may be the same; ``tight``: date, value and status agree too."""

    loose: tuple[Key, ...]
    tight: tuple[Key, ...]


def retracted(entry: Entry) -> bool:
    """Whether its source says that it should never have been recorded."""
    return Flag.IN_ERROR in entry.flags


def sources_of(entry: Entry) -> frozenset[str]:
    """Ids of the sources of its members."""
    return frozenset(member.key.source for member in entry.members)


def keys_of(entry: Entry) -> Keys:
    """Business identifiers (system, value and type together) and canonical content, as lookup keys.

    An entry that already has several members has no tight keys: it is never grouped a second time.
    """
    kind = entry.members[0].key.type
    named: list[Key] = [(IDENTIFIER, kind, *pair) for pair in sorted(set(entry.identifiers)) if all(pair)]
    whole: list[Key] = [(CONTENT, kind, entry.content)] if entry.content else []
    if len(entry.members) > 1 or entry.flags & _NEVER:
        return Keys((*named, *whole), ())
    certain = [*named, *(whole if is_coded_and_dated(entry) else ())]
    signature = (retracted(entry), _class(entry), _when(entry), folded(entry.value))
    return Keys((*named, *whole), tuple((*key, signature) for key in certain))


def is_coded_and_dated(entry: Entry) -> bool:
    """Equal content proves nothing without both."""
    return bool(entry.codings) and entry.when is not None and Flag.UNCODED not in entry.flags


def _class(entry: Entry) -> tuple[str, ...]:
    return entry.standing.value, *sorted(entry.flags & _CLASS)


def _when(entry: Entry) -> tuple[float, float, str] | None:
    when = entry.when
    return (when.earliest, when.latest, when.kind) if when else None


def contradictions(one: Entry, other: Entry) -> tuple[str, ...]:
    """Name what keeps two entries apart; () where nothing does.

    An empty value beside a stated one contradicts; an empty dose or status text does not, and is listed.
    """
    found = {
        "code": codes_contradict(one, other),
        "date": _when(one) != _when(other),
        "value": folded(one.value) != folded(other.value),
        "status": _class(one) != _class(other) or _texts_contradict(one.status, other.status),
        "wording": _texts_contradict(one.detail, other.detail),
    }
    return tuple(name for name, differs in found.items() if differs)


def _texts_contradict(one: str, other: str) -> bool:
    return bool(one and other) and folded(one) != folded(other)


def codes_contradict(one: Entry, other: Entry) -> bool:
    """Two entries must share a code, and no system in which both are coded may tell them apart.

    Without any common system their titles have to be the same words.
    """
    ours, theirs = _by_system(one), _by_system(other)
    shared = ours.keys() & theirs.keys()
    if any(ours[system].isdisjoint(theirs[system]) for system in shared):
        return True
    return not shared and folded(one.title) != folded(other.title)


def _by_system(entry: Entry) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for coding in entry.codings:
        if coding.code:
            found.setdefault(coding.system, set()).add(coding.code)
    return found
