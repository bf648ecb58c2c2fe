"""The hazard log: enough hazards, each whole, each rule id in form, each named test really there."""

import re
import tomllib

import pytest

from tests.trace.table import REQUIREMENTS, ROOT, is_there, where_now

SAFETY = ROOT / "packaging" / "safety"
LOG = tomllib.loads((SAFETY / "hazards.toml").read_text("utf-8"))
HAZARDS = LOG["hazard"]
FAMILIES = "IDM|SAFE|CMP|FID|RES|MED|CUI|TML|NAR|PRIV|AUTH|NHS|GPC"
SEVERITIES = {"minor", "significant", "considerable", "major", "catastrophic"}
LIKELIHOODS = {"very low", "low", "medium", "high", "very high"}

each = pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])


def rules_of(hazard) -> set[str]:
    return {rule for control in hazard["controls"] for rule in control["rules"]}


def test_there_are_enough_hazards_and_no_number_is_used_twice():
    ids = [hazard["id"] for hazard in HAZARDS]

    assert len(HAZARDS) >= 15
    assert ids == [f"HAZ-{number:02}" for number in range(1, len(ids) + 1)]


@each
def test_each_hazard_is_whole(hazard):
    assert set(hazard) == {
        "id",
        "hazard",
        "cause",
        "effect",
        "severity",
        "likelihood",
        "controls",
        "tests",
        "residual",
    }
    assert all(hazard[name].strip() for name in ("hazard", "cause", "effect", "residual"))
    assert hazard["severity"] in SEVERITIES
    assert hazard["likelihood"] in LIKELIHOODS
    assert hazard["controls"]
    assert all(control["what"].strip() and control["rules"] for control in hazard["controls"])


@each
def test_each_rule_id_has_its_form(hazard):
    assert {rule for rule in rules_of(hazard) if not re.fullmatch(rf"({FAMILIES})-\d\d", rule)} == set()


@each
def test_each_rule_is_one_of_the_requirements(hazard):
    if not REQUIREMENTS.exists():
        pytest.skip("the requirements are not beside this repository")
    known = set(re.findall(r"^- ([A-Z]+-\d\d) ", REQUIREMENTS.read_text("utf-8"), re.MULTILINE))

    assert rules_of(hazard) - known == set()


@each
def test_each_hazard_names_tests_that_are_there(hazard):
    named = hazard["tests"]

    assert named
    assert len(named) == len(set(named))
    assert {test: where_now(test) for test in named if not is_there(test)} == {}


def test_every_conflict_of_rules_is_decided():
    assert [decision["id"] for decision in LOG["decision"]] == [f"CON-0{number}" for number in range(1, 10)]
    assert all(decision["decision"].strip() and decision["where"].strip() for decision in LOG["decision"])


def test_the_intended_purpose_is_display_and_says_that_nothing_is_assured():
    words = (SAFETY / "intended_purpose.md").read_text("utf-8")

    assert "Not assured for live clinical use" in words
    assert "Display only (SAFE-24)" in words
