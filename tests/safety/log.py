"""The hazard log as data, and the matrix of DCB0129's guidance: severity and likelihood to a risk of 1 to 5."""

import tomllib
from functools import cache

from tests.trace.table import ROOT

SAFETY = ROOT / "packaging" / "safety"
# DCB0129 implementation guidance, tables 7 to 10: the words are ours, the steps and the cells are the guidance's.
SEVERITIES = {
    "minor": "One person: a minor injury that soon heals, upset or inconvenience, or next to nothing.",
    "significant": "One: a minor injury that heals slowly. Several: a minor one that soon heals.",
    "considerable": "One: a severe injury that soon heals. Several: a minor one that heals slowly.",
    "major": "One: death, or lasting harm. Several: a severe injury that soon heals.",
    "catastrophic": "Several: death, or lasting harm.",
}
LIKELIHOODS = {
    "very low": "Next to impossible.",
    "low": "It could happen, and nearly always does not.",
    "medium": "Possible.",
    "high": "Not certain, but expected more often than not.",
    "very high": "Certain, or nearly.",
}
MATRIX = {
    "very low": (1, 1, 2, 2, 3),
    "low": (1, 2, 2, 3, 4),
    "medium": (2, 2, 3, 3, 4),
    "high": (2, 3, 3, 4, 5),
    "very high": (3, 4, 4, 5, 5),
}
ACCEPTABLE = {
    1: "acceptable as it is",
    2: "acceptable only where lowering it further is impractical or costs more than it gains",
    3: "undesirable: acceptable only where lowering it further is impractical",
    4: "not acceptable: to be removed or controlled further",
    5: "not acceptable",
}


@cache
def log() -> dict:
    """The whole of hazards.toml: ``hazard`` and ``decision``, each a list of tables."""
    return tomllib.loads((SAFETY / "hazards.toml").read_text("utf-8"))


def hazards() -> list[dict]:
    """Every hazard in the order of the log."""
    return log()["hazard"]


def risk(severity: str, likelihood: str) -> int:
    """Return the risk, 1 (least) to 5, that the matrix gives; KeyError or ValueError for a word it has not."""
    return MATRIX[likelihood][list(SEVERITIES).index(severity)]


def evidence_of(hazard: dict) -> list[str]:
    """Return every test that a hazard's controls name, in their order."""
    return [test for control in hazard["control"] for test in control["tests"]]


def rules_of(hazard: dict) -> set[str]:
    """Return the ids of every rule behind a hazard's controls."""
    return {rule for control in hazard["control"] for rule in control["rules"]}
