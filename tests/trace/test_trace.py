"""The trace from rule to test: whole, in form, and naming only tests that are there."""

import re

import pytest

from tests.trace.__main__ import main
from tests.trace.table import (
    REQUIREMENTS,
    ROOT,
    RULE_ID,
    SECTIONS,
    is_there,
    rules,
    rules_named_in,
    section_of,
    where_now,
)

RULES = rules()
IDS = [rule["id"] for rule in RULES]
FIELDS = {
    "tested": ({"id", "status", "tests"}, {"left"}),
    "later": ({"id", "status", "why"}, set()),
    "process": ({"id", "status", "why"}, set()),
}

each = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])


def test_each_id_has_its_form_and_stands_once():
    assert [rule for rule in IDS if not RULE_ID.fullmatch(rule)] == []
    assert len(IDS) == len(set(IDS))


def test_every_section_is_there_in_order_and_counts_without_a_hole():
    for section in SECTIONS:
        own = [rule for rule in IDS if section_of(rule) == section]
        assert own == [f"{section}-{number:02}" for number in range(1, len(own) + 1)]
        assert own


def test_the_table_holds_every_rule_of_the_requirements_and_no_other():
    if not REQUIREMENTS.exists():
        pytest.skip("the requirements are not beside this repository")
    required = re.findall(r"^- ([A-Z0-9]+-\d\d) ", REQUIREMENTS.read_text("utf-8"), re.MULTILINE)

    assert required == IDS


@each
def test_each_rule_says_what_tests_it_or_why_nothing_does(rule):
    needed, allowed = FIELDS[rule["status"]]

    assert needed <= set(rule) <= needed | allowed
    assert len(rule.get("tests", "x")) > 0
    assert all(rule[name].endswith(".") for name in ("why", "left") if name in rule)


@each
def test_each_named_test_is_there(rule):
    named = rule.get("tests", [])

    assert len(named) == len(set(named))
    assert {test: where_now(test) for test in named if not is_there(test)} == {}


@pytest.mark.parametrize("folder", ["viewer", "tests", "packaging", "resources"])
def test_every_rule_that_is_named_anywhere_stands_in_the_table(folder):
    files = [file for file in (ROOT / folder).rglob("*") if file.suffix in {".py", ".toml", ".md", ".sh"}]
    named = {
        (rule, file.relative_to(ROOT).as_posix())
        for file in files
        for rule in rules_named_in(file.read_text("utf-8", "replace"))
        if rule not in IDS
    }

    assert files
    assert named == set()


def test_a_range_of_ids_names_those_between_too():
    assert set(rules_named_in("(IDM-14..16), CUI-01 to CUI-03, UTF-16")) == {
        "IDM-14", "IDM-15", "IDM-16", "CUI-01", "CUI-02", "CUI-03",
    }  # fmt: skip


def test_a_test_that_is_gone_is_noticed():
    assert not is_there("tests/trace/test_trace.py::test_nobody_wrote")
    assert not is_there("tests/trace/test_nowhere.py::test_a_test_that_is_gone_is_noticed")
    assert where_now("old.py::test_a_test_that_is_gone_is_noticed") == ["tests/trace/test_trace.py"]


def test_the_command_lists_each_rule_without_a_test_once_and_counts_them_all(capsys):
    main([])
    plain = capsys.readouterr().out
    main(["--left"])
    whole = capsys.readouterr().out

    untested = [rule["id"] for rule in RULES if rule["status"] != "tested"]
    assert re.findall(r"^  (\S+) ", plain, re.MULTILINE) == untested
    assert len(re.findall(r"^  \S+ ", whole, re.MULTILINE)) == len(untested) + sum("left" in r for r in RULES)
    assert plain.rstrip().splitlines()[-1].startswith(f"All {len(RULES)} rules: ")
