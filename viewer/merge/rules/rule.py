"""What a grouping rule is, and the comparisons that all of them are made of. Pure.

A pair of records is one fact where a rule finds enough in common; a whole group only where no pair in it is
told apart by anything. Text is compared as words, never by likeness; codes only by what one of the two
carries itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from viewer.entries.entry import Entry, Flag
from viewer.entries.traits.trait import BETWEEN
from viewer.fhir.dates import ClinicalDate
from viewer.fhir.wording import folded

Key = tuple[object, ...]

_WORDS_ONLY = frozenset({Flag.UNCODED, Flag.DEGRADED})
_OF_ONE_COPY = frozenset({"urn:ietf:rfc:3986", "urn:ietf:rfc:4122", "https://tools.ietf.org/html/rfc4122"})
"""Systems whose values anybody makes anew for each copy: two of them tell nothing apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One domain's rule.

    ``keys``: what two records of one fact have in common, first what it is in words; none where a record
    says too little to be grouped. ``enough`` decides on a pair that shares a key; ``apart`` names what tells
    a pair apart, whichever rule brought it together. ``sentence`` is for the screen.
    """

    name: str
    sentence: str
    keys: Callable[[Entry], Iterable[Key]]
    near: Callable[[Entry], Iterable[Key]]
    enough: Callable[[Entry, Entry], bool]
    apart: Callable[[Entry, Entry], Iterable[str]]


def codes_of(entry: Entry) -> Sequence[tuple[str, str]]:
    """System and code of every coding that has both."""
    return [(coding.system, coding.code) for coding in entry.codings if coding.system and coding.code]


def is_coded(entry: Entry) -> bool:
    """Whether it is named by a code that stands for more than its words.

    "Transfer-degraded record entry" is the code of everything that lost its own (ALG-06, MED-15).
    """
    return not entry.flags & _WORDS_ONLY and bool(codes_of(entry))


def codes_contradict(one: Entry, other: Entry) -> bool:
    """Two records must share a code, and no system in which both are coded may tell them apart.

    Without any common system, or where a system lost the code, their titles have to be the same words.
    """
    if Flag.DEGRADED in one.flags | other.flags and folded(one.title) != folded(other.title):
        return True
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


def numbers_contradict(one: Entry, other: Entry) -> bool:
    """Whether one system numbers them and gives each a number of its own, none in common.

    A business identifier stays with a fact wherever it is sent (FHIR, Resource Definitions, "Business
    Identifiers"); GP systems number two results of one day and value so, and they are two.
    """
    ours, theirs = _numbers(one), _numbers(other)
    if any(not numbers.isdisjoint(theirs.get(system, ())) for system, numbers in ours.items()):
        return False
    return bool(ours.keys() & theirs.keys())


def _numbers(entry: Entry) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for system, value in entry.identifiers:
        if system and value and system not in _OF_ONE_COPY:
            found.setdefault(system, set()).add(value)
    return found


def moment_of(when: ClinicalDate | None) -> Key | None:
    """The interval a date stands for, what it is the date of, and how it was said.

    A time without its zone is not known to be the same as one with it: in summer they are an hour apart.
    A Period is not the moment it begins at.
    """
    if when is None:
        return None
    return (when.earliest, when.latest, when.kind, "/" in when.text, when.timed and not when.zone)


def same_at_coarser(one: ClinicalDate | None, other: ClinicalDate | None) -> bool:
    """Whether two dates of one kind agree as far as the less precise of them goes: 2019 and 04-Mar-2019 do.

    A Period has an end of its own to compare: it agrees with nothing but the same Period.
    """
    if one is None or other is None or one.kind != other.kind:
        return False
    if "/" in one.text or "/" in other.text:
        return moment_of(one) == moment_of(other) and ("/" in one.text) == ("/" in other.text)
    if one.timed != other.timed:  # a day is a day where it was lived: a time is cut to it, not shifted
        timed, day = (one, other) if one.timed else (other, one)
        return day.first <= timed.first <= day.last
    narrow, wide = sorted((one, other), key=lambda date: date.latest - date.earliest)
    return wide.earliest <= narrow.earliest and narrow.latest <= wide.latest


def differ(one: Entry, other: Entry, names: Iterable[str]) -> list[str]:
    """Names of the traits that both state and that differ; sets of codes differ where they share none."""
    ours, theirs = dict(one.traits), dict(other.traits)
    return [name for name in names if name in ours and name in theirs and _other(ours[name], theirs[name])]


def unlike(one: Entry, other: Entry, names: Iterable[str]) -> list[str]:
    """The same, but a trait that only one of them states counts as a difference as well."""
    ours, theirs = dict(one.traits), dict(other.traits)
    return [name for name in names if _other(ours.get(name, ""), theirs.get(name, ""))]


def _other(one: str, other: str) -> bool:
    return one != other and set(one.split(BETWEEN)).isdisjoint(other.split(BETWEEN))


def whole_differ(one: Entry, other: Entry, names: Iterable[str]) -> list[str]:
    """As ``differ``, for sets that must agree as a whole: components, reactions, the parts of a dose."""
    ours, theirs = dict(one.traits), dict(other.traits)
    return [name for name in names if name in ours and name in theirs and ours[name] != theirs[name]]


def whole_unlike(one: Entry, other: Entry, names: Iterable[str]) -> list[str]:
    """As ``unlike``, for sets that must agree as a whole."""
    ours, theirs = dict(one.traits), dict(other.traits)
    return [name for name in names if ours.get(name, "") != theirs.get(name, "")]


def performer(entry: Entry) -> str:
    """Who did or recorded it, "" where that is not known."""
    return "" if "(not retrieved)" in entry.recorder else folded(entry.recorder)


def performers_differ(one: Entry, other: Entry) -> bool:
    """Whether both name somebody, and not the same."""
    ours, theirs = performer(one), performer(other)
    return bool(ours and theirs) and ours != theirs


def trait(entry: Entry, name: str) -> str:
    """One trait, "" where it was not stated."""
    for known, value in entry.traits:
        if known == name:
            return value
    return ""
