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


def always(_one: Entry, _other: Entry) -> bool:
    """For a rule of which every pair that shares a key is enough."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One domain's rule.

    ``near``: what two records that may be one fact have in common: what it is in words, the resource type
    (a request, a statement and a supply are three things), the rest. ``keys``: the same for records of one
    fact, made of a record and its near keys; none where it says too little to be grouped.
    ``reaches_beyond_near``: whether two may share a key and nothing near. ``enough`` decides
    on a pair that shares a key, ``enough_if_equal`` on one that says word for word the same, coded and dated:
    two givings of one day may. ``apart`` names what tells a pair apart, whichever rule brought it together.
    ``sentence`` is for the screen.
    """

    name: str
    sentence: str
    near: Callable[[Entry], Sequence[Key]]
    keys: Callable[[Entry, Sequence[Key]], Sequence[Key]]
    enough: Callable[[Entry, Entry], bool]
    apart: Callable[[Entry, Entry], Iterable[str]]
    enough_if_equal: Callable[[Entry, Entry], bool] = always
    reaches_beyond_near: bool = False


def coded(what: str, entry: Entry, *rest: object) -> Sequence[Key]:
    """Return a key for each code that stands for more than words; none for what is not coded so.

    "Transfer-degraded record entry" is the code of everything that lost its own (ALG-06, MED-15).
    """
    if not entry.flags.isdisjoint(_WORDS_ONLY):
        return ()
    kind = entry.members[0].key.type
    return [
        (what, kind, coding.system, coding.code, *rest)
        for coding in entry.codings
        if coding.system and coding.code
    ]


def as_near(_entry: Entry, near: Sequence[Key]) -> Sequence[Key]:
    """For a rule whose records of one fact are found by what is near."""
    return near


def codes_contradict(one: Entry, other: Entry) -> bool:
    """Two records must share a code, and no system in which both are coded may tell them apart.

    Without any common system, or where a system lost the code, their titles have to be the same words.
    """
    if _is_degraded(one, other) and not same_words(one.title, other.title):
        return True
    if one.codings == other.codings and any(coding.code for coding in one.codings):
        return False
    ours, theirs = _by_system(one), _by_system(other)
    shared = ours.keys() & theirs.keys()
    if any(ours[system].isdisjoint(theirs[system]) for system in shared):
        return True
    return not shared and not same_words(one.title, other.title)


def _is_degraded(one: Entry, other: Entry) -> bool:
    return Flag.DEGRADED in one.flags or Flag.DEGRADED in other.flags


def same_words(one: str, other: str) -> bool:
    """Whether two wordings are the same words; what is sent alike is not even folded."""
    return one == other or folded(one) == folded(other)


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
    if one.traits == other.traits:
        return []
    ours, theirs = dict(one.traits), dict(other.traits)
    return [name for name in names if name in ours and name in theirs and _other(ours[name], theirs[name])]


def unlike(one: Entry, other: Entry, names: Iterable[str]) -> list[str]:
    """The same, but a trait that only one of them states counts as a difference as well."""
    if one.traits == other.traits:
        return []
    ours, theirs = dict(one.traits), dict(other.traits)
    return [name for name in names if _other(ours.get(name, ""), theirs.get(name, ""))]


def _other(one: str, other: str) -> bool:
    return one != other and set(one.split(BETWEEN)).isdisjoint(other.split(BETWEEN))


def whole_differ(one: Entry, other: Entry, names: Iterable[str]) -> list[str]:
    """As ``differ``, for sets that must agree as a whole: components, reactions, the parts of a dose."""
    if one.traits == other.traits:
        return []
    ours, theirs = dict(one.traits), dict(other.traits)
    return [name for name in names if name in ours and name in theirs and ours[name] != theirs[name]]


def whole_unlike(one: Entry, other: Entry, names: Iterable[str]) -> list[str]:
    """As ``unlike``, for sets that must agree as a whole."""
    if one.traits == other.traits:
        return []
    ours, theirs = dict(one.traits), dict(other.traits)
    return [name for name in names if ours.get(name, "") != theirs.get(name, "")]


def places_differ(one: Entry, other: Entry) -> list[str]:
    """Name the site where a common system gives not the same codes: femur and left, femur and right."""
    if one.traits == other.traits:
        return []
    ours, theirs = (_codes_by_system(trait(entry, "site")) for entry in (one, other))
    return ["site"] if any(ours[system] != theirs[system] for system in ours.keys() & theirs.keys()) else []


def _codes_by_system(codes: str) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code in filter(None, codes.split(BETWEEN)):
        found.setdefault(code.rpartition("|")[0], set()).add(code)
    return found


def performer(entry: Entry) -> str:
    """Who did or recorded it, "" where that is not known; several are the same in any order."""
    if "(not retrieved)" in entry.recorder:
        return ""
    return ", ".join(sorted(folded(entry.recorder).split(", ")))


def same_performer(one: Entry, other: Entry) -> bool:
    """Whether both name somebody, and the same."""
    return bool(performer(one)) and performer(one) == performer(other)


def performers_differ(one: Entry, other: Entry) -> bool:
    """Whether both name somebody, and not the same."""
    if one.recorder == other.recorder:
        return False
    ours, theirs = performer(one), performer(other)
    return bool(ours and theirs) and ours != theirs


def trait(entry: Entry, name: str) -> str:
    """One trait, "" where it was not stated."""
    for known, value in entry.traits:
        if known == name:
            return value
    return ""
