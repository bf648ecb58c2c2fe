"""The patient banner's words from what the leading Patient says and how the others differ."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo

from viewer.engine.messages import Banner
from viewer.fhir.nhs_number import is_test_number
from viewer.merge.comparing import told
from viewer.merge.person import Link, PatientFacts, Person
from viewer.present.ages import age_words
from viewer.present.dates import date_words
from viewer.present.names import gender_words
from viewer.present.numbers import nhs_number_words
from viewer.record.dying import age_at_death

RESTRICTED = "Restricted record: address, phone and practice are not shown from any source"
REPLACED = "Replaced record: its source keeps another one for this patient now"
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
    patients = [link.patient for link in person.links]
    lead, died = patients[0], _died(patients)
    restricted = any(link.patient.restricted for link in person.links)
    number = lead.nhs_number
    return Banner(
        name=lead.name or "Name not recorded",
        preferred=lead.preferred,
        born=date_words(lead.born, zone) if lead.born else NOT_RECORDED,
        age="" if died else age_words(lead.born, today),
        gender=_gender(lead),
        nhs_number=nhs_number_words(number) if number else NOT_RECORDED,
        nhs_note="" if lead.nhs_verified or not number else lead.nhs_status or "Not traced",
        died=died,
        age_at_death=age_at_death(patients),
        address="" if restricted else lead.address,
        practice="" if restricted else lead.practice,
        restricted=_marks(patients, restricted=restricted),
        test_patient=bool(number) and is_test_number(number),
        differences=(
            *_deaths(patients, names),
            *(words for link in person.links for words in _differences(link, names, restricted=restricted)),
        ),
    )


def _marks(patients: list[PatientFacts], *, restricted: bool) -> str:
    """Say that one of them was replaced at its source (IDM-10), and that the record is restricted."""
    replaced = any(patient.superseded_by for patient in patients)
    said = ((REPLACED, replaced), (RESTRICTED, restricted))
    return ". ".join(words for words, applies in said if applies)


def _died(patients: Sequence[PatientFacts]) -> str:
    """Return what stands after "Died": the first dated statement, and whether there are others (CUI-16)."""
    stated = _stated(patients)
    if not stated:
        return ""
    first = next((patient.deceased for patient in patients if patient.deceased and patient.died), stated[0])
    words = first.removeprefix("Deceased").removeprefix(",").removeprefix("Death:").strip()
    when = words if first.startswith("Deceased ") else f"({words})"
    return f"{when}; sources differ" if len(stated) > 1 else when


def _stated(patients: Sequence[PatientFacts]) -> list[str]:
    return list(dict.fromkeys(patient.deceased for patient in patients if patient.deceased))


def _deaths(patients: Sequence[PatientFacts], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return every source's statement of death as one difference, where they are not the same."""
    if len(_stated(patients)) < 2:  # noqa: PLR2004  # one statement differs from nothing
        return ()
    told = dict.fromkeys(
        f"{names.get(patient.key.source, 'A source')}: {patient.deceased}"
        for patient in patients
        if patient.deceased
    )
    return (f"Death: {'; '.join(told)}",)


def _gender(lead: PatientFacts) -> str:
    gender = gender_words(lead.gender) if lead.gender else NOT_RECORDED
    if lead.birth_sex and lead.birth_sex.casefold() != gender.casefold():
        return f"{gender} (birth sex {lead.birth_sex})"
    return gender


def _differences(link: Link, names: Mapping[str, str], *, restricted: bool) -> tuple[str, ...]:
    source = names.get(link.patient.key.source, "A source")
    said = [*told(link.differences, restricted=restricted)]
    said += [f"linked there with another record, not merged here ({words})" for words in link.patient.links]
    return tuple(f"{source}: {words}" for words in said)
