"""What a Patient says about who cares for the person, and which Patients it points to."""

from collections.abc import Iterable

from viewer.fhir.concept import concept_of, term
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, objects, text

_BIRTH_SEX = ("UKCore-BirthSex", "us-core-birthsex", "CareConnect-BirthSex", "birthSex")
_RESTRICTED = frozenset({"R", "V"})
"""Confidentiality codes: restricted and very restricted (NHS-01)."""


def practice_of(content: Content) -> tuple[str, str]:
    """Return (name, ODS code) of the GP practice as far as the Patient itself says; "" where it does not."""
    for reference in objects(content.get("generalPractitioner") or content.get("careProvider")):
        inside = _contained(content, text(reference.get("reference")))
        identifiers = (reference.get("identifier"), *objects(inside.get("identifier")))
        codes = [text(obj(one).get("value")) for one in identifiers]  # type: ignore[arg-type]
        name = text(reference.get("display")) or text(inside.get("name"))
        code = next((code for code in codes if code), "")
        if name or code:
            return name or code, code
    return "", ""


def _contained(content: Content, reference: str) -> Content:
    inside = objects(content.get("contained"))
    return next((one for one in inside if reference == f"#{text(one.get('id'))}"), {})


def birth_sex_of(content: Content) -> str:
    """Return the birth sex in the source's words (CUI-17); "" where it is not stated."""
    for extension in objects(content.get("extension")):
        if text(extension.get("url")).endswith(_BIRTH_SEX):
            return term(concept_of(extension.get("valueCodeableConcept") or extension.get("valueCode")))
    return ""


def is_restricted(content: Content) -> bool:
    """Whether a security label says restricted (NHS-01)."""
    labels = objects(obj(content.get("meta")).get("security"))
    return any(text(label.get("code")) in _RESTRICTED for label in labels)


def superseded_by(content: Content) -> str:
    """Return the reference of the Patient that replaced this one (IDM-10); "" where there is none."""
    return next((to for kind, to in _links(content) if kind == "replaced-by"), "")


def links_of(content: Content) -> tuple[str, ...]:
    """Return every other link in words; they are shown, never merged (IDM-10)."""
    return tuple(f"{kind}: {to}" for kind, to in _links(content) if kind != "replaced-by")


def _links(content: Content) -> Iterable[tuple[str, str]]:
    for link in objects(content.get("link")):
        other = obj(link.get("other"))
        to = text(other.get("reference")) or text(obj(other.get("identifier")).get("value"))
        kind = text(link.get("type")) or "link"
        yield {"replace": "replaced-by"}.get(kind, kind), to or text(other.get("display")) or "not stated"
