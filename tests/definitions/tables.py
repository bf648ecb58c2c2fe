"""The committed tables of modifier and must-support elements, as the tests read them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
VERSIONS = ("STU3", "R4", "R4B", "R5")
SETS = ("UK Core", "US Core", "AU Core", "IPS", "GP Connect")


@dataclass(frozen=True)
class Modifier:
    """One modifier element of one version: ``types`` joined by "|", ``codes`` that its binding allows."""

    version: str
    path: str
    types: str
    codes: list[str]


def stu3() -> list[tuple[str, str, list[str]]]:
    """The modifiers of STU3, which stand by hand: no package of it can be had."""
    return [(path, types, codes) for path, types, *codes in _rows("stu3.txt")]


def all_modifiers() -> list[Modifier]:
    """Every modifier element of the four versions but implicitRules and modifierExtension, which all have."""
    return [Modifier(version, path, types, codes) for version, path, types, *codes in _rows("modifiers.txt")]


def all_must_support() -> dict[tuple[str, str], list[str]]:
    """(set, resource type) to the paths that one of the set's profiles marks."""
    lines = (line.partition(": ") for line in _lines("must_support.txt"))
    return {tuple(head.split(" / ")): paths.split() for head, _, paths in lines}


def by_hand() -> dict[tuple[str, str], set[str]]:
    """The same for what stands by hand."""
    return {
        (one["name"], kind): set(paths.split()) for one in _sets() for kind, paths in one["elements"].items()
    }


def not_covered() -> dict[str, list[str]]:
    """What of each set has no list here, in words."""
    return {one["name"]: one["not-covered"] for one in _sets()}


def _sets() -> list[dict]:
    return tomllib.loads((_HERE / "by_hand.toml").read_text("utf-8"))["set"]


def _lines(name: str) -> list[str]:
    return [line for line in (_HERE / name).read_text("utf-8").splitlines() if line and line[0] != "#"]


def _rows(name: str) -> Iterator[list[str]]:
    yield from (line.split(" ") for line in _lines(name))
