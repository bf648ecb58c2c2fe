"""Decides what the simulated Summary Care Record answers: where the summary is, the summary, and alerts."""

import json
import uuid
from collections.abc import Mapping
from urllib.parse import quote

from typing_extensions import override

from viewer.demo.answers import Reply, Request
from viewer.demo.nhs.people import registered
from viewer.demo.nhs.scr_summary import SUMMARY, summary
from viewer.demo.nhs.spine import PlatformAnswers, sent
from viewer.demo.shelf import NHS_NUMBER, Json, Shelf
from viewer.demo.sign_in import Guard
from viewer.demo.sites import NationalKey, Site, SiteKey
from viewer.demo.structured import good_number
from viewer.source.connection import Nhs
from viewer.source.endpoint import Kind

SCR = Site(
    key=NationalKey.SCR,
    id="d30000000000000000000000000000b2",
    name="Summary Care Record (simulated)",
    care_setting="National summary",
    fhir_version="4.0.1",
    path="/summary-care-record/FHIR/R4",
    page_size=1,
    most=1,
    total="always",
    page_link="",
    kind=Kind.SCR,
    nhs=Nhs(
        organisation="Y99001",
        role="555254240100",
        role_name="Clinical practitioner",
        user_id="555254239107",
        user_name="Demo user",
        from_asid="200000009901",
    ),
)
_CONSENT = {"9990024103": "Ask", "9990062781": "No"}
"""Who has not simply agreed; everybody else has."""
_WITHOUT = frozenset({"9990071888", "9990077010"})
_SCR_ID, _PERMISSION = "https://fhir.nhs.uk/Id/nhsSCRUUID", "https://fhir.nhs.uk/CodeSystem/SCR-ACSPermission"
_PAIRS = frozenset({("1", reason) for reason in "12346"} | {("2", reason) for reason in "1235"})
_AGENTS = tuple(
    f"https://fhir.nhs.uk/Id/{kind}" for kind in ("nhs-number", "ods-organization-code", "sds-user-id")
)
_FIXED = {"type": f"http://snomed.info/sct|{SUMMARY['code']}", "_sort": "date", "_count": "1"}
_NO_CONSENT = (
    "Code: 420, Display: Business condition related to access control which prevents the action being "
    "performed by PSIS;Code: 30418, Display: [PSIS-30418] - ACF does not permit access to resource"
)


def scr_id(number: str) -> str:
    """Return the id under which a person's summary is held now."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"demo-scr/{number}")).upper()


class ScrAnswers(PlatformAnswers):
    """The summaries. ``alerts`` holds every AuditEvent that was taken in, for tests."""

    id_needed = False

    def __init__(self, site: Site, shelves: Mapping[SiteKey, Shelf], guard: Guard) -> None:
        super().__init__(site, shelves, guard)
        self._gp = shelves.get(SiteKey.GP, Shelf())
        self._people = registered(self._gp)
        self.alerts: list[Json] = []

    @override
    def answer(self, request: Request) -> Reply:
        asked = dict(request.query)
        ways = {
            ("GET", "DocumentReference"): lambda: self._where(asked),
            ("GET", "Bundle"): lambda: self._summary(asked),
            ("POST", "AuditEvent"): lambda: self._alert(request.body),
        }
        way = ways.get((request.method, request.path))
        return way() if way else super().answer(request)

    def _where(self, asked: Mapping[str, str]) -> Reply:
        number = _number(asked.get("patient", ""))
        if not number:
            return _said(400, "invalid", "Required request parameter 'patient' is not present or not valid")
        if any(asked.get(name, value) != value for name, value in _FIXED.items()):
            return _said(400, "invalid", "Unsupported parameter value")
        if self._consent(number) == "No":
            return _said(403, "forbidden", _NO_CONSENT)
        return sent(self._bundle([] if self._absent(number) else self._document(number)))

    def _summary(self, asked: Mapping[str, str]) -> Reply:
        number = _number(asked.get("composition.subject:Patient.identifier", ""))
        if not number:
            return _said(400, "invalid", "NHS number missing")
        if self._consent(number) == "No":
            return _said(403, "forbidden", _NO_CONSENT)
        is_current = asked.get("composition.identifier", "").upper() == scr_id(number)
        if self._absent(number) or not is_current:
            return sent(self._bundle([]))
        return sent(self._bundle(summary(self._gp, number, scr_id(number))))

    def _alert(self, body: bytes) -> Reply:
        try:
            event = json.loads(body)
            problem = _wrong(event)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            event, problem = None, "the body is not an AuditEvent with all that it needs"
        if problem:
            return _said(400, "invalid", problem)
        self.alerts.append(event)
        return Reply(201, b"")

    def _consent(self, number: str) -> str:
        return _CONSENT.get(number, "Yes")

    def _absent(self, number: str) -> bool:
        return number in _WITHOUT or number not in self._people

    def _document(self, number: str) -> list[Json]:
        patient = str(uuid.uuid5(uuid.NAMESPACE_URL, f"demo-scr-patient/{number}"))
        about = quote(f"{NHS_NUMBER}|{number}", safe="")
        where = f"{self.base}/Bundle?composition.identifier={scr_id(number)}"
        document = {
            "resourceType": "DocumentReference",
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"demo-scr-document/{number}")),
            "masterIdentifier": {"system": _SCR_ID, "value": scr_id(number)},
            "status": "current",
            "type": {"coding": [SUMMARY]},
            "subject": {"reference": f"Patient/{patient}"},
            "securityLabel": [{"coding": [{"system": _PERMISSION, "code": self._consent(number)}]}],
            "content": [
                {"attachment": {"url": f"{where}&composition.subject:Patient.identifier={about}"}},
            ],
        }
        person = {
            "resourceType": "Patient",
            "id": patient,
            "identifier": [{"system": NHS_NUMBER, "value": number}],
        }
        return [document, person]

    def _bundle(self, resources: list[Json]) -> Json:
        entries = [
            {"fullUrl": f"{self.base}/{one['resourceType']}/{one['id']}", "resource": one}
            for one in resources
        ]
        matches = sum(one["resourceType"] in {"DocumentReference", "Composition"} for one in resources)
        whole = {"resourceType": "Bundle", "type": "searchset", "total": matches}
        return {**whole, "entry": entries} if entries else whole


def _number(value: str) -> str:
    system, _, number = value.rpartition("|")
    return number if system == NHS_NUMBER and good_number(number) else ""


def _said(status: int, code: str, words: str) -> Reply:
    found = {"severity": "error", "code": code, "details": {"text": words}}
    return Reply(status, json.dumps({"resourceType": "OperationOutcome", "issue": [found]}).encode())


def _wrong(event: Json) -> str:
    """Return what is wrong with an alert; "" for nothing. Raises where it is no AuditEvent at all."""
    if event["resourceType"] != "AuditEvent" or not event["id"]:
        return "the body is not an AuditEvent with an id"
    if (event["type"]["code"], event["subtype"][0]["code"]) not in _PAIRS:
        return "Invalid combination of type and subtype"
    agents = [agent["who"]["identifier"] for agent in event["agent"] if agent["requestor"] is False]
    systems = {agent["system"] for agent in agents if agent["value"]}
    missing = [system for system in _AGENTS if system not in systems]
    if missing:
        return f"Missing 'agent' entry with 'who.identifier.system' '{missing[0]}' and non-empty 'value'"
    told = event["extension"][0]["valueString"] and event["source"]["observer"]["identifier"]["value"]
    return "" if told and event["entity"][0]["what"]["identifier"]["value"] else "a value is empty"
