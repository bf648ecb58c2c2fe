"""Checks a patient summary against the invariants that can be told without HL7's validator.

``python -m tests.ips FILE`` prints what is wrong. It knows nothing of ``viewer``: it reads JSON and the rules of
a document Bundle, of IPS 2.0's Composition and of the resources that a summary usually carries.
"""

import json
import re
import sys
from pathlib import Path

LOINC = "http://loinc.org"
NEEDED_SECTIONS = {"48765-2": "AllergyIntolerance", "10160-0": "Medication", "11450-4": "Condition"}
TYPES = {
    **NEEDED_SECTIONS,
    "11369-6": "Immunization",
    "30954-2": "Observation DiagnosticReport",
    "8716-3": "Observation",
    "47519-4": "Procedure",
    "46264-8": "DeviceUseStatement",
    "42348-3": "Consent",
    "104605-1": "Flag",
    "18776-5": "CarePlan",
    "10162-6": "Observation",
    "29762-2": "Observation",
    "11348-0": "Condition",
}
REQUIRED = {
    "AllergyIntolerance": "patient",
    "Condition": "subject",
    "MedicationRequest": "status intent subject medication[x]",
    "MedicationStatement": "status subject medication[x]",
    "MedicationDispense": "medication[x] status",
    "MedicationAdministration": "medication[x] status subject effective[x]",
    "Immunization": "status vaccineCode patient occurrence[x]",
    "Observation": "status code",
    "DiagnosticReport": "status code",
    "Procedure": "status subject",
    "DeviceUseStatement": "status subject device",
    "CarePlan": "status intent subject",
    "Flag": "status code subject",
    "Consent": "status scope category",
    "Provenance": "target recorded agent",
    "Composition": "status type subject date author title section",
    "Patient": "name",
}
LISTS = frozenset(
    {"identifier", "category", "note", "section", "target", "agent", "author", "reaction", "contained"}
)
SINGLE = {
    "Composition": {"identifier"},
    "MedicationStatement": {"category"},
    "Procedure": {"category"},
    "MedicationAdministration": {"category"},
    "MedicationDispense": {"category"},
    "CarePlan": {"author"},
    "Flag": {"author"},
}
NOT_R4 = frozenset({"assertedDate", "notGiven", "notDone", "taken", "comment", "related"})
EMPTY = {"unavailable", "withheld", "notasked", "nilknown", "notstarted", "closed"}
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def faults(bundle):
    """Every fault in words."""
    return [*_of_bundle(bundle), *_of_references(bundle), *_of_composition(bundle), *_of_resources(bundle)]


def _of_bundle(bundle):
    if bundle.get("resourceType") != "Bundle" or bundle.get("type") != "document":
        yield "not a document Bundle"
    if not bundle.get("identifier", {}).get("system") or not bundle.get("identifier", {}).get("value"):
        yield "bdl-9: a document needs an identifier with system and value"
    if not INSTANT.fullmatch(bundle.get("timestamp", "")):
        yield "bdl-10: a document needs a timestamp"
    entries = bundle.get("entry", [])
    if not entries or entries[0]["resource"]["resourceType"] != "Composition":
        yield "bdl-11: the first is not a Composition"
    urls = [entry["fullUrl"] for entry in entries]
    if len(set(urls)) != len(urls):
        yield "bdl-7: a fullUrl stands there twice"
    for entry in entries:
        if not UUID.fullmatch(entry["fullUrl"]):
            yield f"not a urn:uuid: {entry['fullUrl']}"
        if entry["fullUrl"].removeprefix("urn:uuid:") != entry["resource"].get("id"):
            yield f"id and fullUrl differ: {entry['fullUrl']}"
    kinds = [entry["resource"]["resourceType"] for entry in entries]
    for kind in ("Composition", "Patient"):
        if kinds.count(kind) != 1:
            yield f"{kinds.count(kind)} of {kind}"


def walk(value, path=""):
    """Every (path, object) of a value."""
    if isinstance(value, dict):
        yield path, value
        for key, part in value.items():
            yield from walk(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from walk(part, f"{path}[{number}]")


def _of_references(bundle):
    urls = {entry["fullUrl"] for entry in bundle["entry"]}
    reached = {bundle["entry"][0]["fullUrl"]}
    points = {}
    for entry in bundle["entry"]:
        inside = {f"#{one.get('id')}" for one in entry["resource"].get("contained", [])}
        for path, one in walk(entry["resource"], entry["resource"]["resourceType"]):
            reference = one.get("reference")
            if reference is None or not isinstance(reference, str):
                continue
            if reference not in urls and reference not in inside and reference != "#":
                yield f"{path} leads nowhere"
            points.setdefault(entry["fullUrl"], set()).add(reference)
    for entry in bundle["entry"]:
        if entry["resource"]["resourceType"] == "Provenance":
            reached.add(entry["fullUrl"])
    ahead = list(reached)
    while ahead:
        new = points.get(ahead.pop(), set()) - reached
        reached |= new
        ahead += new
    for url in urls - reached:
        yield f"nothing leads to {url}"
    told = {
        t["reference"]
        for e in bundle["entry"]
        for t in e["resource"].get("target", [])
        if "target" in e["resource"]
    }
    for entry in bundle["entry"]:
        if entry["resource"]["resourceType"] not in {"Composition", "Provenance"}:
            own = entry["resource"].get("deviceName", [{}])[0].get("name") == "Tributary"
            if entry["fullUrl"] not in told and not own:
                yield f"no source is named for {entry['fullUrl']}"


def _of_composition(bundle):
    composition = bundle["entry"][0]["resource"]
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in bundle["entry"]}
    if composition["type"]["coding"][0]["code"] != "60591-5":
        yield "the Composition is no patient summary"
    if kinds.get(composition["subject"]["reference"]) != "Patient":
        yield "the Composition is not about the Patient"
    codes = []
    for section in composition["section"]:
        code = next(c["code"] for c in section["code"]["coding"] if c["system"] == LOINC)
        codes.append(code)
        has, empty = bool(section.get("entry")), section.get("emptyReason")
        if not section.get("title") or not section.get("text", {}).get("div"):
            yield f"{code}: title and text are needed"
        if has and empty:
            yield f"cmp-2: {code} is not empty and says why it is"
        if code in NEEDED_SECTIONS and not has and not empty:
            yield f"ips-comp-1: {code} has neither entry nor emptyReason"
        if empty and empty["coding"][0]["code"] not in EMPTY:
            yield f"{code}: no emptyReason of FHIR"
        allowed = tuple(TYPES.get(code, "").split())
        for one in section.get("entry", []):
            if not kinds[one["reference"]].startswith(allowed or ("?",)):
                yield f"{code} points to a {kinds[one['reference']]}"
    yield from (f"section {code} is missing" for code in NEEDED_SECTIONS if code not in codes)
    if len(codes) != len(set(codes)):
        yield "a section stands there twice"


def _of_resources(bundle):
    for entry in bundle["entry"]:
        resource = entry["resource"]
        kind = resource["resourceType"]
        for name in REQUIRED.get(kind, "").split():
            stem = name.removesuffix("[x]")
            if not any(key == name or (stem != name and key.startswith(stem)) for key in resource):
                yield f"{kind} without {name}"
        for path, one in walk(resource, kind):
            for key, value in one.items():
                if value in ({}, [], None, "") and kind in {path, "Composition"}:
                    yield f"{path}.{key} is empty"
                if path == kind and key in LISTS - SINGLE.get(kind, set()) and not isinstance(value, list):
                    yield f"{path}.{key} is no list"
                if path == kind and key in NOT_R4:
                    yield f"{path}.{key} is no element of R4"
            held = isinstance(one.get("reference"), dict) and ".provision." not in path
            if isinstance(one.get("concept"), dict) or held:
                yield f"{path} is a CodeableReference of R5"


def main(path):
    """Print what is wrong with a file; return how many faults."""
    found = faults(json.loads(Path(path).read_text("utf-8")))
    print("\n".join(found) or "No fault found. HL7's validator has not been run.")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
