"""Which Patients are one person: only by IDM-02; every other pair waits for a human."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from viewer.fhir.dates import ClinicalDate
from viewer.fhir.nhs_number import nhs_number
from viewer.fhir.wording import folded
from viewer.merge.comparing import compared, differences
from viewer.merge.person import Candidate, Link, PatientFacts, Person
from viewer.source.trace import Trace, TraceStatus

CHOSEN = "chosen"
BY_HAND = "linked by the clinician"
BY_RULE = "same verified NHS number and date of birth, no conflicting name (IDM-02)"
TWINS = (
    "Same family name and date of birth but another given name: this may be a twin. "
    "Never linked without a person's decision"
)
_FULL_DAY = 10  # characters of 2019-03-04

_LinkKey = tuple[str, str]
Traced = Mapping[str, Trace]
NOT_TRACED: Traced = MappingProxyType({})


def link_key(patient: PatientFacts, traced: Traced = NOT_TRACED) -> _LinkKey | None:
    """Return (NHS number, day of birth) if this Patient may be linked by IDM-02 at all, else None.

    ``traced``: what PDS said of numbers in this session. A number that it calls replaced, invalid or
    unknown links nobody, whatever a source says of it (IDM-08, IDM-09).
    """
    number = nhs_number(patient.nhs_number)
    if number is None or patient.superseded_by or not _full_day(patient.born):
        return None
    trace = traced.get(number)
    if trace is not None and trace.status is not TraceStatus.VALID:
        return None
    if not patient.nhs_verified and not (trace is not None and _bears_out(trace, patient)):
        return None
    return number, patient.born.first if patient.born else ""


def _bears_out(trace: Trace, patient: PatientFacts) -> bool:
    """Whether PDS has the same full date of birth and no other name: stricter than IDM-03, nobody looks."""
    pairs = (trace.family, patient.family), (trace.given, next(iter(patient.given), ""))
    same = all("" in one or len(set(one)) == 1 for one in ((folded(a), folded(b)) for a, b in pairs))
    return same and patient.born is not None and trace.born == patient.born.text


def _full_day(born: ClinicalDate | None) -> bool:
    return born is not None and len(born.text) == _FULL_DAY and born.first == born.last


def _names(patient: PatientFacts) -> tuple[str, str]:
    return folded(patient.family), folded(" ".join(patient.given[:1]))


def _no_conflict(patients: Iterable[PatientFacts]) -> bool:
    """No two state different family names, nor different first given names (IDM-21)."""
    families, givens = zip(*(_names(patient) for patient in patients), strict=True)
    return len(set(families) - {""}) <= 1 and len(set(givens) - {""}) <= 1


def links(one: PatientFacts, other: PatientFacts, traced: Traced = NOT_TRACED) -> bool:
    """Whether IDM-02 allows these two to be one person without asking."""
    key = link_key(one, traced)
    return key is not None and key == link_key(other, traced) and _no_conflict((one, other))


def may_be_twins(one: PatientFacts, other: PatientFacts) -> bool:
    """Same family name and date of birth, another given name (IDM-21)."""
    (family, given), (their_family, their_given) = _names(one), _names(other)
    if not (family and given and their_given and one.born and other.born):
        return False
    return family == their_family and one.born.text == other.born.text and given != their_given


def candidates(
    chosen: PatientFacts, others: Iterable[PatientFacts], traced: Traced = NOT_TRACED
) -> tuple[Candidate, ...]:
    """Compare every other Patient with the chosen one, in the order given (IDM-11).

    Where any two of those with this number and day of birth conflict, none is linked by it, as in
    ``group_persons``: one twin filed under the other's number makes a Patient without a name either's.
    """
    found = list(others)
    key = link_key(chosen, traced)
    sharing = [other for other in found if key is not None and key == link_key(other, traced)]
    rule = BY_RULE if _no_conflict((chosen, *sharing)) else ""
    return tuple(
        Candidate(
            patient=other,
            linked_by=rule if links(chosen, other, traced) else "",
            compared=compared(chosen, other, withheld=_withheld((chosen, other), (chosen, *found), traced)),
            warning=_warning(chosen, other, traced),
        )
        for other in found
    )


def _withheld(pair: Iterable[PatientFacts], everyone: Iterable[PatientFacts], traced: Traced) -> bool:
    """Whether any source that bears one of their NHS numbers says restricted: it holds for all (NHS-01)."""
    numbers = {one.nhs_number for one in everyone if one.restricted and one.nhs_number}
    numbers |= restricted_numbers(traced)
    return any(one.nhs_number in numbers for one in pair)


def restricted_numbers(traced: Traced) -> frozenset[str]:
    """Return the NHS numbers that PDS calls restricted (NHS-01)."""
    return frozenset(number for number, trace in traced.items() if trace.restricted)


def said_of_number(patient: PatientFacts, traced: Traced) -> str:
    """Say what PDS made of a Patient's number where that is no number to use (IDM-08, IDM-09); "" else."""
    trace = traced.get(patient.nhs_number)
    return _NO_NUMBER.get(trace.status, "") if trace else ""


_NO_NUMBER = {
    TraceStatus.SUPERSEDED: "PDS says that this NHS number was replaced by another one",
    TraceStatus.INVALID: "PDS says that this NHS number is not valid",
    TraceStatus.NOT_FOUND: "PDS does not know this NHS number",
}


def _warning(chosen: PatientFacts, other: PatientFacts, traced: Traced) -> str:
    said = [
        (said_of_number(other, traced), bool(said_of_number(other, traced))),
        (TWINS, may_be_twins(chosen, other)),
        ("Another NHS number", _differ(chosen.nhs_number, other.nhs_number)),
        (f"Replaced at its source by {other.superseded_by}", bool(other.superseded_by)),
        ("Restricted record", other.restricted),
        ("Marked as not active at its source", other.active is False),
    ]
    return ". ".join(words for words, applies in said if applies)


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def group_persons(
    patients: Iterable[PatientFacts], traced: Traced = NOT_TRACED
) -> tuple[tuple[PatientFacts, ...], ...]:
    """Group Patients that IDM-02 links, each group and its members in the order given.

    A group holds only if no two of its members conflict; otherwise all of them stand alone, so that the
    outcome does not depend on who came first.
    """
    given = list(patients)
    by_key: dict[_LinkKey, list[PatientFacts]] = {}
    for patient in given:
        key = link_key(patient, traced)
        if key is not None:
            by_key.setdefault(key, []).append(patient)
    groups: dict[_LinkKey | int, list[PatientFacts]] = {}
    for number, patient in enumerate(given):
        key = link_key(patient, traced)
        one = key is not None and _no_conflict(by_key[key])
        groups.setdefault(key if one and key else number, []).append(patient)
    return tuple(tuple(group) for group in groups.values())


def person_of(chosen: PatientFacts, linked: Iterable[tuple[PatientFacts, str]]) -> Person:
    """Make the person: the chosen Patient leads; each linked one with its rule and its differences."""
    others = (
        Link(patient=patient, linked_by=by, differences=differences(chosen, patient))
        for patient, by in linked
    )
    return Person(links=(Link(patient=chosen, linked_by=CHOSEN), *others))
