"""The hazard log: enough hazards, each whole, each rule id in form, each named test really there."""

import re

import pytest

from tests.safety.log import LIKELIHOODS, SAFETY, SEVERITIES, evidence_of, hazards, log, risk, rules_of
from tests.safety.owners import is_known
from tests.trace.table import REQUIREMENTS, is_there, rules, where_now

FACTS = {"id", "hazard", "cause", "effect", "severity", "before", "after", "owner", "residual", "control"}
# What the maker's own list and issue 6 ask to be in the log, by a word of the hazard's name.
WANTED = (
    "unattended", "another clinician", "captured", "kept copy", "break-glass", "audit trail", "hostile",
    "support", "clipboard", "clock", "ends again and again", "keyring", "paper", "derived",
)  # fmt: skip

each = pytest.mark.parametrize("hazard", hazards(), ids=lambda hazard: hazard["id"])


def test_there_are_enough_hazards_and_no_number_is_used_twice():
    ids = [hazard["id"] for hazard in hazards()]

    assert len(ids) >= 30
    assert ids == [f"HAZ-{number:02}" for number in range(1, len(ids) + 1)]


@pytest.mark.parametrize("word", WANTED)
def test_what_is_feared_on_a_shared_workstation_is_in_the_log(word):
    assert [hazard["id"] for hazard in hazards() if word in hazard["hazard"].lower()]


@each
def test_each_hazard_is_whole(hazard):
    assert FACTS <= set(hazard) <= FACTS | {"asked"}
    assert all(hazard[name].strip() for name in FACTS - {"control"})
    assert hazard["severity"] in SEVERITIES
    assert {hazard["before"], hazard["after"]} <= set(LIKELIHOODS)
    assert hazard["control"]
    assert all(
        set(control) == {"what", "rules", "tests"} and all(control.values()) for control in hazard["control"]
    )


@each
def test_controls_never_make_a_hazard_likelier(hazard):
    assert risk(hazard["severity"], hazard["after"]) <= risk(hazard["severity"], hazard["before"])


@each
def test_nothing_that_nobody_has_observed_in_use_is_called_next_to_impossible(hazard):
    assert hazard["after"] != "very low"


@each
def test_each_hazard_is_owned_by_a_role_that_is_described(hazard):
    assert is_known(hazard["owner"])


@each
def test_each_rule_is_one_of_the_trace(hazard):
    assert rules_of(hazard) - {rule["id"] for rule in rules()} == set()


@each
def test_each_rule_is_one_of_the_requirements(hazard):
    if not REQUIREMENTS.exists():
        pytest.skip("the requirements are not beside this repository")
    known = set(re.findall(r"^- ([A-Z0-9]+-\d\d) ", REQUIREMENTS.read_text("utf-8"), re.MULTILINE))

    assert rules_of(hazard) - known == set()


@each
def test_each_hazard_names_tests_that_are_there(hazard):
    named = evidence_of(hazard)

    assert len(named) == len(set(named))
    assert {test: where_now(test) for test in named if not is_there(test)} == {}


def test_the_matrix_is_that_of_the_guidance():
    """Cells that a sum or a product would get wrong."""
    assert risk("major", "low") == 3
    assert risk("catastrophic", "low") == 4
    assert risk("catastrophic", "very low") == 3
    assert risk("significant", "very high") == 4
    assert risk("considerable", "low") == 2
    assert risk("minor", "medium") == 2


def test_every_conflict_of_rules_is_decided_with_its_reason():
    decisions = log()["decision"]

    assert [decision["id"] for decision in decisions] == [f"CON-0{number}" for number in range(1, 10)]
    assert all(set(decision) == {"id", "question", "decision", "reason", "where"} for decision in decisions)
    assert all(all(decision.values()) for decision in decisions)


def test_the_intended_purpose_is_display_and_says_that_nothing_is_assured():
    words = (SAFETY / "intended_purpose.md").read_text("utf-8")

    assert "Not assured for live clinical use" in words
    assert "Display only (SAFE-24)" in words
