"""Small answers for tests of the load: a body says only what the test is about."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.source.answer import Answer, Asked, Ended, Outcome, SourceEnded
from viewer.source.domain import Domain
from viewer.source.origin import Origin, SourceKind
from viewer.source.state import SourceState

LONDON = ZoneInfo("Europe/London")
NHS = "https://fhir.nhs.uk/Id/nhs-number"
BASE = "https://gp.example/fhir"


def origin(source="gp", name="GP practice", kind=SourceKind.ENDPOINT):
    return Origin(id=source, name=name, kind=kind, base=BASE)


def answer(*resources, source="gp", search="everything", place="page 1", raw=None, **given):
    bundle = {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": r} for r in resources]}
    body = raw if raw is not None else json.dumps(bundle).encode()
    return Answer(
        source=source,
        search=search,
        body=body,
        media_type="application/fhir+json",
        place=place,
        path="fhir/Observation",
        retrieved=datetime(2026, 11, 22, 3, 2, tzinfo=UTC),
        fhir_version=given.pop("fhir_version", "4.0.1"),
    )


def asked(*domains, source="gp", search="everything"):
    return Asked(source=source, search=search, domains=frozenset(domains))


def ended(outcome=Outcome.COMPLETE, *, source="gp", search="everything", expected=None, gaps=()):
    return Ended(source=source, search=search, outcome=outcome, expected=expected, gaps=tuple(gaps))


def source_ended(state=SourceState.COMPLETE, *, source="gp", gaps=()):
    return SourceEnded(source=source, state=state, gaps=tuple(gaps))


def patient(id="1", number="9990018421", **more):
    identifier = [{"system": NHS, "value": number}] if number else []
    return {"resourceType": "Patient", "id": id, "identifier": identifier, **more}


def observation(id="7", subject="Patient/1", **more):
    about = {"subject": {"reference": subject}} if subject else {}
    code = {"code": {"coding": [{"system": "http://loinc.org", "code": "2823-3"}], "text": "Potassium"}}
    when = {"effectiveDateTime": "2024-05-02T10:00:00Z"}
    value = {"valueQuantity": {"value": 4.9, "unit": "mmol/L"}}
    return {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        **about,
        **code,
        **when,
        **value,
        **more,
    }


def allergy(id="3", subject="Patient/1", **more):
    coding = [{"system": "http://snomed.info/sct", "code": "91936005", "display": "Allergy to penicillin"}]
    return {
        "resourceType": "AllergyIntolerance",
        "id": id,
        "patient": {"reference": subject},
        "code": {"coding": coding},
        **more,
    }


def loaded(*events, subjects=("Patient/1",), alone=False, watch=None):
    """A load of one endpoint that has taken in these events."""
    load = Load(LONDON, watch)
    load.add(origin(), Scope(subjects=frozenset(subjects), alone=alone))
    for event in events:
        load.feed(event)
    return load


def whole(*resources, **given):
    """A load of one endpoint that gave these resources in one complete answer."""
    return loaded(asked(*Domain), answer(*resources), ended(), source_ended(), **given)
