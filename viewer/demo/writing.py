"""Decides the bytes of a resource that is grown and not read from a file, in each endpoint's FHIR version."""

import json
from dataclasses import dataclass

from viewer.demo.measures import Measure
from viewer.demo.shelf import Stored
from viewer.demo.sites import SiteKey

_T = "http://terminology.hl7.org/CodeSystem/"
_GPC = "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-"
_UKCORE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-"
_CLASS = {
    SiteKey.ACUTE: ("IMP", "inpatient encounter"),
    SiteKey.COMMUNITY: ("HH", "home health"),
    SiteKey.OOH: ("VR", "virtual"),
}


@dataclass(frozen=True, slots=True)
class Drug:
    """A medicine: its Medication's id at the GP endpoint, and its SNOMED CT (dm+d) code and name."""

    id: str
    code: str
    display: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes for one endpoint about one of its Patients."""

    key: SiteKey
    patient: str

    def observation(self, number: int, measure: Measure, value: str, when: str, encounter: str) -> Stored:
        """Write one measurement; ``value`` is the decimal's text and is sent as it is."""
        identity = f"{self.patient}-grown-{number}"
        gp = self.key == SiteKey.GP
        system, (code, display) = (
            ("http://snomed.info/sct", measure.snomed) if gp else ("http://loinc.org", measure.loinc)
        )
        category = _category(measure.category)
        link = "context" if gp else "encounter"
        body = (
            f'{{"resourceType":"Observation","id":"{identity}",{self._meta("Observation")},"status":"final",'
            + ("" if gp else f'"category":[{category}],')
            + f'"code":{{"coding":[{{"system":"{system}","code":"{code}","display":"{display}"}}]}},'
            f'"subject":{{"reference":"Patient/{self.patient}"}},'
            f'"{link}":{{"reference":"Encounter/{encounter}"}},"effectiveDateTime":"{when}",'
            f'"valueQuantity":{_quantity(measure, value)}{_range(measure)}}}'
        )
        return self._stored("Observation", identity, body)

    def encounter(self, number: int, start: str, end: str) -> Stored:
        """Write one contact."""
        identity = f"{self.patient}-grown-{number}"
        content: dict[str, object] = {"resourceType": "Encounter", "id": identity}
        content |= json.loads("{" + self._meta("Encounter") + "}")
        content["status"] = "completed" if self.key == SiteKey.OOH else "finished"
        if self.key in _CLASS:
            code, display = _CLASS[self.key]
            kind = {"system": f"{_T}v3-ActCode", "code": code, "display": display}
            content["class"] = [{"coding": [kind]}] if self.key == SiteKey.OOH else kind
        else:
            content["type"] = [{"text": "GP Surgery"}]
        content["subject"] = {"reference": f"Patient/{self.patient}"}
        content["actualPeriod" if self.key == SiteKey.OOH else "period"] = {"start": start, "end": end}
        return self._stored("Encounter", identity, json.dumps(content, separators=(",", ":")))

    def issue(self, number: int, drug: Drug, when: str) -> Stored:
        """Write one issue of a repeat prescription (GP) or one order (the others)."""
        identity = f"{self.patient}-grown-{number}"
        content: dict[str, object] = {"resourceType": "MedicationRequest", "id": identity}
        content |= json.loads("{" + self._meta("MedicationRequest") + "}")
        content |= {"status": "completed", "intent": "order"}
        content |= self._drug(drug)
        content["subject"] = {"reference": f"Patient/{self.patient}"}
        content["authoredOn"] = when[:10] if self.key == SiteKey.GP else when
        content["dosageInstruction"] = [{"text": "As before"}]
        return self._stored("MedicationRequest", identity, json.dumps(content, separators=(",", ":")))

    def _drug(self, drug: Drug) -> dict[str, object]:
        if self.key == SiteKey.GP:
            return {"medicationReference": {"reference": f"Medication/{drug.id}"}}
        coding = {"system": "http://snomed.info/sct", "code": drug.code, "display": drug.display}
        concept = {"coding": [coding]}
        if self.key == SiteKey.OOH:
            return {"medication": {"concept": concept}}
        return {"medicationCodeableConcept": concept}

    def _stored(self, kind: str, identity: str, body: str) -> Stored:
        return Stored(kind, identity, self.patient, body.encode())

    def _meta(self, kind: str) -> str:
        profiles = {SiteKey.GP: f"{_GPC}{kind}-1", SiteKey.OOH: ""}
        profile = profiles.get(self.key, f"{_UKCORE}{kind}")
        stated = f',"profile":["{profile}"]' if profile else ""
        return f'"meta":{{"versionId":"1"{stated}}}'


def _category(code: str) -> str:
    return f'{{"coding":[{{"system":"{_T}observation-category","code":"{code}"}}]}}'


def _quantity(measure: Measure, value: str) -> str:
    return (
        f'{{"value":{value},"unit":"{measure.unit}",'
        f'"system":"http://unitsofmeasure.org","code":"{measure.ucum}"}}'
    )


def _range(measure: Measure) -> str:
    ends = [
        f'"{name}":{_quantity(measure, end)}'
        for name, end in (("low", measure.low), ("high", measure.high))
        if end
    ]
    return f',"referenceRange":[{{{",".join(ends)}}}]' if ends else ""
