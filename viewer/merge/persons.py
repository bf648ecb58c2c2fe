"""Which Patients are one person: only by IDM-02; every other pair waits for a human."""

from collections.abc import Collection, Iterable

from viewer.fhir.dates import ClinicalDate
from viewer.fhir.nhs_number import nhs_number
from viewer.fhir.wording import folded
from viewer.merge.comparing import compared, differences
from viewer.merge.person import Candidate, Link, PatientFacts, Person

CHOSEN = "chosen"
BY_HAND = "linked by the clinician"
BY_RULE = "same verified NHS number and date of birth, no conflicting name (IDM-02)"
TWINS = (
    "Same family name and date of birth but another given name: this may be a twin. "
    "Never linked without a person's decision"
)
_FULL_DAY = 10  # characters of 2019-03-04

_LinkKey = tuple[str, str]


def link_key(patient: PatientFacts, traced: Collection[str] = ()) -> _LinkKey | None:
    """Return (NHS number, day of birth) if this Patient may be linked by IDM-02 at all, else None.

    ``traced``: NHS numbers that were traced on PDS in this session.
    """
    number = nhs_number(patient.nhs_number)
    known = number is not None and (patient.nhs_verified or number in traced)
    if not known or patient.superseded_by or not _full_day(patient.born):
        return None
    return f"{number}", patient.born.first if patient.born else ""


def _full_day(born: ClinicalDate | None) -> bool:
    return born is not None and len(born.text) == _FULL_DAY and born.first == born.last


def _names(patient: PatientFacts) -> tuple[str, str]:
    return folded(patient.family), folded(" ".join(patient.given[:1]))


def _no_conflict(patients: Iterable[PatientFacts]) -> bool:
    """No two state different family names, nor different first given names (IDM-21)."""
    families, givens = zip(*(_names(patient) for patient in patients), strict=True)
    return len(set(families) - {""}) <= 1 and len(set(givens) - {""}) <= 1


def links(one: PatientFacts, other: PatientFacts, traced: Collection[str] = ()) -> bool:
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
    chosen: PatientFacts, others: Iterable[PatientFacts], traced: Collection[str] = ()
) -> tuple[Candidate, ...]:
    """Compare every other Patient with the chosen one, in the order given (IDM-11).

    Where those that the rule would link conflict among themselves, none is linked by it.
    """
    found = list(others)
    linking = [other for other in found if links(chosen, other, traced)]
    rule = BY_RULE if _no_conflict((chosen, *linking)) else ""
    return tuple(
        Candidate(
            patient=other,
            linked_by=rule if links(chosen, other, traced) else "",
            compared=compared(chosen, other, withheld=_withheld((chosen, other), (chosen, *found))),
            warning=_warning(chosen, other),
        )
        for other in found
    )


def _withheld(pair: Iterable[PatientFacts], everyone: Iterable[PatientFacts]) -> bool:
    """Whether any source that bears one of their NHS numbers says restricted: it holds for all (NHS-01)."""
    numbers = {one.nhs_number for one in everyone if one.restricted and one.nhs_number}
    return any(one.nhs_number in numbers for one in pair)


def _warning(chosen: PatientFacts, other: PatientFacts) -> str:
    said = [
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
    patients: Iterable[PatientFacts], traced: Collection[str] = ()
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
