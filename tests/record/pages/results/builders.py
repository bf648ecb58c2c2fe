"""Builders for the tests of the results page: resources of several sources, read as a load reads them."""

import json
from datetime import UTC, datetime

from tests.entries.builders import LONDON, context
from tests.merge.builders import NAMES
from tests.record.builders import record, source_row
from viewer.entries.register import entry_from
from viewer.errors import ResourceError
from viewer.fhir.resource import FhirVersion, Place, Resource, ResourceKey
from viewer.fhir.strict import read_object
from viewer.merge.union import united
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.results.page import results_page

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
NOW = datetime(2026, 11, 22, 3, 6, tzinfo=UTC)


class Raw(str):
    """A number as its token, put into JSON without quotes."""

    __slots__ = ()


def encoded(value) -> bytes:
    """JSON in which a ``Raw`` stands as it is: ``0.010`` stays so."""
    marks = {}

    def swap(part):
        if isinstance(part, Raw):
            marks[f'"@@{len(marks)}@@"'] = str(part)
            return f"@@{len(marks) - 1}@@"
        if isinstance(part, dict):
            return {key: swap(item) for key, item in part.items()}
        return [swap(item) for item in part] if isinstance(part, list) else part

    text = json.dumps(swap(value))
    for mark, token in marks.items():
        text = text.replace(mark, token)
    return text.encode()


class World:
    """Resources of several sources; ``same`` makes one entry of several."""

    def __init__(self) -> None:
        self.bytes: dict[Place, bytes] = {}
        self.entries = []
        self.parts = {}
        self.found = {}

    def add(self, content, source="gp"):
        raw = encoded({"subject": {"reference": "Patient/1"}, **content})
        place = Place(page=1, start=len(self.bytes) * 10, end=len(self.bytes) * 10 + 5)
        self.bytes[place] = raw
        key = ResourceKey(source=source, type=content["resourceType"], id=content.get("id", ""), version="")
        resource = Resource(key=key, place=place, version=FhirVersion.R4, content=read_object(raw))
        entry = entry_from(resource, context())
        self.entries.append(entry)
        self.parts[entry.id] = (entry,)
        return entry

    def same(self, *entries):
        one = united(entries, NAMES)
        self.entries = [entry for entry in self.entries if entry not in entries] + [one]
        self.parts[one.id] = entries
        return one

    def raw(self, place):
        if place not in self.bytes:
            raise ResourceError("the kept body was damaged")
        return self.bytes[place]

    def asked(self, **options) -> PageAsked:
        return PageAsked(
            record=record(*self.entries),
            zone=LONDON,
            now=NOW,
            copies=lambda entry: self.parts[entry.id],
            raw=self.raw,
            found=lambda source, reference: self.found.get((source, reference)),
            options=options,
        )

    def page(self, **options):
        return results_page(self.asked(**options))


def quantity(value, unit="mmol/L", code=None, **given):
    sent = {"value": Raw(value), "unit": unit, "system": UCUM, "code": unit if code is None else code}
    return {key: item for key, item in sent.items() if item} | given


def observation(id="k1", value="4.2", when="2026-03-04T09:15:00Z", **given):
    """A potassium of 4.2 mmol/L; ``unit`` and ``code`` shape it, anything else is FHIR."""
    unit, code = given.pop("unit", "mmol/L"), given.pop("code", "2823-3")
    base = {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": LOINC, "code": code}], "text": given.pop("title", "Potassium")},
    }
    if when:
        base["effectiveDateTime"] = when
    if value is not None:
        base["valueQuantity"] = quantity(value, unit)
    return base | given


def report(id="r1", *results, when="2026-03-04T10:00:00Z", title="Urea and electrolytes", **given):
    return {
        "resourceType": "DiagnosticReport",
        "id": id,
        "status": "final",
        "code": {"text": title},
        "effectiveDateTime": when,
        "result": [{"reference": f"Observation/{one}"} for one in results],
    } | given


def pressure(id="bp1", high="120", low="80", when="2026-03-04T09:15:00Z", **given):
    def part(code, value, name):
        return {
            "code": {"coding": [{"system": LOINC, "code": code, "display": name}]},
            "valueQuantity": quantity(value, "mmHg", "mm[Hg]"),
        }

    base = observation(id, None, when, code="85354-9", title="Blood pressure")
    base["component"] = [part("8480-6", high, "Systolic"), part("8462-4", low, "Diastolic")]
    return base | given


def bounds(low=None, high=None, unit="mmol/L", **given):
    ends = {"low": low, "high": high}
    return [{name: quantity(value, unit) for name, value in ends.items() if value} | given]


def rows(page):
    return {row.key: row for group in page.groups for row in group.rows}


def titled(page, title):
    return next(row for row in rows(page).values() if row.title == title)


__all__ = [
    "LOINC",
    "Raw",
    "World",
    "bounds",
    "observation",
    "pressure",
    "quantity",
    "report",
    "rows",
    "source_row",
    "titled",
]
