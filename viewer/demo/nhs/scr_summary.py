"""Decides what stands in a simulated summary: the practice's allergies and repeat medicines, as text."""

import json
import uuid
from collections.abc import Iterable
from html import escape

from viewer.demo.shelf import NHS_NUMBER, Json, Shelf

_DISCLAIMER = (
    "Taken from the patient's general practice record. It may leave out things that are known there."
)
SUMMARY = {
    "system": "http://snomed.info/sct",
    "code": "196981000000101",
    "display": "General Practice Summary",
}
_NOTHING = "No relevant information available for this category."


def summary(gp: Shelf, number: str, identity: str) -> list[Json]:
    """Return the resources of one person's summary: the Composition first, then whom it is about."""
    patient = next(one.id for one in gp.patients if (NHS_NUMBER, number) in one.identifiers)
    about = str(uuid.uuid5(uuid.NAMESPACE_URL, f"demo-scr-subject/{number}"))
    sections = [
        _section("General Practice Summary", "Title", f"<p>{escape(_DISCLAIMER)}</p>"),
        _listed("Allergies and Adverse Reactions", "AllergiesHeader", _allergies(gp, patient)),
        _listed("Current Repeat Medications", "RepeatMedsHeader", _medicines(gp, patient)),
    ]
    composition = {
        "resourceType": "Composition",
        "id": identity,
        "meta": {"lastUpdated": "2026-11-02T01:00:00+00:00"},
        "identifier": {"system": "https://tools.ietf.org/html/rfc4122", "value": identity},
        "status": "final",
        "type": {"coding": [SUMMARY]},
        "subject": {"reference": f"Patient/{about}"},
        "date": "2026-11-02T01:00:00+00:00",
        "title": "General Practice Summary",
        "section": sections,
    }
    person = {"resourceType": "Patient", "id": about, "identifier": [{"system": NHS_NUMBER, "value": number}]}
    return [composition, person]


def _section(title: str, code: str, html: str) -> Json:
    div = f'<div xmlns="http://www.w3.org/1999/xhtml">{html}</div>'
    return {
        "title": title,
        "code": {"coding": [{"code": code}]},
        "text": {"status": "generated", "div": div},
    }


def _listed(title: str, code: str, rows: Iterable[tuple[str, str]]) -> Json:
    written = [f"<tr><td>{escape(when)}</td><td>{escape(what)}</td></tr>" for when, what in rows]
    body = "".join(written) or f'<tr><td colspan="2">{_NOTHING}</td></tr>'
    head = "<thead><tr><th>Date</th><th>Description</th></tr></thead>"
    return _section(title, code, f"<table>{head}<tbody>{body}</tbody></table>")


def _allergies(gp: Shelf, patient: str) -> list[tuple[str, str]]:
    found = [json.loads(one.body) for one in gp.of_patient("AllergyIntolerance", patient)]
    return [(one.get("assertedDate", ""), _named(one.get("code", {}))) for one in found]


def _medicines(gp: Shelf, patient: str) -> list[tuple[str, str]]:
    found = [json.loads(one.body) for one in gp.of_patient("MedicationStatement", patient)]
    return [(one.get("dateAsserted", ""), _drug(gp, one)) for one in found if one.get("status") == "active"]


def _drug(gp: Shelf, statement: Json) -> str:
    _, _, identity = statement["medicationReference"]["reference"].partition("/")
    drug = gp.one("Medication", identity)
    name = _named(json.loads(drug.body)["code"]) if drug else "Medicine not named"
    doses = [dose["text"] for dose in statement.get("dosage", []) if "text" in dose]
    return ", ".join([name, *doses])


def _named(concept: Json) -> str:
    coding: Json = next(iter(concept.get("coding", [])), {})
    return str(concept.get("text") or coding.get("display") or "Not named")
