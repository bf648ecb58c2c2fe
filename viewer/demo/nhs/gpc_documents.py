"""Decides what the simulated GP practice answers about documents: whose, which, and each one's content."""

import json
from base64 import b64decode
from collections.abc import Callable, Mapping

from typing_extensions import override

from viewer.demo.answers import Reply, Request
from viewer.demo.nhs.gpc import NO_CONSENT, NOT_FOUND, WHO, PracticeAnswers
from viewer.demo.nhs.statement import gpc_refused
from viewer.demo.shelf import NHS_NUMBER, Json, Shelf, Stored
from viewer.demo.sign_in import Guard
from viewer.demo.sites import NationalKey, Site, SiteKey
from viewer.demo.structured import good_number
from viewer.source.endpoint import Kind

_SERVICE = "urn:nhs:names:services:gpconnect:documents:fhir:rest"
_INCLUDES = frozenset(
    {
        ("_include", "DocumentReference:subject:Patient"),
        ("_include", "DocumentReference:custodian:Organization"),
        ("_include", "DocumentReference:author:Organization"),
        ("_include", "DocumentReference:author:Practitioner"),
        ("_revinclude:recurse", "PractitionerRole:practitioner"),
    }
)
LARGE = "RS1042-doc-large"
_NOPAT = {"system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT", "display": "no disclosure to patient"}
GPC_DOCUMENTS = Site(
    key=NationalKey.GP_DOCUMENTS,
    id="d30000000000000000000000000000b4",
    name="GP Connect documents, Riverside Surgery (simulated)",
    care_setting="GP practice documents",
    fhir_version="3.0.1",
    path="/Y99001/STU3/1/gpconnect/documents/fhir",
    page_size=50,
    most=50,
    total="always",
    page_link="",
    kind=Kind.GP_DOCUMENTS,
    nhs=WHO,
)


class GpcDocumentsAnswers(PracticeAnswers):
    """The documents of one practice; contents are given one by one, none above 5 MB."""

    def __init__(self, site: Site, shelves: Mapping[SiteKey, Shelf], guard: Guard) -> None:
        super().__init__(site, shelves, guard)
        self._contents: dict[str, Json] = {}
        self._documents = [self._document(one) for one in _documents(self.shelf)]

    @override
    def chosen(self, request: Request) -> tuple[str, Callable[[Request], Reply]]:
        parts = request.path.split("/")
        if request.method != "GET":
            return super().chosen(request)
        if parts == ["Patient"]:
            return f"{_SERVICE}:search:patient-1", self._patients
        if parts[0] == "Patient" and parts[2:] == ["DocumentReference"]:
            return f"{_SERVICE}:search:documentreference-1", self._list
        if parts[0] == "Binary" and parts[1:]:
            return f"{_SERVICE}:read:binary-1", self._content
        return super().chosen(request)

    def _patients(self, request: Request) -> Reply:
        system, _, number = dict(request.query).get("identifier", "").rpartition("|")
        if "identifier" not in dict(request.query):
            return gpc_refused("INVALID_PARAMETER", "identifier is needed")
        if system != NHS_NUMBER:
            return gpc_refused("INVALID_IDENTIFIER_SYSTEM", "the identifier's system is not the NHS number's")
        if not good_number(number):
            return gpc_refused("INVALID_NHS_NUMBER", "the NHS number is not valid")
        found = [one.id for one in self.shelf.patients if (NHS_NUMBER, number) in one.identifiers]
        kept = [self.shelf.one("Patient", name) for name in found if number not in NOT_FOUND]
        return _bundle([json.loads(one.body) for one in kept if one])

    def _list(self, request: Request) -> Reply:
        if not set(request.query) >= _INCLUDES:
            return gpc_refused("INVALID_PARAMETER", "an obligatory _include is missing")
        name = request.path.split("/")[1]
        person = next((one for one in self.shelf.patients if one.id == name), None)
        numbers = {value for system, value in person.identifiers if system == NHS_NUMBER} if person else set()
        if not person or numbers & NOT_FOUND:
            return gpc_refused("PATIENT_NOT_FOUND", "No patient found with this id")
        if NO_CONSENT in numbers:
            return gpc_refused("NO_PATIENT_CONSENT", "Patient has not provided consent to share data", 403)
        theirs = [one for one in self._documents if one["subject"]["reference"] == f"Patient/{name}"]
        beside = [self.shelf.one("Patient", name), self.shelf.one("Organization", "ORG1")]
        return _bundle([json.loads(one.body) for one in beside if one] + theirs)

    def _content(self, request: Request) -> Reply:
        content = self._contents.get(request.path.split("/", 1)[1])
        if content is None:
            return gpc_refused("NO_RECORD_FOUND", "No record found")
        return Reply(200, json.dumps(content).encode())

    def _document(self, stored: Stored) -> Json:
        """List a document by its address; its content is kept for whoever asks, unless it is too large."""
        document = json.loads(stored.body)
        attachment = document["content"][0]["attachment"]
        name, data = f"B-{document['id']}", attachment.pop("data", "")
        attachment["url"] = f"Binary/{name}"
        attachment.setdefault("size", len(b64decode(data)))
        if data:
            self._contents[name] = {
                "resourceType": "Binary",
                "id": name,
                "meta": {"versionId": "1"},
                "contentType": attachment["contentType"],
                "content": data,
            }
        return document


def _documents(shelf: Shelf) -> list[Stored]:
    """Return the practice's documents, with a large one more and one that is not for the patient."""
    found = [one for person in shelf.patients for one in shelf.of_patient("DocumentReference", person.id)]
    more = []
    for stored in found[:1]:
        large, hidden = json.loads(stored.body), json.loads(stored.body)
        large.update(id=LARGE, description="Scanned record before 1990, 112 pages")
        large["content"] = [{"attachment": {"contentType": "image/tiff", "size": 9_400_000}}]
        hidden.update(
            id="RS1042-doc-nopat", description="Letter about a relative", securityLabel=[{"coding": [_NOPAT]}]
        )
        more += [
            Stored(stored.type, one["id"], stored.patient, json.dumps(one).encode())
            for one in (large, hidden)
        ]
    return [*found, *more]


def _bundle(resources: list[Json]) -> Reply:
    whole: dict[str, object] = {"resourceType": "Bundle", "type": "searchset", "total": len(resources)}
    entries = [{"resource": one} for one in resources]
    return Reply(
        200, json.dumps({**whole, "entry": entries} if entries else whole, ensure_ascii=False).encode()
    )
