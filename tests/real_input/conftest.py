"""Says at the end how many files of each kind were read."""

from collections import Counter

import pytest

from tests.real_input.inputs import KINDS, files_of

_READ = "files read"


@pytest.fixture
def given(request, record_property):
    """The input of a test, noted so that the summary can count it."""
    record_property(_READ, request.param.kind)
    return request.param


def pytest_terminal_summary(terminalreporter):
    """Say how many files of each kind each test has read, and how many there are."""
    read = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                test = report.nodeid.split("::")[-1].split("[")[0]
                read.update((test, kind) for name, kind in report.user_properties if name == _READ)
    if not read:
        return
    terminalreporter.section("real input")
    there = ", ".join(f"{len(files_of(kind))} {kind}" for kind in KINDS)
    terminalreporter.write_line(f"files that are here: {there}")
    for test in sorted({test for test, _ in read}):
        words = ", ".join(f"{read[test, kind]} {kind}" for kind in KINDS)
        terminalreporter.write_line(f"{test} read {words}")
