"""A11Y-01: every criterion of WCAG 2.2, A and AA, is tested, is about nothing here, or is said to be open."""

import tomllib
from pathlib import Path

import pytest

from tests.trace.table import is_there, where_now

CRITERIA = tomllib.loads((Path(__file__).parent / "wcag.toml").read_text("utf-8"))["criteria"]
# W3C's own list of levels A and AA in 2.2, without 4.1.1, which 2.2 has taken out.
LEVELS = {
    "1.1": [1], "1.2": [1, 2, 3, 4, 5], "1.3": [1, 2, 3, 4, 5], "1.4": [1, 2, 3, 4, 5, 10, 11, 12, 13],
    "2.1": [1, 2, 4], "2.2": [1, 2], "2.3": [1], "2.4": [1, 2, 3, 4, 5, 6, 7, 11], "2.5": [1, 2, 3, 4, 7, 8],
    "3.1": [1, 2], "3.2": [1, 2, 3, 4, 6], "3.3": [1, 2, 3, 4, 7, 8], "4.1": [2, 3],
}  # fmt: skip
FIELDS = {
    "tested": ({"status", "tests"}, {"left"}),
    "none": ({"status", "why"}, set()),
    "open": ({"status", "why"}, set()),
}


def test_every_criterion_is_there_and_no_other():
    wanted = [f"{guideline}.{number}" for guideline, numbers in LEVELS.items() for number in numbers]

    assert list(CRITERIA) == wanted
    assert len(wanted) == 55


@pytest.mark.parametrize("number", CRITERIA)
def test_each_says_what_tests_it_or_why_nothing_does(number):
    criterion = CRITERIA[number]
    needed, allowed = FIELDS[criterion["status"]]
    named = criterion.get("tests", [])

    assert needed <= set(criterion) <= needed | allowed
    assert all(criterion[field].endswith(".") for field in ("why", "left") if field in criterion)
    assert {test: where_now(test) for test in named if not is_there(test)} == {}
