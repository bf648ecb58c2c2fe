"""What one source's Patient says of a person, read for the banner and for linking; it never fails."""

from viewer.errors import ResourceError
from viewer.fhir.dates import ClinicalDate, parse_date
from viewer.fhir.identifier import identifiers_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import flag, items, text
from viewer.merge.death import death_of
from viewer.merge.demographics import (
    birth_sex_of,
    is_restricted,
    links_of,
    practice_of,
    superseded_by,
)
from viewer.merge.number import number_of
from viewer.merge.person import PatientFacts
from viewer.present.contacts import address_words, current_address, postcode_words
from viewer.present.names import banner_name, current_name, phones, preferred_name

NAME_NOT_RECORDED = "Name not recorded"


def patient_facts(resource: Resource) -> PatientFacts:
    """Read a Patient of any version. What does not read is "" or None and stands in ``reasons``."""
    content = resource.content
    name, number, death = current_name(content), number_of(content), death_of(content)
    born, reasons = _born(content)
    where = current_address(content)
    practice, practice_code = practice_of(content)
    return PatientFacts(
        key=resource.key,
        place=resource.place,
        name=_name(content),
        family=" ".join(_texts(name, "family")),  # DSTU2 sends a list
        given=_texts(name, "given"),
        title=" ".join(_texts(name, "prefix")),
        preferred=preferred_name(content),
        gender=text(content.get("gender")),
        birth_sex=birth_sex_of(content),
        born=born,
        nhs_number=number.digits,
        nhs_verified=number.verified,
        nhs_status=number.status,
        deceased=death.words,
        died=death.date,
        stated_alive=death.stated_alive,
        address=_address(where),
        postcode=postcode_words(text(where.get("postalCode"))),
        practice=practice,
        practice_code=practice_code,
        phones=phones(content),
        identifiers=tuple((i.system, i.value) for i in identifiers_of(content) if i.is_match_key),
        numbers=identifiers_of(content),
        restricted=is_restricted(content),
        superseded_by=superseded_by(content),
        links=links_of(content),
        active=flag(content.get("active")),
        reasons=(*reasons, *number.reasons, *death.reasons),
    )


def _name(content: Content) -> str:
    """The name ready for the banner; a Patient without one is still named in words (CUI-03)."""
    return (banner_name(content) if "name" in content else "") or NAME_NOT_RECORDED


def _address(where: Content) -> str:
    """One line; a temporary one says so (CUI-19)."""
    words = address_words(where)
    return f"{words} (temporary)" if words and text(where.get("use")) == "temp" else words


def _texts(name: Content, element: str) -> tuple[str, ...]:
    return tuple(text(part) for part in items(name.get(element)) if text(part))


def _born(content: Content) -> tuple[ClinicalDate | None, tuple[str, ...]]:
    sent = content.get("birthDate")
    if sent is None:
        return None, ()
    try:
        return parse_date(text(sent), "born"), ()
    except ResourceError:
        return None, ("The date of birth that was sent is not a date",)
