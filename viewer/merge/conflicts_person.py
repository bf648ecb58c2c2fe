"""Where linked Patients disagree about who the person is or whether they died, or were replaced; tier 1."""

from collections.abc import Iterator

from viewer.fhir.wording import bare
from viewer.merge.comparing import BORN, FAMILY, GIVEN, compared
from viewer.merge.conflict import Conflict
from viewer.merge.identifiers import NATIONAL_LABELS
from viewer.merge.person import FieldCompared, PatientFacts, Person
from viewer.merge.stated import Words
from viewer.source.domain import Domain

_IDENTITY = frozenset({FAMILY, GIVEN, BORN, "Gender", "NHS number"}) | NATIONAL_LABELS


def person_conflicts(person: Person | None, words: Words) -> Iterator[Conflict]:
    """Compare every linked Patient with the chosen one, and what all of them say of death."""
    if person is None:
        return
    chosen, *others = (link.patient for link in person.links)
    yield from _replaced([chosen, *others], words)
    for other in others:
        for field in compared(chosen, other):
            if field.label in _IDENTITY and field.agrees is False and not _only_words(field):
                said = f"{_name(chosen, words)}: {field.ours}. {_name(other, words)}: {field.theirs}"
                yield _conflict(f"{field.label}: sources disagree. {said}")
    yield from _death([chosen, *others], words)


def _only_words(field: FieldCompared) -> bool:
    """Whether names differ in punctuation, or in a second name that only one states: listed, no conflict."""
    names = [field.ours, field.theirs]
    if field.label == GIVEN:
        names = [name.split()[0] for name in names]
    return field.label in {FAMILY, GIVEN} and len(set(map(bare, names))) == 1


def _replaced(patients: list[PatientFacts], words: Words) -> Iterator[Conflict]:
    """A record that its source replaced is not the one to rely on; which one is stands beside it (IDM-10)."""
    here = {(patient.key.source, patient.key.reference) for patient in patients}
    for patient in (one for one in patients if one.superseded_by):
        survivor = patient.superseded_by
        both = (patient.key.source, survivor) in here
        advice = "which is in this record as well" if both else "which is not in this record: open that one"
        yield _conflict(f"{_name(patient, words)}: this patient record was replaced by {survivor}, {advice}")


def _death(patients: list[PatientFacts], words: Words) -> Iterator[Conflict]:
    statements = [_death_words(patient) for patient in patients]
    if any(patient.deceased for patient in patients) and len(set(statements)) > 1:
        said = (
            f"{_name(patient, words)}: {statement}"
            for patient, statement in zip(patients, statements, strict=True)
        )
        yield _conflict(f"Death: sources disagree. {'. '.join(said)}")


def _death_words(patient: PatientFacts) -> str:
    if patient.deceased:
        return patient.deceased
    return "stated as not deceased" if patient.stated_alive else "no statement of death"


def _name(patient: PatientFacts, words: Words) -> str:
    return words.names.get(patient.key.source, patient.key.source)


def _conflict(what: str) -> Conflict:
    return Conflict(domain=Domain.DEMOGRAPHICS, tier=1, what=what)
