"""Who the person is, as every source says it, side by side."""

from collections.abc import Callable

import msgspec

from viewer.merge.person import PatientFacts
from viewer.present.dates import date_words
from viewer.present.names import gender_words
from viewer.present.numbers import nhs_number_words
from viewer.record.pages.asked import PageAsked
from viewer.record.sources import names_of

NOT_STATED = "Not stated"
WITHHELD = "Not shown: restricted record"


class PatientField(msgspec.Struct, frozen=True, kw_only=True):
    """One line: a label, then one text for each source, never blank. ``differs``: not all are equal."""

    label: str
    texts: tuple[str, ...]
    differs: bool = False


class PatientPage(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """``sources``: names and references, in the order of each field's texts."""

    sources: tuple[str, ...]
    fields: tuple[PatientField, ...]


def patient_page(asked: PageAsked) -> PatientPage:
    """Return every linked Patient's demographics; of a restricted person no place is shown (NHS-01)."""
    links = asked.record.person.links if asked.record.person else ()
    names = names_of(asked.record)
    patients = [link.patient for link in links]
    restricted = any(patient.restricted for patient in patients)
    says: list[tuple[str, Callable[[PatientFacts], str], bool]] = [
        ("Name", lambda one: one.name, False),
        ("Born", lambda one: date_words(one.born, asked.zone) if one.born else "", False),
        ("Gender", lambda one: gender_words(one.gender), False),
        ("NHS No.", lambda one: nhs_number_words(one.nhs_number) if one.nhs_number else "", False),
        ("Address", lambda one: one.address, True),
        ("GP practice", lambda one: one.practice, True),
    ]
    return PatientPage(
        sources=tuple(
            f"{names.get(one.key.source, one.key.source)}: {one.key.reference}" for one in patients
        ),
        fields=tuple(
            _field(label, [WITHHELD if place and restricted else say(one) for one in patients])
            for label, say, place in says
        ),
    )


def _field(label: str, texts: list[str]) -> PatientField:
    return PatientField(
        label=label,
        texts=tuple(text or NOT_STATED for text in texts),
        differs=len(set(texts)) > 1,
    )
