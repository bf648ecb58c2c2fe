"""Decides what the simulated immunisation history answers: completed vaccinations by disease, of one person.

Source: Immunisation FHIR API: diseases that the asker may not see are left out of the search, which is said.
"""

import json
from collections.abc import Mapping
from uuid import uuid4

from typing_extensions import override

from viewer.demo.answers import Reply, Request
from viewer.demo.nhs.spine import PlatformAnswers, refused, sent
from viewer.demo.shelf import NHS_NUMBER, Json, Shelf
from viewer.demo.sign_in import Guard
from viewer.demo.sites import NationalKey, Site, SiteKey
from viewer.demo.structured import good_number
from viewer.source.connection import Nhs
from viewer.source.endpoint import Kind

WITHHELD = frozenset({"HPV"})
"""Diseases that the asker of the demo may not see."""
_DISEASES = {
    "6-in-1": "6IN1",
    "MenB": "MENB",
    "Rotavirus": "ROTAVIRUS",
    "Pneumococcal": "PNEUMOCOCCAL",
    "MMRV": "MMRV",
    "MMR": "MMR",
    "Influenza": "FLU",
}
_KNOWN = frozenset({*_DISEASES.values(), *WITHHELD, "COVID", "RSV", "SHINGLES", "PERTUSSIS", "3IN1", "4IN1"})
_KNOWN_TOO = frozenset({"MENACWY", "HEPB", "HIBMENC", "BCG"})
IMMS = Site(
    key=NationalKey.IMMUNISATIONS,
    id="d30000000000000000000000000000b6",
    name="Immunisation history (simulated)",
    care_setting="National immunisation history",
    fhir_version="4.0.1",
    path="/immunisation-fhir-api/FHIR/R4",
    page_size=50,
    most=50,
    total="always",
    page_link="",
    kind=Kind.IMMUNISATIONS,
    nhs=Nhs(organisation="Y99002"),
)


class ImmsAnswers(PlatformAnswers):
    """The history. What was not given is not in it, and a Patient in it is a number alone."""

    def __init__(self, site: Site, shelves: Mapping[SiteKey, Shelf], guard: Guard) -> None:
        super().__init__(site, shelves, guard)
        self._gp = shelves.get(SiteKey.GP, Shelf())

    @override
    def answer(self, request: Request) -> Reply:
        if request.method != "GET" or request.path != "Immunization":
            return super().answer(request)
        asked = dict(request.query)
        system, _, number = asked.get("patient.identifier", "").rpartition("|")
        targets = [name for name in asked.get("-immunization.target", "").split(",") if name]
        if system != NHS_NUMBER or not good_number(number):
            return refused(400, "INVALID", "Search parameter patient.identifier must be a valid NHS number")
        if not targets or not set(targets) <= _KNOWN | _KNOWN_TOO:
            return refused(400, "INVALID", "-immunization.target must be one or more of the known diseases")
        allowed = [name for name in targets if name not in WITHHELD]
        if not allowed:
            return refused(403, "FORBIDDEN", "Unauthorized request for vaccine type", issue="forbidden")
        return sent(self._bundle(number, allowed, said=len(allowed) < len(targets)))

    def _bundle(self, number: str, allowed: list[str], *, said: bool) -> dict[str, object]:
        urn = f"urn:uuid:{uuid4()}"
        given = [one for one in self._given(number, urn) if one[0] in allowed]
        entries: list[Json] = [
            {"fullUrl": f"{self.base}/Immunization/{one['id']}", "resource": one, "search": {"mode": "match"}}
            for _, one in given
        ]
        if given:
            who = {
                "resourceType": "Patient",
                "id": number,
                "identifier": [{"system": NHS_NUMBER, "value": number}],
            }
            entries.append({"fullUrl": urn, "resource": who, "search": {"mode": "include"}})
        if said:
            entries.append({"resource": _left_out()})
        query = f"patient.identifier={NHS_NUMBER}|{number}&immunization.target={','.join(allowed)}"
        return {
            "resourceType": "Bundle",
            "type": "searchset",
            "link": [{"relation": "self", "url": f"{self.base}/Immunization?{query}"}],
            "total": len(given),
            "entry": entries,
        }

    def _given(self, number: str, urn: str) -> list[tuple[str, Json]]:
        """Return the practice's completed vaccinations as the history would hold them, with their disease."""
        found = [one.id for one in self._gp.patients if (NHS_NUMBER, number) in one.identifiers]
        held = [json.loads(one.body) for name in found for one in self._gp.of_patient("Immunization", name)]
        return [
            (_disease(one), _as_r4(one, urn)) for one in held if not one.get("notGiven") and _disease(one)
        ]


def _disease(immunization: Mapping[str, Json]) -> str:
    words = immunization["vaccineCode"].get("text", "")
    return next((code for name, code in _DISEASES.items() if name in words), "")


def _as_r4(immunization: Mapping[str, Json], urn: str) -> Json:
    return {
        "resourceType": "Immunization",
        "id": f"imms-{immunization['id']}",
        "identifier": [{"system": "https://supplier.example/identifiers/vacc", "value": immunization["id"]}],
        "status": "completed",
        "vaccineCode": immunization["vaccineCode"],
        "patient": {"reference": urn, "type": "Patient"},
        "occurrenceDateTime": immunization["date"],
        "recorded": immunization["date"],
        "primarySource": True,
        "lotNumber": immunization.get("lotNumber", "not recorded"),
        "protocolApplied": [
            {"targetDisease": [{"text": _disease(immunization)}], "doseNumberPositiveInt": 1}
        ],
    }


def _left_out() -> Json:
    words = "Your search contains details that you are not authorised to request"
    issue = {"severity": "warning", "code": "unauthorized", "diagnostics": words}
    return {"resourceType": "OperationOutcome", "issue": [issue]}
