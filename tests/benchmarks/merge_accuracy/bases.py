"""Where the facts come from: real bundles where they lie beside the repository, else the demo's patients."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.benchmarks.merge_accuracy.truth import DOMAINS, Fact, Record
from viewer.errors import ResourceError
from viewer.fhir.resource import Content
from viewer.fhir.strict import read_object

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "resources" / "demo"
SHARED = ROOT.parent / "shared" / "data"
_NOT_RECORDS = ("tricky", "server-pages", "xml", "attachments", "nhs-pds", "nhs-ers", "gpconnect-stu3-small")
"""Folders of hostile files, search pages, bare Patients, and of one record in many states: no records."""
_FEWEST = 3


def records(*, demo_only: bool = False) -> list[Record]:
    """Every record, in an order that is the same in every run."""
    found = [*_demo(), *([] if demo_only or not SHARED.is_dir() else _shared())]
    return [record for record in found if len(record.facts) >= _FEWEST]


def _demo() -> Iterator[Record]:
    for path in sorted(DEMO.glob("*.ndjson")):
        if not path.name.startswith("all-"):
            shared = DEMO / f"all-{path.stem.rpartition('-')[2]}.ndjson"
            lines = path.read_bytes().splitlines()
            beside = shared.read_bytes().splitlines()
            yield _record(
                f"demo/{path.stem}", [({}, _read(line)) for line in (*lines, *beside) if line.strip()]
            )


def _shared() -> Iterator[Record]:
    singles: dict[str, list[tuple[Content, Content]]] = {}
    for path in sorted((*SHARED.rglob("*.json"), *SHARED.rglob("*.ndjson"))):
        folder = path.relative_to(SHARED).parts[0]
        if folder.startswith(_NOT_RECORDS):
            continue
        if path.suffix == ".ndjson":
            singles.setdefault(folder, []).extend(
                ({}, _read(line)) for line in path.read_bytes().splitlines() if line.strip()
            )
            continue
        content = _read(path.read_bytes())
        if content.get("resourceType") == "Bundle":
            yield _record(
                f"{folder}/{path.stem}", [(one, one.get("resource", {})) for one in _entries(content)]
            )
        else:
            singles.setdefault(folder, []).append(({}, content))
    for folder, held in singles.items():
        yield _record(folder, held)


def _entries(bundle: Content) -> list[Content]:
    held = bundle.get("entry")
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []


def _read(raw: bytes) -> Content:
    try:
        return read_object(raw)
    except ResourceError:
        return {}


def _record(name: str, held: Iterable[tuple[Content, Content]]) -> Record:
    facts: dict[str, Fact] = {}
    around: dict[str, Content] = {}
    for number, (slot, content) in enumerate(held):
        if not isinstance(content, dict) or not content.get("resourceType"):
            continue
        for name_of in (slot.get("fullUrl"), f"{content['resourceType']}/{content.get('id', '')}"):
            if isinstance(name_of, str) and name_of:
                around.setdefault(name_of, content)
        if around.get(f"{content['resourceType']}/{content.get('id')}", content) is not content:
            continue  # the same resource once more, in another state
        if content["resourceType"] in DOMAINS and _about_a_patient(content):
            # What a bundle holds twice, word for word, cannot be told apart by anybody: one of them counts.
            facts.setdefault(face(content), Fact(f"{name}#{number}", content))
    return Record(name, tuple(facts.values()), around)


def _about_a_patient(content: Content) -> bool:
    about = content.get("subject") or content.get("patient")
    reference = about.get("reference") if isinstance(about, dict) else None
    return isinstance(reference, str) and ("Patient" in reference or reference.startswith("urn:"))


def face(content: Content) -> str:
    """What somebody reads of a resource: all but its own id, meta, narrative and the ids that it refers to."""
    kept = {key: value for key, value in content.items() if key not in {"id", "meta", "text"}}
    if "narrativeLink" in str(kept.get("extension")):  # where in its own page it stands
        del kept["extension"]
    if content["resourceType"] == "MedicationStatement":  # one course, stated twice
        kept = {key: value for key, value in kept.items() if key not in {"dateAsserted", "informationSource"}}
    return json.dumps(_unreferred(kept), sort_keys=True)


def _unreferred(value: object) -> object:
    if isinstance(value, dict):
        return {key: _unreferred(part) for key, part in value.items() if not _is_id(key, part)}
    return [_unreferred(part) for part in value] if isinstance(value, list) else value


def _is_id(key: str, value: object) -> bool:
    return key == "reference" and isinstance(value, str)
