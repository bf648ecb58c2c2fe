"""What a Patient says about where the person lives, who cares for them, and which Patients it points to."""

from collections.abc import Iterable

from viewer.fhir.concept import concept_of, term
from viewer.fhir.resource import Content
from viewer.fhir.typed import items, obj, objects, text

_ADDRESS_RANK = {"home": 0, "": 1, "work": 3, "billing": 3, "temp": 4, "old": 5}
_OTHER_USE = 2
_MARKED = {"temp": "temporary", "old": "old"}
_BIRTH_SEX = ("UKCore-BirthSex", "us-core-birthsex", "CareConnect-BirthSex", "birthSex")
_RESTRICTED = frozenset({"R", "V"})
"""Confidentiality codes: restricted and very restricted (NHS-01)."""


def address_of(content: Content) -> tuple[str, str]:
    """Return (address on one line, postcode): the home one, the lasting one first; ("", "") for none."""
    found = min(objects(content.get("address")), key=_address_rank, default={})
    postcode = text(found.get("postalCode")).upper()
    parts = [*(text(line) for line in items(found.get("line")))]
    parts += [text(found.get(name)) for name in ("city", "district", "state")]
    words = ", ".join(part for part in (*parts, postcode, text(found.get("country"))) if part)
    mark = _MARKED.get(text(found.get("use")), "")
    words = words or text(found.get("text"))
    return (f"{words} ({mark})" if words and mark else words), postcode


def _address_rank(address: Content) -> tuple[bool, int]:
    ended = bool(text(obj(address.get("period")).get("end")))
    return ended, _ADDRESS_RANK.get(text(address.get("use")), _OTHER_USE)


def phones_of(content: Content) -> tuple[str, ...]:
    """Return telephone numbers as sent, those marked old left out."""
    told = (point for point in objects(content.get("telecom")) if text(point.get("use")) != "old")
    numbers = (text(point.get("value")) for point in told if text(point.get("system")) in {"phone", "sms"})
    return tuple(number for number in numbers if number)


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
