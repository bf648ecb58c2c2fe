"""Business identifiers as sent, and whether one may be used to match (never an old or temporary one)."""

from dataclasses import dataclass

from viewer.fhir.concept import concept_of, term
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import obj, objects, text

_VERIFICATION = "NHSNumberVerificationStatus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One identifier; "" where a part is missing.

    ``verification`` is the code of the NHS number verification status extension (``01`` or
    ``number-present-and-verified`` means traced), "" where there is none. ``type`` is in words.
    """

    system: str
    value: str
    use: str = ""
    type: str = ""
    verification: str = ""

    @property
    def is_match_key(self) -> bool:
        """Whether it may serve to match (IDM-18: an old or temporary one never does)."""
        return bool(self.system and self.value) and self.use not in {"old", "temp"}


def identifier_of(value: Json) -> Identifier | None:
    """Read one Identifier; None if it has neither system nor value."""
    content = obj(value)
    if not content:
        return None
    read = Identifier(
        system=text(content.get("system")),
        value=text(content.get("value")),
        use=text(content.get("use")),
        type=term(concept_of(content.get("type"))),
        verification=_verification(content),
    )
    return read if read.system or read.value else None


def identifiers_of(content: Content) -> tuple[Identifier, ...]:
    """Read every identifier of a resource, in the order sent; a lone one reads as one."""
    read = (identifier_of(dict(value)) for value in objects(content.get("identifier")))
    return tuple(identifier for identifier in read if identifier)


def _verification(content: Content) -> str:
    for extension in objects(content.get("extension")):
        if _VERIFICATION in text(extension.get("url")):
            concept = concept_of(extension.get("valueCodeableConcept") or extension.get("valueCode"))
            return concept.codings[0].code if concept and concept.codings else ""
    return ""
