"""Who is in these sources? Patients and other subjects found before anything is merged.

Files are surveyed before they are loaded: one record is about one person, so the persons come first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from viewer.fhir.body import Split, split
from viewer.fhir.resource import Resource
from viewer.load.intake import Unreadable, occurrences
from viewer.load.subjects import NO_SUBJECT, SubjectIndex, own_subject
from viewer.merge.by_number import known_by_number, numbered
from viewer.merge.patient import patient_facts
from viewer.merge.person import PatientFacts
from viewer.source.answer import Answer


@dataclass(slots=True)
class Survey:
    """One source's subjects: ``patients`` by subject, ``subjects`` as keys in order of appearance.

    ``holds``: whom each answer names, in the order of the answers.
    ``unnamed`` says that something names no subject, or cannot be read.
    """

    index: SubjectIndex
    patients: dict[str, PatientFacts] = field(default_factory=dict)
    subjects: dict[str, None] = field(default_factory=dict)
    holds: list[frozenset[str]] = field(default_factory=list)
    unnamed: bool = False

    def concerns(self, number: int, subjects: frozenset[str]) -> bool:
        """Whether the answer of that number may matter to a record of these subjects alone.

        It holds something of theirs, or nothing but what names nobody (an organisation in a file of its
        own); for the record of nobody, it holds something that names nobody.
        """
        held = self.holds[number]
        if not subjects:
            return NO_SUBJECT in held
        return bool(held & subjects) or held <= {NO_SUBJECT}


def survey(base: str, answers: Iterable[Answer], *, by_number: bool = False) -> Survey:
    """Read all answers of one source and say who is in them; nothing is kept.

    ``by_number``: the source knows people by NHS number alone, so who is only named so is somebody as well.
    """
    kept = [(answer, split(answer.body, answer.media_type, answer.path)) for answer in answers]
    index = SubjectIndex(base)
    found = Survey(index)
    for answer, parts in kept:
        for item in occurrences(answer, parts, 0):
            if isinstance(item, Resource) and item.key.type == "Patient":
                index.learn(item)
                found.patients.setdefault(own_subject(item.key, item.place.slot), patient_facts(item))
    if by_number:
        _note_numbered(found, kept)
    for answer, parts in kept:
        items = occurrences(answer, parts, 0)
        named = [NO_SUBJECT if isinstance(item, Unreadable) else index.subject_of(item) for item in items]
        found.holds.append(frozenset(named))
        found.subjects.update(dict.fromkeys(subject for subject in named if subject != NO_SUBJECT))
    found.unnamed = any(NO_SUBJECT in held for held in found.holds)
    return found


def _note_numbered(found: Survey, kept: Iterable[tuple[Answer, Split]]) -> None:
    """Add a Patient for each NHS number that names a subject and that no Patient bears."""
    found.patients = {subject: numbered(facts) for subject, facts in found.patients.items()}
    for answer, parts in kept:
        for item in occurrences(answer, parts, 0):
            subject = NO_SUBJECT if isinstance(item, Unreadable) else found.index.subject_of(item)
            number = subject.removeprefix("nhs:")
            if isinstance(item, Resource) and subject != number:
                facts = known_by_number(item, number)
                found.patients[facts.key.reference] = facts
                found.index.by_nhs_number[number] = facts.key.reference
