"""What IHE BALP and FHIR R4 ask of an AuditEvent, written down from the published profiles for our tests.

Source: profiles.ihe.net/ITI/BALP (Query, PatientQuery, Read, PatientRead) and hl7.org/fhir/R4/auditevent.html.
"""

import re

BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit."
DCM = "http://dicom.nema.org/resources/ontology/DCM"
_ELEMENTS = {
    "resourceType", "id", "meta", "type", "subtype", "action", "period", "recorded", "_recorded", "outcome",
    "outcomeDesc", "purposeOfEvent", "agent", "source", "entity",
}  # fmt: skip
_AGENT = {
    "type", "role", "who", "altId", "name", "requestor", "location", "policy", "media", "network", "purposeOfUse"
}  # fmt: skip
_ENTITY = {
    "what", "type", "role", "lifecycle", "securityLabel", "name", "description", "query", "detail"
}  # fmt: skip


def problems(event):
    """Return what is wrong, as words; an empty list for an event that keeps every rule here."""
    found = list(_base(event))
    for profile in event.get("meta", {}).get("profile", []):
        assert profile.startswith(BALP)
        name = profile.removeprefix(BALP)
        found += _PROFILES[name.removeprefix("Patient")](event)
        if name.startswith("Patient"):
            found += _patient(event)
    return found


def _base(event):
    if set(event) - _ELEMENTS:
        yield f"elements that R4 does not know: {set(event) - _ELEMENTS}"
    if event["resourceType"] != "AuditEvent" or not re.fullmatch(
        r"[A-Za-z0-9.-]{1,64}", event.get("id", "x")
    ):
        yield "type or id"
    if set(event["type"]) - {"system", "code", "display"} or not event["type"]["code"]:
        yield "type is 1..1 Coding"
    if ("recorded" in event) is ("_recorded" in event):
        yield "recorded is 1..1"
    if event["action"] not in set("CRUDE") or event["outcome"] not in {"0", "4", "8", "12"}:
        yield "required bindings of action and outcome"
    if not event["agent"] or "observer" not in event["source"]:
        yield "agent is 1..*, source.observer is 1..1"
    yield from _parts(event)


def _parts(event):
    for agent in event["agent"]:
        if set(agent) - _AGENT or not isinstance(agent.get("requestor"), bool):
            yield "agent: an unknown element, or requestor missing"
        if "network" in agent and agent["network"]["type"] not in {"1", "2", "3", "4", "5"}:
            yield "agent.network.type: required binding"
    for entity in event.get("entity", []):
        if set(entity) - _ENTITY or ("name" in entity and "query" in entity):
            yield "entity: an unknown element, or both name and query (sev-1)"


def _agents(event, system, code):
    return [one for one in event["agent"] if {"system": system, "code": code}.items() <= _first(one).items()]


def _first(agent):
    return agent["type"]["coding"][0]


def _rest(event, interactions, client, server):
    if event["type"]["code"] != "rest" or event["outcome"] != "0":
        yield "type is rest, outcome is 0"
    if not interactions & {one["code"] for one in event["subtype"]}:
        yield f"subtype: none of {interactions}"
    for code in (client, server):
        found = _agents(event, DCM, code)
        if len(found) != 1 or not ({"who", "network"} <= set(found[0])) or "media" in found[0]:
            yield f"agent {code}: 1..1 with who and network, without media"
    users = _agents(event, "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP")
    if len(users) > 1:
        yield "agent user: 0..1"
    for user in users:
        if user["requestor"] is not True or "who" not in user or {"media", "network"} & set(user):
            yield "agent user: requestor true, who 1..1, no media, no network"


def _query(event):
    yield from _rest(event, {"search", "search-type", "search-system"}, "110153", "110152")
    if event["action"] != "E":
        yield "action is E"
    queries = [one for one in event["entity"] if one.get("role", {}).get("code") == "24"]
    if len(queries) != 1 or "query" not in queries[0] or {"what", "lifecycle", "detail"} & set(queries[0]):
        yield "entity query: 1..1 with query, without what, lifecycle, detail"
    yield from _transaction(event)


def _read(event):
    yield from _rest(event, {"read", "vread"}, "110152", "110153")
    if event["action"] != "R":
        yield "action is R"
    system = [one for one in event["entity"] if one["type"]["code"] == "2"]
    if len(system) != 1 or "what" not in system[0] or system[0]["role"]["code"] not in {"3", "4", "20"}:
        yield "entity data: 1..1 with what and a role of the value set"
    yield from _transaction(event)


def _transaction(event):
    ids = [one for one in event["entity"] if one["type"]["code"] == "XrequestId"]
    if len(ids) > 1 or any(not one["what"]["identifier"]["value"] for one in ids):
        yield "entity transaction: 0..1 with the id"


def _patient(event):
    people = [one for one in event["entity"] if one["type"]["code"] == "1"]
    if len(people) != 1 or people[0]["role"]["code"] != "1" or people[0]["what"].get("type") != "Patient":
        yield "entity patient: 1..1, a reference to a Patient"


_PROFILES = {"Query": _query, "Read": _read}
