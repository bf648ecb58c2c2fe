"""How coded values, references and reasons for an absent value read."""

from types import MappingProxyType

from viewer.fhir.concept import Coding, Concept, concept_of, concepts_of, term
from viewer.fhir.reference import reference_of
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import objects, text
from viewer.present.coded_terms import coding_words
from viewer.present.systems import system_name

_ABSENT = MappingProxyType(
    {
        "unknown": "not known",
        "asked-unknown": "asked but not known",
        "asked": "asked but not known",
        "temp-unknown": "not known at present",
        "temp": "not known at present",
        "not-asked": "not asked",
        "asked-declined": "asked but declined to answer",
        "masked": "withheld by source",
        "not-applicable": "not applicable",
        "unsupported": "not supported by the source's system",
        "as-text": "given as text only",
        "astext": "given as text only",
        "error": "not available because of an error",
        "not-a-number": "not a number",
        "NaN": "not a number",
        "negative-infinity": "below what can be stated (negative infinity)",
        "positive-infinity": "above what can be stated (positive infinity)",
        "not-performed": "not performed",
        "not-permitted": "not permitted",
    }
)

ABSENT_URL = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_ABSENT_URLS = {ABSENT_URL, "http://hl7.org/fhir/StructureDefinition/iso21090-nullFlavor"}


def concept_words(v: Json) -> str:
    """Words of a CodeableConcept, Coding or code, or several; "" where nothing was sent (FID-09, FID-10).

    A text and the display of a coding that say different things are both shown.

    >>> concept_words({"text": "Chest pain", "coding": [{"code": "29857009", "display": "Pain in chest"}]})
    'Chest pain (coded as: Pain in chest)'
    """
    return "; ".join(_concept(concept) for concept in concepts_of(v))


def _concept(concept: Concept) -> str:
    words = term(concept)
    displays = [coding.display for coding in concept.codings if coding.display]
    others = [shown for shown in dict.fromkeys(displays) if shown.casefold() != words.casefold()]
    if not concept.text and not displays:
        return ", ".join(_bare(coding) for coding in concept.codings)
    return f"{words} (coded as: {', '.join(others)})" if others else words


def _bare(coding: Coding) -> str:
    """A coding without words: the code is shown, and where it comes from."""
    if coding.description:
        return coding.description
    name = system_name(coding.system) or coding.system
    told = f"{coding.code} ({name} code)" if name else coding.code
    words = coding_words(coding)
    return f"{words}: {told}" if words else told


def absent_words(v: Json) -> str:
    """Why there is no value, from a dataAbsentReason or an element's ``_sibling``; "" if none (CMP-11).

    >>> absent_words({"coding": [{"code": "masked"}]}), absent_words("not-performed")
    ('withheld by source', 'not performed')
    """
    for content in objects(v):
        for extension in objects(content.get("extension")):
            if text(extension.get("url")) in _ABSENT_URLS:
                return absent_words(extension.get("valueCode") or extension.get("valueCodeableConcept"))
    return _reason(concept_of(v))


def _reason(concept: Concept | None) -> str:
    if concept is None:
        return ""
    known = [_ABSENT[coding.code] for coding in concept.codings if coding.code in _ABSENT]
    if not known:
        return f"reason sent: {term(concept)}"
    return f"{known[0]} ({concept.text})" if concept.text else known[0]


def absence_of(content: Content, name: str) -> str:
    """Why ``name`` or ``name[x]`` is absent, from its own extension or its ``_sibling``; "" if not said."""
    for key, value in content.items():
        if name not in key:
            continue
        plain = key.removeprefix("_")
        if plain == name or (plain.startswith(name) and plain[len(name) :][:1].isupper()):
            words = _extension_reason(value)
            if words:
                return words
    return ""


def _extension_reason(v: Json) -> str:
    said = [absent_words(dict(content)) for content in objects(v) if "extension" in content]
    return next((words for words in said if words), "")


def reference_words(v: Json) -> str:
    """What a Reference says of its target without opening it: display, identifier, then the reference.

    >>> reference_words({"reference": "Practitioner/7", "display": "Dr A. Gill"})
    'Dr A. Gill (Practitioner/7)'
    """
    found = reference_of(v)
    if found is None:
        return ""
    number = found.identifier
    name = (system_name(number.system) or number.system or "identifier") if number else ""
    said = [found.display, f"{name} {number.value}" if number else "", found.reference or found.type]
    parts = [part for part in said if part]
    return f"{parts[0]} ({', '.join(parts[1:])})" if len(parts) > 1 else parts[0]


def absent_code_words(code: str) -> str:
    """Words of one data-absent-reason or null flavour code, "" for a code that we do not know."""
    return _ABSENT.get(code, "")
