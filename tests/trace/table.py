"""The trace from rule to test, read from rules.toml, and which tests a file really holds."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT.parent / "shared" / "requirements.md"
SECTIONS = {
    "IDM": "Who the patient is",
    "SAFE": "Meaning is never hidden or turned round",
    "CMP": "What is not known is said",
    "FID": "Values as they were sent",
    "RES": "Results",
    "ALG": "Allergies",
    "MED": "Medicines",
    "CUI": "Banner and formats",
    "TML": "Timeline",
    "GPC": "GP Connect",
    "NHS": "National services",
    "NAR": "Narrative and documents",
    "PRIV": "Privacy",
    "AUTH": "Connecting and signing in",
    "CTX": "Shared context",
    "A11Y": "Accessibility",
    "GOV": "Assurance",
    "CON": "Conflicts of rules, decided",
}
RULE_ID = re.compile(rf"\b(?:{'|'.join(SECTIONS)})-\d\d\b")
_RANGE = re.compile(rf"\b({'|'.join(SECTIONS)})-(\d\d)(?:\.\.| to \1-)(\d\d)\b")


def rules() -> list[dict]:
    """Every rule in the order of the requirements: id, status, and tests or why."""
    return tomllib.loads((Path(__file__).parent / "rules.toml").read_text("utf-8"))["rule"]


def section_of(rule: str) -> str:
    """Return the letters of a rule id, a key of SECTIONS."""
    return rule.partition("-")[0]


def rules_named_in(text: str) -> Iterator[str]:
    """Yield every rule id of a text, the inner ones of a range like IDM-14..16 too."""
    yield from RULE_ID.findall(text)
    for section, first, last in _RANGE.findall(text):
        yield from (f"{section}-{number:02}" for number in range(int(first), int(last) + 1))


def is_there(test: str) -> bool:
    """Whether ``tests/x/test_y.py::test_name`` is a function of that file."""
    file, _, name = test.partition("::")
    return (ROOT / file).is_file() and name in tests_in(file)


def where_now(test: str) -> list[str]:
    """Return where a test of this name stands now, for whoever mends a table."""
    files = (path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py"))
    return [file for file in files if test.partition("::")[2] in tests_in(file)]


@cache
def tests_in(file: str) -> frozenset[str]:
    """Return the names of all tests of a file; ``file`` is relative to the repository."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    )
