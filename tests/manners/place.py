"""A FHIR server that holds one record and answers politely, until it is given other manners."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from tests.fetch.conftest import Said

NHS_NUMBER = "9990018421"
ABOUT = frozenset({"AllergyIntolerance", "Condition", "MedicationRequest", "Observation"})
OTHERS = frozenset({"Medication", "Practitioner"})
KINDS = sorted(ABOUT | OTHERS)
PAGE = 3
_SUBJECT = {"AllergyIntolerance": "patient"}


def patient(name="1", number=NHS_NUMBER):
    system = "https://fhir.nhs.uk/Id/nhs-number"
    return {
        "resourceType": "Patient",
        "id": name,
        "identifier": [{"system": system, "value": number}],
        "name": [{"family": "Holroyd", "given": ["Margaret"]}],
        "birthDate": "1948-03-02",
    }


def fact(kind, name, about="1", by="", drug=""):
    """A resource whose words name it, so that an invention would be seen."""
    found = {"resourceType": kind, "id": name, "meta": {"versionId": "1"}, "code": {"text": f"{kind} {name}"}}
    if kind in ABOUT:
        found[_SUBJECT.get(kind, "subject")] = {"reference": f"Patient/{about}"}
    if kind == "Observation":
        found |= {"status": "final", "effectiveDateTime": "2024-05-02", "valueString": "seen"}
    if kind == "MedicationRequest":
        found |= {"status": "active", "intent": "order", "medicationCodeableConcept": found.pop("code")}
    if kind == "Practitioner":
        found = {**found, "name": [{"text": f"Dr {name}"}]}
        del found["code"]
    if by:
        who = {"reference": f"Practitioner/{by}"}
        found["performer" if kind == "Observation" else "recorder"] = [who] if kind == "Observation" else who
    if drug:
        del found["medicationCodeableConcept"]
        found["medicationReference"] = {"reference": f"Medication/{drug}"}
    return found


@dataclass
class Turn:
    """One request and what will be answered to it; manners change it."""

    kind: str
    query: dict
    bundle: dict | None = None
    status: int = 200
    body: bytes | None = None
    headers: dict = field(default_factory=dict)
    media_type: str = "application/fhir+json"
    act: object = None

    @property
    def page(self):
        return int(self.query.get("page", 1))

    @property
    def is_search(self):
        return self.bundle is not None and self.kind != "Patient" and "_summary" not in self.query

    @property
    def by_patient(self):
        return self.is_search and "_id" not in self.query

    @property
    def next(self):
        return next((link for link in self.bundle["link"] if link["relation"] == "next"), None)

    @property
    def raw(self):
        return json.dumps(self.bundle).encode() if self.body is None else self.body


class Place:
    """Answers a ``Site``'s requests from a record; each manner sees every turn before it is sent."""

    def __init__(self, site, record, manners=()):
        self.site = site
        self.record = record
        self.manners = list(manners)
        self.heard = []
        self.seen = {}
        self.counts = True  # whether it knows _summary=count
        site.answer = self.answer

    def answer(self, heard):
        self.heard.append(heard)
        query = dict(heard.query) | dict(parse_qsl(heard.body.decode("ascii")))
        turn = self._turn(heard.path.removesuffix("/_search"), query)
        for manner in self.manners:
            manner(turn, self)
        return Said(
            status=turn.status,
            body=turn.raw,
            headers=turn.headers,
            media_type=turn.media_type,
            act=turn.act and (lambda handler: turn.act(handler, turn.raw)),
        )

    def count(self, what):
        """How often something has happened here, this time included."""
        self.seen[what] = self.seen.get(what, 0) + 1
        return self.seen[what]

    def _turn(self, path, query):
        kind, _, name = path.partition("/")
        if kind == "metadata":
            return Turn(kind, query, body=capability())
        held = [one for one in self.record if one["resourceType"] == kind]
        if name:
            found = [one for one in held if one["id"] == name]
            body = json.dumps(found[0]).encode() if found else b""
            return Turn(kind, query, body=body, status=200 if found else 404)
        return Turn(kind, query, bundle=self._page(kind, query, [one for one in held if _meant(one, query)]))

    def _page(self, kind, query, held):
        first = (int(query.get("page", 1)) - 1) * PAGE
        found = {"resourceType": "Bundle", "type": "searchset", "link": [], "entry": []}
        if query.get("_total") == "accurate" or (self.counts and query.get("_summary") == "count"):
            found["total"] = len(held)
        if not (self.counts and query.get("_summary") == "count"):
            found["entry"] = [self.entry(one) for one in held[first : first + PAGE]]
        if first + PAGE < len(held):
            more = {**query, "page": str(int(query.get("page", 1)) + 1)}
            found["link"].append({"relation": "next", "url": f"{self.site.base}/{kind}?{urlencode(more)}"})
        return found

    def entry(self, resource, mode="match"):
        url = f"{self.site.base}/{resource['resourceType']}/{resource['id']}"
        return {"fullUrl": url, "resource": resource, "search": {"mode": mode}}


def _meant(resource, query):
    if "_id" in query and resource["id"] not in query["_id"].split(","):
        return False
    wanted = query.get("patient") or query.get("subject")
    return not wanted or about(resource) == wanted.removeprefix("Patient/")


def about(resource):
    """Return the id of the patient whom a resource names, "" where it names none."""
    named = resource.get("subject") or resource.get("patient") or {}
    return named.get("reference", "").removeprefix("Patient/")


def capability(kinds=KINDS):
    resources = [
        {
            "type": kind,
            "interaction": [{"code": "read"}, {"code": "search-type"}],
            "searchParam": [{"name": "_id"}, *([{"name": "patient"}] if kind in ABOUT else [])],
        }
        for kind in ("Patient", *sorted(kinds))
    ]
    rest = {"mode": "server", "resource": resources}
    said = {"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "rest": [rest]}
    return json.dumps(said).encode()
