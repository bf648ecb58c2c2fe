"""How the identifiers of two Patients compare: by system and use, never by the shape of digits (IDM-17).

The NHS number that leads is a field of its own; here are all the others. A number that is old or temporary
says so and is compared with nothing (IDM-18); two numbers of a system that every hospital uses for its own
are not comparable, only equal.
"""

from collections.abc import Iterable

from viewer.fhir.identifier import Identifier
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS, nhs_number
from viewer.fhir.wording import folded
from viewer.merge.person import FieldCompared, PatientFacts
from viewer.present.systems import system_name

_NATIONAL = frozenset(
    {"https://fhir.hl7.org.uk/Id/chi-number", "https://fhir.hl7.org.uk/Id/health-and-care-number"}
)
"""One person has one of these: another number is another person, or a mistake."""
NATIONAL_LABELS = frozenset(map(system_name, _NATIONAL))
_MARKS = {"old": "old number, not to match by", "temp": "temporary, not to match by"}


def identifiers_compared(ours: PatientFacts, theirs: PatientFacts) -> tuple[FieldCompared, ...]:
    """Return a field for each system and use that either of them states, in the order stated."""
    mine, other = _by_label(ours), _by_label(theirs)
    return tuple(
        FieldCompared(
            label=label,
            ours=_shown(mine.get(label, ())),
            theirs=_shown(other.get(label, ())),
            agrees=_agrees(mine.get(label, ()), other.get(label, ())),
        )
        for label in dict.fromkeys((*mine, *other))
    )


def _by_label(patient: PatientFacts) -> dict[str, list[Identifier]]:
    found: dict[str, list[Identifier]] = {}
    for one in patient.numbers:
        if not _leads(one, patient):
            found.setdefault(_label(one), []).append(one)
    return found


def _leads(one: Identifier, patient: PatientFacts) -> bool:
    is_nhs = one.system in NHS_NUMBER_SYSTEMS and one.is_match_key
    return is_nhs and bool(patient.nhs_number) and nhs_number(one.value) == patient.nhs_number


def _label(one: Identifier) -> str:
    """The system's name; where we know none, what its source calls it, and the system as sent."""
    name = system_name(one.system)
    if not name:
        name = ", ".join(filter(None, (one.type or "Identifier", one.system)))
    mark = _MARKS.get(one.use, "")
    name = name[:1].upper() + name[1:]
    return f"{name} ({mark})" if mark else name


def _shown(numbers: Iterable[Identifier]) -> str:
    return ", ".join(dict.fromkeys(one.value or "value not stated" for one in numbers))


def _agrees(ours: Iterable[Identifier], theirs: Iterable[Identifier]) -> bool | None:
    """Equal values of one system agree; others differ only where a person has but one number."""
    mine, other = (
        {(one.system, folded(one.value).replace(" ", "")) for one in side if one.is_match_key}
        for side in (ours, theirs)
    )
    if mine & other:
        return True
    both = bool(mine and other) and {system for system, _ in mine | other} <= _NATIONAL
    return False if both else None
