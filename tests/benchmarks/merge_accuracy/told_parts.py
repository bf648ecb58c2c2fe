"""The parts that told facts are made of."""

import random
from datetime import UTC, datetime, timedelta

from viewer.fhir.resource import Number

SNOMED, LOINC, UCUM = "http://snomed.info/sct", "http://loinc.org", "http://unitsofmeasure.org"
ABOUT = {"reference": "Patient/1"}


def concept(system: str, code: str, text: str = "") -> dict:
    shown = {"display": text} if text else {}
    return {"coding": [{"system": system, "code": code, **shown}], **({"text": text} if text else {})}


LEFT = concept(SNOMED, "7771000", "Left")
RIGHT = concept(SNOMED, "24028007", "Right")


def moment(rng: random.Random, hours: int = 20) -> datetime:
    """Some minute of some day, with so many hours of it left."""
    day = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=rng.randrange(4000))
    return day + timedelta(minutes=rng.randrange((24 - hours) * 60 or 1))


def written(when: datetime) -> str:
    return when.isoformat()


def amount(value: str, unit: str) -> dict:
    return {"value": Number(value), "unit": unit, "system": UCUM, "code": unit}


def resource(kind: str, **content: object) -> dict:
    return {"resourceType": kind, "subject": ABOUT, "patient": ABOUT, **content}
