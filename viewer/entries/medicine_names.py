"""What a medicine is called: the term as recorded, whole; words until its record arrives (CMP-12)."""

from viewer.entries.entry import Flag
from viewer.entries.lookup import Lookup
from viewer.entries.naming import Named, all_terms, named, named_by
from viewer.entries.phrases import labelled, line, listed, members
from viewer.fhir.concept import Concept, concept_of
from viewer.fhir.reference import reference_of
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import obj
from viewer.present.concepts import absence_of

_FALLBACK = "Medicine, not named"
_UNRESOLVED = frozenset({Flag.UNRESOLVED})


def medicine(content: Content, lookup: Lookup) -> Named:
    """Name the medicine of a request, statement, dispense or administration of any version."""
    value = content.get("medication") if "medication" in content else content.get("medicationReference")
    concept = concept_of(content.get("medicationCodeableConcept")) or _concept(value)
    if concept is not None:
        return named_by(concept, _FALLBACK)
    if reference_of(value) is not None:
        return _referred(value, lookup)
    return Named(_FALLBACK, (), frozenset({Flag.UNCODED}), absence_of(content, "medication"))


def _concept(value: Json) -> Concept | None:
    """R5's concept; a reference's own display is no concept."""
    holder = obj(value)
    return None if "reference" in holder or "identifier" in holder else concept_of(value)


def _referred(value: Json, lookup: Lookup) -> Named:
    target = lookup.target(value)
    if target is None:
        return Named(lookup.missing(value), (), _UNRESOLVED, "the medicine's own record was not retrieved")
    said = named(target, "code", "")
    display = _display(value)
    title = said.title or listed(_ingredients(target)) or display or _FALLBACK
    other = labelled("referred to as", display if display.casefold() != title.casefold() else "")
    return Named(title, said.codings, said.flags, line(said.aside, other, _make(target, title)))


def _display(value: Json) -> str:
    found = reference_of(value)
    return found.display if found else ""


def _make(target: Content, title: str) -> str:
    """Form and ingredients, which a term such as "Amoxicillin 250mg capsules" holds already."""
    form = all_terms(target.get("form") or target.get("doseForm"))
    parts = [form, *_ingredients(target)]
    return listed([part for part in parts if part.casefold() not in title.casefold()])


def _ingredients(target: Content) -> list[str]:
    return [words for item in members(target.get("ingredient")) if (words := _ingredient(obj(item)))]


def _ingredient(content: Content) -> str:
    item = content.get("itemCodeableConcept") or content.get("item")
    return all_terms(item)
