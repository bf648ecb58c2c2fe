"""How several sources' copies of one fact become one entry: every copy kept, every difference said."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import TypeVar

from viewer.entries.entry import Entry, Member
from viewer.entries.identity import entry_id
from viewer.entries.traits.trait import BETWEEN
from viewer.merge.sameness import Keys, keys_of, reason

T = TypeVar("T")

_SUBSTITUTION = {
    "allowed=yes": "allowed",
    "allowed=no": "not allowed",
    "wasSubstituted=yes": "done",
    "wasSubstituted=no": "not done",
}
"""What ``entries/traits/medicines`` says of it; the line of a medicine has no room for it."""


def _substitution(entry: Entry) -> str:
    said = dict(entry.traits).get("substitution", "")
    words = [_SUBSTITUTION[one] for one in said.split(BETWEEN) if one in _SUBSTITUTION]
    return ", ".join(words) or ("of a stated kind" if said else "")


_SHOWN: tuple[tuple[str, Callable[[Entry], str]], ...] = (
    ("Title", lambda entry: entry.title),
    ("Detail", lambda entry: entry.detail),
    ("Status", lambda entry: entry.status),
    ("Date as sent", lambda entry: entry.when.text if entry.when else ""),
    ("Recorded by", lambda entry: entry.recorder),
    ("Substitution", _substitution),
)


def member_key(member: Member) -> tuple[str | int, ...]:
    """Return an order of members that depends on nothing but what they are."""
    key, place = member.key, member.place
    return key.source, key.type, key.id, key.version, place.page, place.start, place.slot


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of copies before they are united: the id that they will have, the keys of each."""

    id: str
    keys: Sequence[Keys]


def united(entries: Sequence[Entry], names: Mapping[str, str], known: Known | None = None) -> Entry:
    """Make one entry of several sources' copies; the outcome does not depend on their order.

    The copy that says most leads the wording; where copies differ in what is shown, ``notes`` say so.
    ``known``: what need not be found out again.
    """
    ordered = sorted(entries, key=_fullness)
    lead = ordered[0]
    members = tuple(sorted([m for entry in entries for m in entry.members], key=member_key))
    return replace(
        lead,
        id=known.id if known else entry_id(members),
        members=members,
        flags=frozenset().union(*[entry.flags for entry in entries]),
        codings=_all(entry.codings for entry in ordered),
        identifiers=_all(entry.identifiers for entry in ordered),
        waiting_for=_all(entry.waiting_for for entry in ordered),
        notes=(*_all(entry.notes for entry in ordered), *_differences(ordered, names)),
        rule=_rule(entries, known.keys if known else [keys_of(entry) for entry in entries]),
    )


def _fullness(entry: Entry) -> tuple[bool, bool, bool, tuple[str | int, ...]]:
    return not entry.detail, not entry.status, not entry.recorder, member_key(entry.members[0])


def _all(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def _rule(entries: Sequence[Entry], keys: Sequence[Keys]) -> str:
    """Every reason that holds for a pair of them: three sources may have met by two."""
    pairs = combinations(zip(entries, keys, strict=True), 2)
    found = {reason(one, other, ours, theirs) for (one, ours), (other, theirs) in pairs}
    return ". ".join(sorted(found - {""}))


def _differences(ordered: Sequence[Entry], names: Mapping[str, str]) -> list[str]:
    notes = []
    for label, read in _SHOWN:
        shown = [read(entry) for entry in ordered]
        if shown.count(shown[0]) < len(shown):
            said = {name_of(entry, names): read(entry) for entry in ordered}
            words = "; ".join(f"{name}: {text or 'not stated'}" for name, text in sorted(said.items()))
            notes.append(f"{label} differs. {words}")
    return notes


def shown_lines(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return what is shown of one copy: each label that differences are noted under, and its words."""
    return tuple((label, read(entry)) for label, read in _SHOWN)


def name_of(entry: Entry, names: Mapping[str, str]) -> str:
    """Names of the sources of an entry, for people."""
    sources = sorted({member.key.source for member in entry.members})
    return " and ".join(names.get(source, source) for source in sources)
