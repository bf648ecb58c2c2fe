"""When two results are one: the same test, at the same time, with the same value, by the same performer.

Two troponins of one day are two. A result with a day alone is never put to one with a time: which of the
day's results it is nobody can say. Where neither has a time the performer has to be the same as well.
A comparator, an absent value with its reason and each component are part of the value; 0 and false are
values. An amended result stands beside the final one, since their status differs.
"""

from collections.abc import Iterable, Sequence

from viewer.entries.entry import Entry
from viewer.merge.rules import rule
from viewer.merge.rules.rule import Key, Rule
from viewer.merge.rules.wording import words_tell_apart

_VALUE = ("comparator", "number", "coded value", "words", "value", "components", "no value because")
_PLACE = ("site", "method", "specimen", "device", "about")
_SAYS = frozenset(_VALUE)
_CONCLUSIONS = ("conclusion", "coded conclusion")
_WHAT = "test and time"


def _near(entry: Entry) -> Sequence[Key]:
    """Beside one another also where the value differs: an amended result beside the one before."""
    if entry.when is None or _SAYS.isdisjoint([name for name, _ in entry.traits]):
        return ()
    return rule.coded(_WHAT, entry, rule.moment_of(entry.when))


def _keys(entry: Entry, near: Sequence[Key]) -> Sequence[Key]:
    value = [trait for trait in entry.traits if trait[0] in _SAYS] if near else ()
    return [(*key, *value) for key in near]


def _enough(one: Entry, other: Entry) -> bool:
    if one.when is None or other.when is None:
        return False
    if one.when.timed and other.when.timed:
        return not rule.performers_differ(one, other)
    return rule.same_performer(one, other)


def _apart(one: Entry, other: Entry) -> Iterable[str]:
    if rule.codes_contradict(one, other) or words_tell_apart(one, other):
        yield "code"
    if rule.moment_of(one.when) != rule.moment_of(other.when):
        yield "date"
    if rule.whole_unlike(one, other, (*_VALUE, "said")) or _units_differ(one, other):
        yield "value"
    yield from rule.differ(one, other, _PLACE) or rule.places_differ(one, other)
    yield from rule.whole_differ(one, other, ("group of",))
    if rule.performers_differ(one, other):
        yield "performer"


def _units_differ(one: Entry, other: Entry) -> bool:
    """UCUM codes decide where both give one; else the unit has to be written alike somewhere."""
    if one.traits == other.traits:
        return False
    ours, theirs = _units(one), _units(other)
    codes = rule.trait(one, "unit code"), rule.trait(other, "unit code")
    if all(codes):
        return codes[0] != codes[1]
    return bool(ours or theirs) and ours.isdisjoint(theirs)


def _units(entry: Entry) -> set[str]:
    return {rule.trait(entry, name) for name in ("unit", "unit code", "unit other")} - {""}


RESULT = Rule(
    name="same result",
    sentence="Put together because test, time and value are the same and nobody else is named as performer",
    near=_near,
    keys=_keys,
    enough=_enough,
    apart=_apart,
    enough_if_equal=_enough,
)


def _near_reports(entry: Entry) -> Sequence[Key]:
    if entry.when is None or not entry.when.timed:
        return ()
    return rule.coded("report and time", entry, rule.moment_of(entry.when))


def _report_apart(one: Entry, other: Entry) -> Iterable[str]:
    if rule.codes_contradict(one, other) or words_tell_apart(one, other):
        yield "code"
    if rule.moment_of(one.when) != rule.moment_of(other.when):
        yield "date"
    yield from rule.whole_differ(one, other, (*_CONCLUSIONS, "results", "specimen"))
    if rule.performers_differ(one, other):
        yield "performer"


def _reports_enough(one: Entry, other: Entry) -> bool:
    """Two of one minute with no conclusion in common may be two panels, however many results each has."""
    ours, theirs = dict(one.traits), dict(other.traits)
    return any(ours.get(name) and ours.get(name) == theirs.get(name) for name in _CONCLUSIONS)


REPORT = Rule(
    name="same report",
    sentence="Put together because kind of report, time and conclusion are the same",
    near=_near_reports,
    keys=rule.as_near,
    enough=_reports_enough,
    apart=_report_apart,
)
