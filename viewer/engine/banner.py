"""The patient banner's words from what the leading Patient says and how the others differ."""

from collections.abc import Mapping
from datetime import date, tzinfo

from viewer.engine.messages import Banner
from viewer.fhir.nhs_number import is_test_number
from viewer.merge.person import Link, PatientFacts, Person
from viewer.present.ages import age_words
from viewer.present.dates import date_words
from viewer.present.names import gender_words
from viewer.present.numbers import nhs_number_words

RESTRICTED = "Restricted record: address, phone and practice are not shown from any source"
NOT_RECORDED = "Not recorded"
NOBODY = Banner(
    name="No patient named",
    born=NOT_RECORDED,
    gender=NOT_RECORDED,
    nhs_number=NOT_RECORDED,
    marking="sandbox",
)


def banner_of(person: Person | None, names: Mapping[str, str], zone: tzinfo, today: date) -> Banner:
    """Return the banner without its allergy label. ``names`` maps source ids to names."""
    if person is None:
        return NOBODY
    lead = person.links[0].patient
    restricted = any(link.patient.restricted for link in person.links)
    number = lead.nhs_number
    return Banner(
        name=lead.name or "Name not recorded",
        preferred=lead.preferred,
        born=date_words(lead.born, zone) if lead.born else NOT_RECORDED,
        age="" if lead.deceased else age_words(lead.born, today),
        gender=_gender(lead),
        nhs_number=nhs_number_words(number) if number else NOT_RECORDED,
        nhs_note="" if lead.nhs_verified or not number else lead.nhs_status or "Not traced",
        died=lead.deceased or "",
        age_at_death=_age_at_death(lead),
        address="" if restricted else lead.address,
        practice="" if restricted else lead.practice,
        restricted=RESTRICTED if restricted else "",
        test_patient=bool(number) and is_test_number(number),
        differences=tuple(words for link in person.links for words in _differences(link, names)),
    )


def _gender(lead: PatientFacts) -> str:
    gender = gender_words(lead.gender) if lead.gender else NOT_RECORDED
    if lead.birth_sex and lead.birth_sex.casefold() != gender.casefold():
        return f"{gender} (birth sex {lead.birth_sex})"
    return gender


def _age_at_death(lead: PatientFacts) -> str:
    """Only where the day of death is stated; a partial one gives no age (CUI-15)."""
    if lead.died is None or lead.died.first != lead.died.last:
        return ""
    return age_words(lead.born, date.fromisoformat(lead.died.first))


def _differences(link: Link, names: Mapping[str, str]) -> tuple[str, ...]:
    source = names.get(link.patient.key.source, "A source")
    return tuple(f"{source}: {words}" for words in link.differences)
