"""What is wrong with the safety case: a test that is gone or failed, a rule nobody owns, a control without evidence."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping

from tests.safety.log import SAFETY, evidence_of, hazards, rules_of
from tests.safety.owners import is_known, owner_of
from tests.safety.ran import Verdict
from tests.trace.table import ROOT, is_there, tests_in

_OPTIONS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"][
    "addopts"
]
# The test command leaves them out: they take long, or need what is not ours.
ELSEWHERE = tuple(
    f"{option.removeprefix('--ignore=')}/" for option in _OPTIONS if option.startswith("--ignore=")
)
# What stands in them as shown by a test is evidence like a hazard's.
PAPERS = (SAFETY / "threat_model.md", ROOT / "packaging" / "limits.md")
_NAMED = re.compile(r"`(tests/[\w/]+/test_\w+\.py)(?:::(\w+))?`")


def form(some: Iterable[dict]) -> Iterator[str]:
    """Yield each hazard without rules or controls, and each control without rules or tests."""
    for hazard in some:
        if not hazard["control"] or not rules_of(hazard):
            yield f"{hazard['id']} has no control with a rule"
        for control in hazard["control"]:
            if not control["rules"]:
                yield f"{hazard['id']}: no rule stands behind: {control['what']}"
            if not control["tests"]:
                yield f"{hazard['id']}: no test of: {control['what']}"


def unowned(rules: Iterable[str]) -> Iterator[str]:
    """Yield each rule id that has no owner, or one that nobody has described."""
    for rule in rules:
        owner = owner_of(rule)
        if not owner:
            yield f"{rule} has no owner"
        elif not is_known(owner):
            yield f"{rule}: its owner {owner} is neither a room nor a role of owners.toml"


def named(rules: Iterable[dict]) -> dict[str, list[str]]:
    """Return each test that a hazard, a rule or a paper names, with the ids of whoever names it."""
    by = [(hazard["id"], evidence_of(hazard)) for hazard in hazards()]
    by += [(rule["id"], rule.get("tests", [])) for rule in rules]
    by += [(paper.name, list(dict.fromkeys(named_in(paper.read_text("utf-8"))))) for paper in PAPERS]
    found: dict[str, list[str]] = {}
    for one, tests in by:
        for test in tests:
            found.setdefault(test, []).append(one)
    return found


def named_in(words: str) -> Iterator[str]:
    """Yield each test that a paper names in code marks; a file stands for all its tests."""
    for file, test in _NAMED.findall(words):
        if test or not (ROOT / file).is_file():
            yield f"{file}::{test}"
        else:
            yield from (f"{file}::{one}" for one in sorted(tests_in(file)))


def gone(tests: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield each named test that no file holds."""
    for test, by in tests.items():
        if not is_there(test):
            yield f"{', '.join(by)}: there is no {test}"


def failed(tests: Mapping[str, list[str]], ran: Mapping[str, Verdict]) -> Iterator[str]:
    """Yield each named test that failed, or that the run should have held and did not."""
    for test, by in tests.items():
        if test.startswith(ELSEWHERE) or not is_there(test):
            continue
        if test not in ran:
            yield f"{', '.join(by)}: the run did not hold {test}"
        elif ran[test] is Verdict.FAILED:
            yield f"{', '.join(by)}: failed: {test}"


def not_run(tests: Mapping[str, list[str]], ran: Mapping[str, Verdict]) -> Iterator[str]:
    """Yield each named test that was skipped, in part too, or belongs to a run of its own: no evidence there."""
    for test, by in tests.items():
        if test.startswith(ELSEWHERE):
            yield f"{', '.join(by)}: runs elsewhere (.ci/long): {test}"
        elif ran.get(test) is Verdict.SKIPPED:
            yield f"{', '.join(by)}: was skipped: {test}"
        elif ran.get(test) is Verdict.PARTLY:
            yield f"{', '.join(by)}: was in part skipped: {test}"
