"""The check of the safety case: whatever is taken away from it is noticed."""

import pytest

from tests.safety import owners
from tests.safety.checks import PAPERS, failed, form, gone, named, named_in, not_run, unowned
from tests.safety.log import evidence_of, hazards
from tests.safety.ran import Verdict
from tests.trace.table import rules

HERE = "tests/safety/test_checks.py::test_a_rule_without_an_owner_is_named"
CONTROL = {"what": "It is said.", "rules": ["CMP-01"], "tests": [HERE]}


def test_the_safety_case_as_it_stands_is_whole():
    known = rules()

    assert [*form(hazards()), *unowned(rule["id"] for rule in known), *gone(named(known))] == []


def test_every_hazard_and_every_tested_rule_names_its_tests_to_the_check():
    by = {one for ids in named(rules()).values() for one in ids}

    assert by >= {hazard["id"] for hazard in hazards()}
    assert by >= {rule["id"] for rule in rules() if rule["status"] == "tested"}
    assert all(evidence_of(hazard) for hazard in hazards())


def test_what_a_paper_shows_by_a_test_is_judged_like_a_hazards():
    tests = named([])

    for paper in PAPERS:
        of_it = {test for test, by in tests.items() if paper.name in by}
        assert of_it
        assert of_it == set(named_in(paper.read_text("utf-8")))
    bomb = "tests/fetch/test_server.py::test_a_bomb_is_stopped_at_the_limit_of_the_unpacked_size"
    assert "limits.md" in tests[bomb]


def test_a_file_that_a_paper_names_stands_for_all_its_tests():
    words = f"| it holds | `{HERE}`, `tests/safety/test_owners.py` and `tests/safety/test_main.py` |"
    found = list(named_in(words))

    assert found[:2] == [HERE, "tests/safety/test_owners.py::"]
    assert "tests/safety/test_main.py::test_without_a_report_nothing_is_shown_and_it_says_so" in found
    assert list(gone({found[1]: ["limits.md"]})) == ["limits.md: there is no tests/safety/test_owners.py::"]


@pytest.mark.parametrize(
    ("control", "said"),
    [
        ([], "no control"),
        ([CONTROL | {"rules": []}], "no rule stands behind: It is said."),
        ([CONTROL | {"tests": []}], "no test of: It is said."),
        ([CONTROL, CONTROL | {"tests": []}], "no test of: It is said."),
    ],
)
def test_a_hazard_without_rules_and_a_control_without_a_test_are_named(control, said):
    found = list(form([{"id": "HAZ-99", "control": control}]))

    assert any("HAZ-99" in line and said in line for line in found)
    assert list(form([{"id": "HAZ-99", "control": [CONTROL]}])) == []


def test_a_rule_without_an_owner_is_named(monkeypatch):
    monkeypatch.setitem(owners.OWNERS, "section", {"CMP": "viewer/record", "IDM": "viewer/nowhere"})
    monkeypatch.setitem(owners.OWNERS, "rule", {"SAFE-24": "clinical safety officer"})

    assert list(unowned(["CMP-01", "SAFE-24", "SAFE-01", "IDM-01"])) == [
        "SAFE-01 has no owner",
        "IDM-01: its owner viewer/nowhere is neither a room nor a role of owners.toml",
    ]


def test_every_owner_in_the_table_is_known_and_every_line_is_about_a_rule():
    table = owners.OWNERS
    ids = {rule["id"] for rule in rules()}

    assert [
        one for one in (*table["section"].values(), *table["rule"].values()) if not owners.is_known(one)
    ] == []
    assert set(table["rule"]) - ids == set()


def test_a_test_that_is_gone_failed_or_was_left_out_is_named_with_whoever_needs_it():
    tests = {HERE: ["HAZ-01", "CMP-01"], "tests/safety/test_checks.py::test_nobody_wrote": ["HAZ-02"]}

    assert list(gone(tests)) == ["HAZ-02: there is no tests/safety/test_checks.py::test_nobody_wrote"]
    assert list(failed(tests, {HERE: Verdict.FAILED})) == [f"HAZ-01, CMP-01: failed: {HERE}"]
    assert list(failed(tests, {})) == [f"HAZ-01, CMP-01: the run did not hold {HERE}"]
    assert list(failed(tests, {HERE: Verdict.PASSED})) == []


def test_what_was_skipped_or_runs_elsewhere_is_no_evidence_and_is_said():
    elsewhere = "tests/interop/test_naive.py::test_the_same_server_gives_all_where_the_page_is_large_enough"
    tests = {HERE: ["HAZ-01"], elsewhere: ["CMP-05"]}

    assert list(failed(tests, {HERE: Verdict.SKIPPED})) == []
    assert list(not_run(tests, {HERE: Verdict.SKIPPED})) == [
        f"HAZ-01: was skipped: {HERE}",
        f"CMP-05: runs elsewhere (.ci/long): {elsewhere}",
    ]
    assert list(not_run({HERE: ["HAZ-01"]}, {HERE: Verdict.PARTLY})) == [
        f"HAZ-01: was in part skipped: {HERE}"
    ]
