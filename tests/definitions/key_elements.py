"""Writes the product's table: which elements of a type stand among the key facts of its detail."""

import textwrap

from tests.definitions.packages import pins
from tests.definitions.tables import Modifier

_HEAD = '''"""Which elements of a type the detail shows first: must-support ones, and those that modify the meaning.

Made by ``python -m tests.definitions``; do not edit. From the modifier flags of STU3, R4, R4B and R5 and the
must-support flags of UK Core, US Core, AU Core, IPS and the elements that GP Connect requires. Sources:
{sources}
STU3, UK Core, AU Core and GP Connect by hand: no package can be had (tests/definitions/by_hand.toml).
"""

from collections.abc import Mapping
from types import MappingProxyType

_LISTED = """
{table}
"""
_ROWS = (row.partition(": ") for row in _LISTED.replace("\\n  ", " ").strip().split("\\n"))
KEY_ELEMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {{kind: tuple(names.split()) for kind, _, names in _ROWS}}
)
"""Resource type to element names in the order of its definition; ``value[x]`` stands for every choice."""
'''
_SAID_ELSEWHERE = {"subject", "patient", "beneficiary"}
"""Whom a record is about: the banner says it, and a record about somebody else is marked or in quarantine."""
_BODY = {
    ("Bundle", "entry"),
    ("Composition", "section"),
    ("Composition", "text"),
    ("CarePlan", "text"),
    ("List", "entry"),
    ("ImagingStudy", "series"),
    ("QuestionnaireResponse", "item"),
}
"""What a record is made of, too long to stand among facts: shown as a whole, text before everything else."""
_LAST = ("identifier", "extension", "meta.profile", "meta.lastUpdated")
_TYPES = {
    "Quantity",
    "Age",
    "Count",
    "Distance",
    "Duration",
    "Identifier",
    "HumanName",
    "Address",
    "ContactPoint",
}


def module(flags: list[Modifier], sets: dict[tuple[str, str], set[str]], orders: dict[str, list[str]]) -> str:
    """The text of ``viewer/present/key_elements.py``."""
    wanted: dict[str, set[str]] = {}
    for (_, kind), paths in sets.items():
        wanted.setdefault(kind, set()).update(map(_element, paths))
    for one in flags:
        kind, _, path = one.path.partition(".")
        wanted.setdefault(kind, set()).add(_element(path))
    sources = "\n".join(f"- {pin['name']} {pin['version']} ({pin['licence']})" for pin in pins())
    lines = [
        _line(
            kind,
            {name for name in names - _SAID_ELSEWHERE if (kind, name) not in _BODY},
            orders.get(kind, []),
        )
        for kind, names in sorted(wanted.items())
        if kind not in _TYPES
    ]
    return _HEAD.format(sources=sources, table="\n".join(lines))


def _element(path: str) -> str:
    """The top-level element of a path; of meta only what is wanted of it."""
    return path if path.startswith("meta.") else path.partition(".")[0]


def _line(kind: str, names: set[str], order: list[str]) -> str:
    placed = {name: place for place, name in enumerate(order)} | {
        name: 99 + at for at, name in enumerate(_LAST)
    }
    listed = " ".join(sorted(names, key=lambda name: (placed.get(name, 98), name)))
    return textwrap.fill(f"{kind}: {listed}", 108, subsequent_indent="  ", break_on_hyphens=False)
