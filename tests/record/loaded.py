"""Records of several endpoints with the bytes behind them: what a summary is made of."""

import json
from datetime import UTC, datetime

from tests.load.answers import LONDON, asked, ended, source_ended
from tests.merge.builders import NAMES, patient, patient_content
from viewer.engine.copies import LoadCopies
from viewer.errors import ResourceError
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.merge.persons import BY_HAND, person_of
from viewer.source.answer import Answer
from viewer.source.domain import Domain
from viewer.source.origin import Origin, SourceKind

NOW = datetime(2026, 11, 22, 3, 6, tzinfo=UTC)
PATIENT = patient_content()
WHOLE = ended()


def searched(resources, source, version):
    """An answer as an endpoint gives it; a resource may be JSON text, so that its digits stay."""
    parts = [one if isinstance(one, str) else json.dumps(one) for one in resources]
    entries = ",".join(f'{{"resource":{part}}}' for part in parts)
    return Answer(
        source=source,
        search="everything",
        body=f'{{"resourceType":"Bundle","type":"searchset","entry":[{entries}]}}'.encode(),
        media_type="application/fhir+json",
        place="page 1",
        path="fhir/Observation",
        retrieved=datetime(2026, 11, 22, 3, 2, tzinfo=UTC),
        fhir_version=version,
    )


def loaded(*resources, version="4.0.1", patient_given=PATIENT, ending=WHOLE, others=(), **facts):
    """Return (record, copies). ``others``: (source, version, resources) of further linked endpoints."""
    sources = [("gp", version, [patient_given, *resources]), *others]
    load = Load(LONDON)
    people = [patient(source, **facts) for source, _, _ in sources]
    linked = person_of(people[0], [(one, BY_HAND) for one in people[1:]])
    for (source, _, _), link in zip(sources, linked.links, strict=True):
        kind = SourceKind.ENDPOINT
        origin = Origin(id=source, name=NAMES[source], kind=kind, base=f"https://{source}.example/fhir")
        load.add(origin, Scope(subjects=frozenset({"Patient/1"})), [link])
    for source, said, given in sources:
        load.feed(asked(*Domain, source=source))
        load.feed(searched(given, source, said))
        load.feed(ending if source == "gp" else ended(source=source))
        load.feed(source_ended(source=source))
    return load.record(), LoadCopies(load)


def about(kind, **more):
    """A resource about the patient."""
    name = "patient" if kind in {"AllergyIntolerance", "Immunization", "Consent"} else "subject"
    return {"resourceType": kind, "id": more.pop("id", "7"), name: {"reference": "Patient/1"}, **more}


def concept(text="Asthma", code="195967001"):
    return {"coding": [{"system": "http://snomed.info/sct", "code": code, "display": text}], "text": text}


ALLERGY = about(
    "AllergyIntolerance",
    id="3",
    code=concept("Penicillin", "91936005"),
    clinicalStatus={"coding": [{"system": "s", "code": "active"}]},
    verificationStatus={"coding": [{"system": "s", "code": "confirmed"}]},
)
NONE = about(
    "AllergyIntolerance",
    id="none",
    code=concept("No known allergy", "716186003"),
    clinicalStatus={"coding": [{"system": "s", "code": "active"}]},
    verificationStatus={"coding": [{"system": "s", "code": "confirmed"}]},
)
POTASSIUM = (
    '{"resourceType":"Observation","id":"p","status":"final","subject":{"reference":"Patient/1"},'
    '"code":{"coding":[{"system":"http://loinc.org","code":"2823-3"}],"text":"Potassium"},'
    '"effectiveDateTime":"2024-05-02T10:00:00Z","valueQuantity":{"value":0.010,"unit":"mmol/L"}}'
)
MEDICINE = about(
    "MedicationStatement",
    id="m",
    status="active",
    medicationCodeableConcept=concept("Ramipril 5mg capsules", "318857005"),
)


class Odd:
    """Copies of which one answer is another."""

    def __init__(self, copies, **answers):
        for name in ("raw", "found", "retrieved"):
            setattr(self, name, answers.get(name, getattr(copies, name)))


def damaged(_place):
    raise ResourceError("it was damaged")
