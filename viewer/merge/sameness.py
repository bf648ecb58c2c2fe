"""What would make two entries the same fact, and what contradicts it: the discriminators of merging."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from viewer.entries.entry import Entry, Flag
from viewer.fhir.wording import folded
from viewer.merge.rules.register import rule_for
from viewer.merge.rules.rule import Key, codes_contradict, numbers_contradict, same_words

IDENTIFIER, CONTENT = "identifier", "content"
_NAMED, _NAMED_OR_WHOLE = (IDENTIFIER,), (IDENTIFIER, CONTENT)
BY_IDENTIFIER = (
    "Put together because these sources give the same identifier, and code, date, value and status agree"
)
BY_CONTENT = "Put together because these sources say exactly the same, coded and dated"

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
        Flag.IN_ERROR,
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


@dataclass(slots=True)
class Keys:
    """``loose``: two entries that share one may be the same; ``tight``: date, value and status agree too.

    Most entries share no loose key and so no tight one: those are made when they are first asked for.
    """

    entry: Entry
    loose: tuple[Key, ...]
    _tight: tuple[Key, ...] | None = field(default=None, repr=False, compare=False)

    @property
    def tight(self) -> tuple[Key, ...]:
        """Return the keys by which entries are put together; () where an entry has to stand alone."""
        if self._tight is None:
            self._tight = _tight_keys(self.entry, self.loose)
        return self._tight

    @property
    def tight_may_meet_alone(self) -> bool:
        """Whether an entry may share a tight key with one with which it shares no loose one."""
        rule = rule_for(self.entry.members[0].key.type)
        return rule is not None and rule.reaches_beyond_near


def retracted(entry: Entry) -> bool:
    """Whether its source says that it should never have been recorded."""
    return Flag.IN_ERROR in entry.flags


def sources_of(entry: Entry) -> frozenset[str]:
    """Ids of the sources of its members."""
    if len(entry.members) == 1:
        return frozenset((entry.members[0].key.source,))
    return frozenset([member.key.source for member in entry.members])


def keys_of(entry: Entry) -> Keys:
    """Business identifiers, canonical content and what the domain's rule goes by, as lookup keys.

    A request, a statement and a supply of one medicine are three things: they share no key.
    An entry that already has several members has them too: it is never grouped a second time, and what may
    belong to it belongs to no other for certain.
    """
    kind = entry.members[0].key.type
    rule = rule_for(kind)
    named: list[Key] = [(IDENTIFIER, kind, *pair) for pair in dict.fromkeys(entry.identifiers) if all(pair)]
    whole: list[Key] = [(CONTENT, kind, entry.content)] if entry.content else []
    return Keys(entry, (*named, *whole, *(rule.near(entry) if rule else ())))


def _tight_keys(entry: Entry, loose: Sequence[Key]) -> tuple[Key, ...]:
    if not entry.flags.isdisjoint(_NEVER):
        return ()
    rule = rule_for(entry.members[0].key.type)
    proof = _NAMED_OR_WHOLE if is_coded_and_dated(entry) else _NAMED
    when = _when(entry) or (None,)
    signature = (retracted(entry), _class(entry), *when, folded(entry.value))
    ruled = rule.keys(entry, [key for key in loose if key[0] not in _NAMED_OR_WHOLE]) if rule else ()
    return (*[(*key, *signature) for key in loose if key[0] in proof], *ruled)


def reason(one: Entry, other: Entry, ours: Keys, theirs: Keys) -> str:
    """Why two entries of these keys would be one fact, a sentence for the screen; "" where nothing does."""
    their_keys = theirs.tight
    what = [key[0] for key in ours.tight if key in their_keys]
    if IDENTIFIER in what:
        return BY_IDENTIFIER
    rule = rule_for(one.members[0].key.type) if what else None
    if CONTENT in what and (rule is None or rule.enough_if_equal(one, other)):
        return BY_CONTENT
    return rule.sentence if rule and rule.enough(one, other) and not numbers_contradict(one, other) else ""


def is_coded_and_dated(entry: Entry) -> bool:
    """Equal content proves nothing without both."""
    return bool(entry.codings) and entry.when is not None and Flag.UNCODED not in entry.flags


def _class(entry: Entry) -> str:
    if entry.flags.isdisjoint(_CLASS):
        return entry.standing.value
    return " ".join((entry.standing.value, *sorted(entry.flags & _CLASS)))


def _when(entry: Entry) -> tuple[float, float, str] | None:
    when = entry.when
    return (when.earliest, when.latest, when.kind) if when else None


def contradictions(one: Entry, other: Entry) -> tuple[str, ...]:
    """Name what keeps two entries apart; () where nothing does.

    What tells two facts of a domain apart says its rule; where there is none, code, date, value and wording
    do. An empty status text contradicts no stated one, and is listed.
    """
    rule = rule_for(one.members[0].key.type) if one.traits or other.traits else None
    found = tuple(dict.fromkeys(rule.apart(one, other))) if rule else _apart_in_general(one, other)
    status = _class(one) != _class(other) or _texts_contradict(one.status, other.status)
    return (*found, "status") if status else found


def _apart_in_general(one: Entry, other: Entry) -> tuple[str, ...]:
    """An empty value beside a stated one contradicts; an empty wording does not."""
    found = {
        "code": codes_contradict(one, other),
        "date": _when(one) != _when(other),
        "value": not same_words(one.value, other.value),
        "wording": _texts_contradict(one.detail, other.detail),
    }
    return tuple(name for name, differs in found.items() if differs)


def _texts_contradict(one: str, other: str) -> bool:
    return bool(one and other) and not same_words(one, other)
