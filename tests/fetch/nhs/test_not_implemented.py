"""What an older system says that it does not know."""

import json

import pytest

from viewer.fetch.nhs.not_implemented import not_implemented


def bundle(code="NOT_IMPLEMENTED", **issue):
    said = {"severity": "warning", "details": {"coding": [{"code": code}]}, **issue}
    outcome = {"resourceType": "OperationOutcome", "issue": [said]}
    return json.dumps({"resourceType": "Bundle", "entry": [{"resource": outcome}]}).encode()


@pytest.mark.parametrize(
    "issue",
    [
        {"diagnostics": "includeReferrals is not recognised"},
        {"expression": ["includeReferrals"]},
        {"location": ["includeReferrals"]},
        {"details": {"coding": [{"code": "NOT_IMPLEMENTED"}], "text": "includeReferrals"}},
    ],
)
def test_the_parameter_is_found_wherever_it_is_named(issue):
    assert not_implemented(bundle(**issue)) == {"includeReferrals"}


def test_a_part_is_named_with_its_parameter():
    said = bundle(diagnostics="includeProblems.includeStatus and includeFuture are unknown")

    assert not_implemented(said) == {"includeProblems.includeStatus", "includeFuture"}


@pytest.mark.parametrize(
    "body",
    [
        bundle(code="OTHER", diagnostics="includeReferrals NOT_IMPLEMENTED"),
        b'{"resourceType": "Bundle"}',
        b"NOT_IMPLEMENTED",
        b'{"resourceType": "Bundle", "entry": [{"resource": {"text": "NOT_IMPLEMENTED includeOther"}}]}',
        bundle(diagnostics="no name"),
    ],
)
def test_nothing_else_is_taken_for_it(body):
    assert not_implemented(body) == frozenset()
