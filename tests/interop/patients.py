"""Whom the servers are loaded with: the largest shared R4 patients where there are any, else the demo's."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests.interop.reading import Key

ROOT = Path(__file__).parents[2]
_SHARED = ROOT.parent / "shared" / "data"
_DEMO = ROOT / "resources" / "demo"
_CONDITIONAL = re.compile(r'"reference"\s*:\s*"([A-Z][A-Za-z]+)\?identifier=([^|"]*)\|([^"]*)"')
_REFERENCE = re.compile(r"(?:.*/)?([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/_history/.*)?")


def largest(count: int) -> list[Path]:
    """Return the largest R4 transactions of the shared files, [] where there are none."""
    folders = [_SHARED / "synthea-r4", _SHARED / "generated-tietai-r4"]
    files = [file for folder in folders if folder.is_dir() for file in folder.glob("*.json")]
    return sorted((f for f in files if b'"transaction"' in f.read_bytes()), key=lambda f: -f.stat().st_size)[
        :count
    ]


def transaction(file: Path) -> tuple[dict, dict]:
    """Return what a file only points to, which its server is taken to know already, and the file itself."""
    text = file.read_text("utf-8")
    asked = dict.fromkeys(_CONDITIONAL.findall(text))
    stubs = [
        {
            "fullUrl": f"urn:uuid:{uuid4()}",
            "resource": {"resourceType": kind, "identifier": [{"system": system, "value": value}]},
            "request": {"method": "POST", "url": kind, "ifNoneExist": f"identifier={system}|{value}"},
        }
        for kind, system, value in asked
    ]
    return {"resourceType": "Bundle", "type": "transaction", "entry": stubs}, json.loads(text)


def demo(patient: str = "holroyd", site: str = "acute", *, logical: bool = False, more: int = 0) -> dict:
    """Return our own fictional patient of one demo site as a transaction that keeps its ids.

    ``logical``: with what names the patient by NHS number alone. ``more``: so many Observations besides.
    """
    names = (f"{patient}-{site}.ndjson", f"all-{site}.ndjson")
    lines = [line for name in names for line in (_DEMO / name).read_text("utf-8").splitlines() if line]
    resources = {(r["resourceType"], r["id"]): r for r in map(json.loads, lines) if "id" in r}
    entries = [
        {
            "fullUrl": f"urn:x:{kind}/{name}",
            "resource": r,
            "request": {"method": "PUT", "url": f"{kind}/{name}"},
        }
        for (kind, name), r in resources.items()
        if kind != "OperationOutcome" and (logical or not _is_logical(r))
    ]
    (who,) = [f"Patient/{name}" for kind, name in resources if kind == "Patient"]
    entries += [_observation(who, number) for number in range(more)]
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}


def _is_logical(resource: dict) -> bool:
    subject = resource.get("subject") or resource.get("patient") or {}
    return "identifier" in subject and "reference" not in subject


def _observation(who: str, number: int) -> dict:
    resource = {
        "resourceType": "Observation",
        "id": f"more-{number}",
        "status": "final",
        "code": {"text": f"Measure {number % 7}"},
        "subject": {"reference": who},
        "effectiveDateTime": f"2026-{number % 9 + 1:02}-{number % 27 + 1:02}",
        "valueQuantity": {"value": number, "unit": "mmol/L"},
    }
    url = f"Observation/more-{number}"
    return {"fullUrl": f"urn:x:{url}", "resource": resource, "request": {"method": "PUT", "url": url}}


@dataclass(frozen=True)
class There:
    """What belongs to a patient's record, and what each of it refers to."""

    keys: set[Key]
    links: dict[Key, set[Key]]


@dataclass(frozen=True)
class Loaded:
    """A server's whole content, by its own database or as we gave it: what is there."""

    resources: dict[Key, dict]

    def record_of(self, patient: str) -> There:
        """Return what belongs to a patient's record.

        The Patient, whatever refers to them (by address, or by identifier alone), and whatever those refer
        to, on and on, except through another Patient.
        """
        start = tuple(patient.split("/", 1))
        named = {(one.get("system"), one.get("value")) for one in self.resources[start].get("identifier", ())}
        links = {
            key: set(_references(one, named, start)) & self.resources.keys()
            for key, one in self.resources.items()
        }
        waiting = [start, *(key for key, targets in links.items() if start in targets)]
        found: set[Key] = set()
        while waiting:
            key = waiting.pop()
            if key not in found and (key[0] != "Patient" or key == start):
                found.add(key)
                waiting += links[key]
        return There(found, {key: links[key] for key in found})


def _references(node: object, named: set[tuple], patient: Key) -> Iterator[Key]:
    """Yield what a resource refers to; ``named``: identifiers by which the patient is meant."""
    if isinstance(node, list):
        for item in node:
            yield from _references(item, named, patient)
    elif isinstance(node, dict):
        for name in ("reference", "url"):  # an attachment's url names a Binary
            found = _REFERENCE.fullmatch(str(node.get(name, "")))
            if found:
                yield found[1], found[2]
        identifier = node.get("identifier")
        if isinstance(identifier, dict) and (identifier.get("system"), identifier.get("value")) in named:
            yield patient
        for value in node.values():
            yield from _references(value, named, patient)
