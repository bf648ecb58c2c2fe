"""Medicines of several sources, read from FHIR as the load does, and the board made of them."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from tests.entries.builders import LONDON, context
from tests.record.builders import record
from viewer.entries.register import entry_from
from viewer.fhir.resource import FhirVersion, Place, Resource, ResourceKey
from viewer.fhir.strict import read_object
from viewer.merge.facts import merge_entries
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.medicines.board import medicines_page
from viewer.record.pages.medicines.rows import Copy

NOW = datetime(2026, 11, 22, 3, 6, tzinfo=UTC)
NAMES = {"gp": "GP practice", "trust": "Acute trust", "mh": "Community trust", "ooh": "Out of hours"}
GPC = {"profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-MedicationRequest-1"]}
CATEGORY = "http://terminology.hl7.org/CodeSystem/medicationrequest-category"


def read(source, kind, id, targets=None, /, **content):
    """One entry of one source; the numbers in it are as a strict reader gives them."""
    sent = {"resourceType": kind, "id": id, "subject": {"reference": "Patient/1"}} | content
    key = ResourceKey(source=source, type=kind, id=id, version="")
    place = Place(page=0, start=0, end=10, slot=f"{source}/{kind}/{id}")
    whole = Resource(
        key=key, place=place, version=FhirVersion.R4, content=read_object(json.dumps(sent).encode())
    )
    return entry_from(whole, context(targets))


def med(source="gp", id="1", title="Ramipril 5mg capsules", **content):
    """An active order of a medicine, for two capsules a day."""
    dose = content.pop("dose", "One daily")
    given = {
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": title},
        "authoredOn": "2026-07-24",
        "dosageInstruction": [{"text": dose}] if dose else None,
    } | content
    return read(
        source, "MedicationRequest", id, **{name: value for name, value in given.items() if value is not None}
    )


def listed_under(code, display=""):
    return [{"coding": [{"system": CATEGORY, "code": code, "display": display or code}]}]


def coded(code, text="", system="https://dmd.nhs.uk"):
    return {"coding": [{"system": system, "code": code}]} | ({"text": text} if text else {})


def copy(entry):
    return Copy(entry=entry, own=entry, source=entry.members[0].key.source)


def copies(*entries):
    return {entry.id: (copy(entry),) for entry in entries}


def asked(*entries, merged=True, raw=None, found=lambda *_: None, options=None, **given):
    """What a page is asked of: a record of these entries, merged as the load does."""
    own = {entry.members[0]: entry for entry in entries}
    rows = merge_entries(entries, NAMES) if merged else entries
    return PageAsked(
        record=record(*rows, **given),
        zone=LONDON,
        now=NOW,
        copies=lambda entry: tuple(own[member] for member in entry.members),
        raw=raw or (lambda _place: b"{}"),
        found=found,
        options=options or {},
    )


def board(*entries, **given):
    return medicines_page(asked(*entries, **given))


def row_of(page, name):
    return next(row for row in page.rows if row.name == name)


def cells_of(page, name):
    """The words of each cell of a row, by the name of its source."""
    return {
        column.name: cell.words for column, cell in zip(page.columns, row_of(page, name).cells, strict=True)
    }


def with_flags(entry, *flags):
    return replace(entry, flags=entry.flags | set(flags))
