"""Decides what the simulated Spine Directory Service answers: which system speaks for a practice (GPC-16)."""

from typing_extensions import override

from viewer.demo.answers import Reply, Request
from viewer.demo.nhs.people import ODS, PRACTICE
from viewer.demo.nhs.spine import PlatformAnswers, refused, sent
from viewer.demo.shelf import Json
from viewer.demo.sites import NationalKey, Site

INTERACTION_ID = "https://fhir.nhs.uk/Id/nhsServiceInteractionId"
ASID = "200000000116"
API_KEY = "demo-directory-key"
ADDRESS = "/Y99001/STU3/1/gpconnect/structured/fhir"
DIRECTORY = Site(
    key=NationalKey.GP_CONNECT,
    id="d30000000000000000000000000000b7",
    name="Spine Directory Service (simulated)",
    care_setting="Directory",
    fhir_version="4.0.1",
    path="/spine-directory/FHIR/R4",
    page_size=20,
    most=20,
    total="always",
    page_link="",
)


class DirectoryAnswers(PlatformAnswers):
    """The directory: one practice, asked by its ODS code and an interaction."""

    address = ADDRESS

    @override
    def answer(self, request: Request) -> Reply:
        if request.headers.get("apikey") != API_KEY:
            return refused(401, "ACCESS_DENIED", "Invalid ApiKey", issue="forbidden")
        asked = dict(request.query)
        practice, interaction = asked.get("organization", ""), asked.get("identifier", "")
        if not practice.startswith(f"{ODS}|") or not interaction.startswith(f"{INTERACTION_ID}|"):
            return refused(400, "INVALID_VALUE", "Missing or invalid organization or identifier")
        if request.path not in {"Device", "Endpoint"}:
            return super().answer(request)
        listed = [self._entry(request.path)] if practice == f"{ODS}|{PRACTICE}" else []
        whole: dict[str, object] = {"resourceType": "Bundle", "type": "searchset", "total": len(listed)}
        return sent({**whole, "entry": [{"resource": one} for one in listed]})

    def _entry(self, kind: str) -> Json:
        system = {"system": "https://fhir.nhs.uk/Id/nhsSpineASID", "value": ASID}
        party = {"system": "https://fhir.nhs.uk/Id/nhsMhsPartyKey", "value": f"{PRACTICE}-123456"}
        if kind == "Device":
            return {"resourceType": "Device", "id": "device-1", "identifier": [system, party]}
        return {
            "resourceType": "Endpoint",
            "id": "endpoint-1",
            "status": "active",
            "identifier": [party],
            "address": self.address,
        }
