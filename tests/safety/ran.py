"""What a run of the tests says of each of them, read from the report that pytest writes (--junitxml)."""

from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree as ET


class Verdict(StrEnum):
    """How a test of all its parameters went; ``SKIPPED``: nothing of it has run, ``PARTLY``: not all."""

    PASSED = "passed"
    FAILED = "failed"
    PARTLY = "in part skipped"
    SKIPPED = "skipped"


def verdicts(report: Path) -> dict[str, Verdict]:
    """Return the verdict of each ``tests/x/test_y.py::test_name``.

    Raises:
        OSError: there is no such report.
        xml.etree.ElementTree.ParseError: it is none of pytest's.
    """
    cases = defaultdict(set)
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - our own run has written it
        file = case.get("classname", "").replace(".", "/") + ".py"
        cases[f"{file}::{case.get('name', '').partition('[')[0]}"].add(_one(case))
    return {test: _all(found) for test, found in cases.items()}


def _one(case: ET.Element) -> Verdict:
    if case.find("failure") is not None or case.find("error") is not None:
        return Verdict.FAILED
    return Verdict.SKIPPED if case.find("skipped") is not None else Verdict.PASSED


def _all(found: set[Verdict]) -> Verdict:
    if Verdict.FAILED in found:
        return Verdict.FAILED
    return Verdict.PARTLY if len(found) > 1 else next(iter(found))
