"""The examples of each profile set in ../shared/data, loaded as one person's record, with what each row opens."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.load.answers import LONDON, patient, whole
from viewer.engine.details import Details
from viewer.engine.messages import Detail

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
FOLDERS = {
    "UK Core": ("ukcore-r4",),
    "US Core": ("us-core-r4",),
    "AU Core": ("au-core-r4",),
    "IPS": ("ips-r4",),
    "GP Connect": ("gpconnect-stu3", "gpconnect-stu3-small"),
}
_WHOM = ("subject", "patient", "beneficiary")
_AT_ONCE = 400  # resources, counted after each file: what a file refers to is in it


@dataclass(frozen=True)
class Shown:
    """One resource as sent, the words of its row, and its detail."""

    file: str
    sent: dict
    row: tuple[str, ...]
    detail: Detail


def files(names: tuple[str, ...]) -> list[Path]:
    """Every JSON file of these folders that is here."""
    return sorted(path for name in names for path in (SHARED / name).glob("**/*.json"))


def shown(paths: list[Path]) -> Iterator[Shown]:
    """Each resource of the files with its row and detail; every record is made one of the same patient.

    Only whom a record is about is changed: everything else stands as it was sent. What comes under an id
    that another has already is loaded alone, under an id of its own.
    """
    together: dict[str, tuple[str, dict]] = {}
    again: list[tuple[str, dict]] = []
    for path in paths:
        if len(together) >= _AT_ONCE:
            yield from _opened(together)
            together = {}
        for one in _resources(path):
            if one["resourceType"] == "Patient":
                again.append((path.name, one))
                continue
            reference = f"{one['resourceType']}/{one.setdefault('id', f'r{len(together)}')}"
            if reference in together:
                again.append((path.name, one))
            else:
                together[reference] = (path.name, one)
    yield from _opened(together)
    for place, (name, one) in enumerate(again):
        renamed = {**one, "id": f"again{place}"}
        yield from _opened({f"{one['resourceType']}/again{place}": (name, renamed)})


def _opened(together: dict[str, tuple[str, dict]]) -> Iterator[Shown]:
    own = [one for _, one in together.values()]
    person = own[0] if own and own[0]["resourceType"] == "Patient" else patient()
    load = whole(person, *own, subjects=(f"Patient/{person['id']}",))
    details = Details(load, {"gp": "GP practice"}, LONDON)
    record = load.record()
    for entry in record.entries:
        row = (entry.category, entry.title, entry.detail, entry.status, entry.value, *entry.marks)
        for member in entry.members:
            if member.key.reference in together:
                yield Shown(*together[member.key.reference], row, details.of_entry(entry))
    for item in record.supporting:
        if item.reference in together:
            yield Shown(*together[item.reference], (item.title,), details.of_supporting(item.id, item))


def _resources(path: Path) -> Iterator[dict]:
    text = path.read_text("utf-8-sig", "replace")
    lines = text.splitlines() if path.suffix == ".ndjson" else [text]
    for one in (one for line in lines for one in _flat(_content(line))):
        kind = one.get("resourceType")
        if kind not in {"Parameters", None}:
            for name in _WHOM:
                if isinstance(one.get(name), dict):
                    one[name] = {"reference": "Patient/1"}
            yield one


def _content(text: str) -> dict:
    try:
        return json.loads(text)
    except ValueError:
        return {}  # damage is the matter of other tests


def _flat(content: dict) -> Iterator[dict]:
    if not isinstance(content, dict):
        return
    if content.get("resourceType") == "Bundle":
        for entry in content.get("entry", []):
            yield from _flat(entry.get("resource") or {})
    else:
        yield content
