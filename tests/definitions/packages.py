"""Reads modifiers, must-support elements and codes out of definition packages that are pinned by hash."""

import fnmatch
import hashlib
import json
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
_EVERYWHERE = {"implicitRules", "modifierExtension"}
_DEFINED_HERE = {"resource", "complex-type"}


def pins() -> list[dict]:
    """Every pinned package: name, version, hash, licence, and what is read from it."""
    return tomllib.loads((HERE / "pins.toml").read_text("utf-8"))["package"]


class Package:
    """One package on disk, checked against its pin before anything is read."""

    def __init__(self, pin: dict, folder: Path) -> None:
        self.pin = pin
        self._path = self._packed(folder)
        found = hashlib.sha256(self._path.read_bytes()).hexdigest()
        if found != pin["sha256"]:
            raise SystemExit(f"{pin['name']} {pin['version']}: another package than the pinned one")

    def _packed(self, folder: Path) -> Path:
        name = self.pin["name"].removeprefix("@").replace("/", "-")
        path = folder / f"{name}-{self.pin['version']}.tgz"
        if not path.exists():
            wanted = f"{self.pin['name']}@{self.pin['version']}"
            subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True)
        return path

    def resources(self, key: str) -> Iterator[dict]:
        """Every resource of the files that the pin names under ``key``, those of a Bundle one by one."""
        wanted = self.pin.get(key, [])
        with tarfile.open(self._path) as archive:
            for member in archive:
                if any(fnmatch.fnmatch(member.name, pattern) for pattern in wanted):
                    yield from _each(json.load(archive.extractfile(member)))


def _each(content: dict | list) -> Iterator[dict]:
    if isinstance(content, list):
        yield from content
    elif content.get("resourceType") == "Bundle":
        yield from (entry["resource"] for entry in content["entry"])
    else:
        yield content


def modifiers(package: Package) -> Iterator[tuple[str, str, list[str]]]:
    """(path, types joined by "|", codes) of every modifier element but those that each resource has."""
    codes = Codes(package.resources("codes"))
    for definition in package.resources("definitions"):
        if definition.get("derivation") == "constraint" or definition.get("kind") not in _DEFINED_HERE:
            continue
        if definition.get("resourceType") != "StructureDefinition" or definition.get("abstract"):
            continue
        for element in definition["snapshot"]["element"]:
            if element.get("isModifier") and element["path"].rpartition(".")[2] not in _EVERYWHERE:
                types = "|".join(dict.fromkeys(kind["code"] for kind in element.get("type", [])))
                yield element["path"], types, codes.of(element)


def must_support(package: Package) -> Iterator[tuple[str, set[str]]]:
    """(resource type, paths) of each profile; slices and choices are told as the element they are of."""
    for profile in package.resources("profiles"):
        if profile.get("resourceType") != "StructureDefinition" or profile["kind"] != "resource":
            continue
        marked = (one["path"] for one in profile["snapshot"]["element"] if one.get("mustSupport"))
        paths = {path.partition(".")[2] for path in marked}
        if profile.get("derivation") == "constraint" and paths:
            yield profile["type"], paths - {""}


def order_of(package: Package) -> dict[str, list[str]]:
    """Top-level elements of each resource type in the order of its definition."""
    return {
        one["type"]: [
            element["path"].partition(".")[2]
            for element in one["snapshot"]["element"]
            if element["path"].count(".") == 1
        ]
        for one in package.resources("definitions")
        if one.get("kind") == "resource" and one.get("derivation") != "constraint"
    }


class Codes:
    """The codes of a required binding: what a value set lists, or the whole of its code systems."""

    def __init__(self, resources: Iterator[dict]) -> None:
        self._sets: dict[str, dict] = {}
        self._systems: dict[str, list[str]] = {}
        for one in resources:
            if one.get("resourceType") == "ValueSet":
                self._sets[one["url"]] = one
            elif one.get("resourceType") == "CodeSystem":
                self._systems[one["url"]] = list(_concepts(one.get("concept", [])))

    def of(self, element: dict) -> list[str]:
        """Codes in the order of the set; [] where none is bound or its systems are not here."""
        name = element.get("binding", {}).get("valueSet", "").partition("|")[0]
        return self._expanded(name)

    def _expanded(self, name: str) -> list[str]:
        found: list[str] = []
        for part in self._sets.get(name, {}).get("compose", {}).get("include", []):
            for other in part.get("valueSet", []):
                found += self._expanded(other.partition("|")[0])
            listed = [one["code"] for one in part.get("concept", [])]
            found += listed or ([] if "filter" in part else self._systems.get(part.get("system", ""), []))
        return list(dict.fromkeys(found))


def _concepts(concepts: list[dict]) -> Iterator[str]:
    for one in concepts:
        yield one["code"]
        yield from _concepts(one.get("concept", []))
