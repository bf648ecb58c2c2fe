"""The report of a run: each test has one verdict over all its parameters, and a failure is never outvoted."""

import shutil
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from tests.safety.ran import Verdict, verdicts
from tests.trace.table import ROOT

TESTS = """
import pytest
@pytest.mark.parametrize("n", [1, 2])
def test_both_pass(n): pass
@pytest.mark.parametrize("n", [1, 2])
def test_one_fails(n): assert n == 1
@pytest.mark.parametrize("n", ["a[b", "skipped"])
def test_one_is_skipped(n):
    if n == "skipped": pytest.skip("no keyring")
def test_all_are_skipped(): pytest.skip("no keyring")
@pytest.fixture
def broken(): raise OSError
def test_its_ground_breaks(broken): pass
def test_it_notes_what_it_read(record_property): record_property("files read", "json")
"""


def test_what_pytest_writes_is_read_by_file_and_name(tmp_path):
    room = tmp_path / "tests" / "room"
    room.mkdir(parents=True)
    (room / "test_one.py").write_text(TESTS, "utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    report = tmp_path / "out" / "ran.xml"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", "tests"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
    )

    at = "tests/room/test_one.py::"
    assert verdicts(report) == {
        f"{at}test_both_pass": Verdict.PASSED,
        f"{at}test_one_fails": Verdict.FAILED,
        f"{at}test_one_is_skipped": Verdict.PARTLY,
        f"{at}test_all_are_skipped": Verdict.SKIPPED,
        f"{at}test_its_ground_breaks": Verdict.FAILED,
        f"{at}test_it_notes_what_it_read": Verdict.PASSED,
    }


def test_what_is_no_report_is_none(tmp_path):
    report = tmp_path / "ran.xml"
    with pytest.raises(OSError, match="No such file"):
        verdicts(report)
    report.write_text("<testsuites><testcase", "utf-8")
    with pytest.raises(ET.ParseError):
        verdicts(report)
