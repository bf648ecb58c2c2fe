"""When two records are one problem, allergy or procedure.

A problem: the same code, site and side, and an onset that is the same as far as the less precise of the two
goes. A missing end is unknown, never an overlap. A second fracture or infarction has an onset of its own.
An allergy: the same substance by code, recorded or begun at the same date, with no other reaction.
A procedure: the same code and time; where only the day is known, the same performer too.
"""

from collections.abc import Iterable, Sequence

from viewer.entries.entry import Entry
from viewer.merge.rules import rule
from viewer.merge.rules.rule import Key, Rule
from viewer.merge.rules.wording import words_tell_apart

_YEAR = 4


def _near_problems(entry: Entry) -> Sequence[Key]:
    """By year: a code alone is shared by every record of a long illness."""
    if entry.when is None:
        return ()
    return rule.coded("problem and year", entry, entry.when.first[:_YEAR], entry.when.kind)


def _same_onset(one: Entry, other: Entry) -> bool:
    """An onset may be known to the year at one source; two dates of recording have to be the same."""
    if one.when is not None and one.when.kind == "onset":
        return rule.same_at_coarser(one.when, other.when)
    return rule.moment_of(one.when) == rule.moment_of(other.when)


def _problem_apart(one: Entry, other: Entry) -> Iterable[str]:
    if rule.codes_contradict(one, other) or words_tell_apart(one, other):
        yield "code"
    if not _same_onset(one, other):
        yield "date"
    # Left and right are two problems: a side that only one of them states is not taken as said by both.
    yield from rule.unlike(one, other, ("site",)) or rule.places_differ(one, other)
    yield from rule.whole_differ(one, other, ("severity", "stage", "onset age", "onset in words", "ended"))


PROBLEM = Rule(
    name="same problem",
    sentence="Put together because problem, site and onset are the same as far as both state them",
    near=_near_problems,
    keys=rule.as_near,
    enough=_same_onset,
    apart=_problem_apart,
)


def _near_allergies(entry: Entry) -> Sequence[Key]:
    return rule.coded("substance", entry)


def _allergy_keys(entry: Entry, _near: Sequence[Key]) -> Sequence[Key]:
    if entry.when is None:
        return ()
    return rule.coded("substance and date", entry, rule.moment_of(entry.when))


def _allergy_apart(one: Entry, other: Entry) -> Iterable[str]:
    if rule.codes_contradict(one, other) or words_tell_apart(one, other):
        yield "substance"
    if rule.moment_of(one.when) != rule.moment_of(other.when):
        yield "date"
    yield from rule.whole_differ(
        one, other, ("reactions", "substance", "route", "severity", "criticality", "type")
    )


ALLERGY = Rule(
    name="same allergy record",
    sentence="Put together because substance and date are the same and no other reaction is stated",
    near=_near_allergies,
    keys=_allergy_keys,
    enough=rule.always,
    apart=_allergy_apart,
)


def _near_procedures(entry: Entry) -> Sequence[Key]:
    if entry.when is None:
        return ()
    return rule.coded("procedure and time", entry, rule.moment_of(entry.when))


def _procedures_enough(one: Entry, other: Entry) -> bool:
    if one.when is not None and one.when.timed:
        return not rule.performers_differ(one, other)
    return rule.same_performer(one, other)


def _procedure_apart(one: Entry, other: Entry) -> Iterable[str]:
    if rule.codes_contradict(one, other) or words_tell_apart(one, other):
        yield "code"
    if rule.moment_of(one.when) != rule.moment_of(other.when):
        yield "date"
    yield from rule.unlike(one, other, ("site",)) or rule.places_differ(one, other)
    yield from rule.whole_differ(one, other, ("outcome", "used", "complication", "reason"))
    if rule.performers_differ(one, other):
        yield "performer"


PROCEDURE = Rule(
    name="same procedure",
    sentence="Put together because procedure, time and site are the same and nobody else is named",
    near=_near_procedures,
    keys=rule.as_near,
    enough=_procedures_enough,
    apart=_procedure_apart,
)
