"""Whose is a resource? Its subject within one source, as a text that is equal only for the same Patient.

A subject is ``Patient/1`` (a Patient of this source), ``nhs:9990000018`` (named by NHS number only), a
full URL that leads nowhere here, or "" where the resource names no patient. Where a resource names two by
its reference and its NHS number, or describes somebody else than the one wanted, it is neither's.
"""

from dataclasses import dataclass, field
from typing import Final

from viewer.fhir.head import id_of
from viewer.fhir.identifier import identifiers_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS, nhs_number
from viewer.fhir.reference import Reference, ReferenceIndex, subjects_of
from viewer.fhir.resource import Content, Resource, ResourceKey
from viewer.fhir.typed import obj, objects, text
from viewer.load.described import Description, described

NO_SUBJECT: Final = ""
ANOTHER: Final = "somebody else, described inside the resource"
_NOT_PEOPLE: Final = frozenset({"Group", "Device", "Location", "Organization", "Practitioner", "Medication"})


def own_subject(key: ResourceKey, slot: str) -> str:
    """The subject that a Patient is itself; one without an id is told apart by its place."""
    return f"Patient/{key.id}" if key.id else f"Patient at {slot or 'the root'}"


@dataclass(slots=True)
class SubjectIndex:
    """What one source has said so far about who is who; grows with every answer.

    ``asked``: the one NHS number that the source was asked by, where it is asked by number alone: whoever
    bears it there is that person, under as many ids as its answers have.
    """

    base: str
    asked: str = ""
    references: ReferenceIndex[str] = field(default_factory=ReferenceIndex)
    by_nhs_number: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, list[Description]] = field(default_factory=dict)

    def learn(self, resource: Resource) -> None:
        """Take note of a Patient: under its id, its full URL and its NHS number, and how it is described."""
        if resource.key.type != "Patient":
            return
        subject = self._own(resource)
        self.references.add(resource.key, resource.full_url, subject)
        for number in nhs_numbers_of(resource.content):
            self.by_nhs_number.setdefault(number, subject)
        said, known = described(resource.content), self.descriptions.setdefault(subject, [])
        if said not in known:
            known.append(said)

    def subject_of(self, resource: Resource, wanted: frozenset[str] = frozenset()) -> str:
        """Name the subject of a resource; of several patients a ``wanted`` one if it is among them."""
        if resource.key.type == "Patient":
            return self._own(resource)
        content = _composition(resource.content) if resource.key.type == "Bundle" else resource.content
        named = [self._name(reference, content, wanted) for reference in subjects_of(content)]
        found = [subject for subject in named if subject != NO_SUBJECT]
        ours = [subject for subject in found if subject in wanted]
        return next(iter(ours or found), NO_SUBJECT)

    def _own(self, patient: Resource) -> str:
        if self.asked and set(nhs_numbers_of(patient.content)) == {self.asked}:
            return f"nhs:{self.asked}"
        return own_subject(patient.key, patient.place.slot)

    def _name(self, reference: Reference, content: Content, wanted: frozenset[str]) -> str:
        number = _number_in(reference)
        if reference.reference.startswith("#"):
            named = self._contained(reference.reference[1:], content, wanted)
            return self._agreed(named or self._numbered(number), number)
        if reference.reference:
            return self._agreed(self._referred(reference), number)
        return self._numbered(number)

    def _agreed(self, named: str, number: str) -> str:
        """Return who is named, or a text of its own where the NHS number beside it is somebody else's."""
        if not number or named == self._numbered(number) or not self._tells(named, number):
            return named
        return f"two patients: {named} and nhs:{number}"

    def _tells(self, named: str, number: str) -> bool:
        """Whether it is known that this number is not theirs; of somebody who was never sent nothing is."""
        if named.startswith("nhs:"):
            return True
        said = self.descriptions.get(named, [])
        theirs = {one for description in said for one in description.numbers}
        return bool(said) and number not in theirs and (bool(theirs) or number in self.by_nhs_number)

    def _referred(self, reference: Reference) -> str:
        known = self.references.find(reference.reference, self.base)
        if known is not None:
            return known
        parts = reference.reference.split("/_history/")[0].removeprefix(self.base.rstrip("/") + "/")
        head = parts.rsplit("/", 2)
        kind = head[-2] if len(head) > 1 else reference.type
        if kind in _NOT_PEOPLE or reference.type in _NOT_PEOPLE:
            return NO_SUBJECT
        return _subject(parts.lstrip("/"))

    def _contained(self, name: str, content: Content, wanted: frozenset[str]) -> str:
        for inner in objects(content.get("contained")):
            if text(inner.get("id")) == name and text(inner.get("resourceType")) == "Patient":
                numbered = (self._numbered(number) for number in nhs_numbers_of(inner))
                return next(numbered, "") or self._unlike(inner, wanted)
        return NO_SUBJECT

    def _unlike(self, inner: Content, wanted: frozenset[str]) -> str:
        """Nobody is linked by a description, and who is described as another person is another."""
        known = [one for subject in wanted for one in self.descriptions.get(subject, [])]
        said = described(inner)
        return ANOTHER if known and all(map(said.contradicts, known)) else NO_SUBJECT

    def _numbered(self, value: str) -> str:
        number = nhs_number(value)
        if number is None:
            return NO_SUBJECT
        return self.by_nhs_number.get(number, f"nhs:{number}")


def _subject(named: str) -> str:
    """Return the text of a subject that was not sent, its id as a Patient's own would be (``id_of``)."""
    where, slash, name = named.rpartition("/")
    return f"{id_of(where)}{slash}{id_of(name)}"


def _number_in(reference: Reference) -> str:
    """Return the NHS number that a reference states beside or instead of where it leads, "" for none."""
    named = reference.identifier
    return nhs_number(named.value) or "" if named and named.system in NHS_NUMBER_SYSTEMS else ""


def _composition(document: Content) -> Content:
    """A document is about whom its Composition is about."""
    inner = [obj(entry.get("resource")) for entry in objects(document.get("entry"))]
    return next((one for one in inner if text(one.get("resourceType")) == "Composition"), {})


def names_no_person(resource: Resource) -> bool:
    """Whether the resource names a subject, but one that is no patient: a Group, a Device, ..."""
    return any(
        reference.type in _NOT_PEOPLE or reference.reference.split("/")[0] in _NOT_PEOPLE
        for reference in subjects_of(resource.content)
    )


def nhs_numbers_of(content: Content) -> list[str]:
    """Return the valid NHS numbers of a Patient that may serve as a key (IDM-18)."""
    found = []
    for identifier in identifiers_of(content):
        if identifier.system in NHS_NUMBER_SYSTEMS and identifier.is_match_key:
            number = nhs_number(identifier.value)
            if number is not None:
                found.append(number)
    return found
