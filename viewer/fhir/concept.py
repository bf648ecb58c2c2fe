"""Coded values as sent: every coding, the text, and nothing chosen for the reader that cannot be seen."""

from dataclasses import dataclass, field

from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import flag, items, objects, text

_DESCRIPTION = ("Extension-UKCore-CodingSCTDescDisplay", "Extension-coding-sctdescid")
"""Ends of the extension urls that carry the term as the clinician picked it (UK Core; STU3 Care Connect)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One coding as sent; "" where a part is missing. Case and trailing dots are kept (FID-11).

    ``description`` is the SNOMED CT description that was picked, where a UK extension gives it.
    """

    system: str
    code: str
    display: str = ""
    version: str = ""
    user_selected: bool = False
    description: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A CodeableConcept (or a lone Coding or code, as some versions have it)."""

    codings: tuple[Coding, ...]
    text: str = ""


def concept_of(value: Json) -> Concept | None:
    """Read a CodeableConcept, a CodeableReference's concept, a Coding or a code; None if it says nothing.

    A list reads as its first value that says anything; ``concepts_of`` gives all.
    """
    found = concepts_of(value)
    return found[0] if found else None


def concepts_of(value: Json) -> tuple[Concept, ...]:
    """Read every concept of a list, or the lone one, in the order sent."""
    read = (_concept(item) for item in items(value))
    return tuple(concept for concept in read if concept.codings or concept.text)


def _concept(value: Json) -> Concept:
    if isinstance(value, dict):
        inner = value.get("concept")
        return _from_object(inner if isinstance(inner, dict) else value)
    return Concept(codings=(Coding(system="", code=text(value)),) if text(value) else ())


def _from_object(value: Content) -> Concept:
    codings = [_coding(coding) for coding in objects(value.get("coding"))]
    if not codings and "coding" not in value and ("code" in value or "display" in value):
        codings = [_coding(value)]
    said = tuple(coding for coding in codings if coding.code or coding.display or coding.description)
    return Concept(codings=said, text=text(value.get("text")))


def _coding(value: Content) -> Coding:
    return Coding(
        system=text(value.get("system")),
        code=text(value.get("code")),
        display=text(value.get("display")),
        version=text(value.get("version")),
        user_selected=flag(value.get("userSelected")) is True,
        description=_description(value),
    )


def _description(value: Content) -> str:
    for extension in objects(value.get("extension")):
        if text(extension.get("url")).endswith(_DESCRIPTION):
            for part in (extension, *objects(extension.get("extension"))):
                if text(part.get("url")) != "descriptionId" and text(part.get("valueString")):
                    return text(part.get("valueString"))
    return ""


def term(concept: Concept | None) -> str:
    """Return the words to show for a concept (FID-09); "" only where it gives none at all.

    Its text, else the picked SNOMED CT description or the display of the coding that the user selected
    (or of the first that has one), else the bare code.
    """
    if concept is None:
        return ""
    ranked = sorted(concept.codings, key=lambda coding: not coding.user_selected)  # stable: else as sent
    words = [concept.text, *(coding.description or coding.display for coding in ranked)]
    words += [coding.code for coding in ranked]
    return next((word for word in words if word.strip()), "")
