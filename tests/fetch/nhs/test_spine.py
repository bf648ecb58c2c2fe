"""Codes of the Spine: each has words of its own, and none of them claims more than the code says."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fetch.nhs.immunisations import targets_in
from viewer.fetch.nhs.not_implemented import not_implemented
from viewer.fetch.nhs.nrl import tokens_in
from viewer.fetch.nhs.person import patients_in
from viewer.fetch.nhs.spine import MEANINGS, spine_codes, spine_fault
from viewer.fetch.reply import Reply
from viewer.source.answer import Outcome


def said(code, status=400, diagnostics="because"):
    issue = {"severity": "error", "code": "invalid", "diagnostics": diagnostics}
    if code:
        issue["details"] = {"coding": [{"code": code}]}
    return Reply(
        status=status,
        body=json.dumps({"resourceType": "OperationOutcome", "issue": [issue]}).encode(),
        media_type="application/fhir+json",
    )


def test_every_code_has_words_of_its_own():
    assert len({meaning.why for meaning in MEANINGS.values()}) == len(MEANINGS)
    assert all(meaning.why and meaning.advice for meaning in MEANINGS.values())


@pytest.mark.parametrize("code", MEANINGS)
def test_each_code_ends_the_question_in_its_words_and_is_named(code):
    fault = spine_fault(said(code))

    assert fault.why.startswith(MEANINGS[code].why)
    assert f"({code})" in fault.why
    assert fault.outcome is MEANINGS[code].outcome
    assert fault.advice == MEANINGS[code].advice


def test_not_found_never_reads_as_not_registered():
    fault = spine_fault(said("PATIENT_NOT_FOUND", 404))

    assert "not registered" not in fault.why.lower()
    assert "does not say where the patient is registered" in fault.why


@pytest.mark.parametrize("code", ["NO_PATIENT_CONSENT", "ACCESS_DENIED", "NO_RELATIONSHIP"])
def test_a_refusal_is_denied_and_not_broken(code):
    assert spine_fault(said(code, 403)).outcome is Outcome.DENIED


def test_what_helps_support_is_quoted_and_what_names_a_patient_s_choice_is_not():
    assert "it says: error: because" in spine_fault(said("INVALID_PARAMETER")).why
    assert "because" not in spine_fault(said("NO_PATIENT_CONSENT", 403)).why


@pytest.mark.parametrize(("status", "words"), [(502, "offline"), (504, "in time")])
def test_a_gateway_is_told_apart_from_a_refusal(status, words):
    fault = spine_fault(said("", status))

    assert words in fault.why
    assert fault.outcome is Outcome.FAILED


def test_an_unknown_code_keeps_the_words_of_its_status():
    assert "does not accept the question (status 400)" in spine_fault(said("NEW_CODE")).why
    assert "web page" in spine_fault(Reply(status=200, body=b"<html>")).why


def test_fhir_that_can_be_read_is_no_fault():
    assert spine_fault(Reply(status=200, body=b'{"resourceType": "Bundle"}')) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"issue": [{"details": {"coding": [{}]}}]}'])
def test_a_body_without_codes_has_none(body):
    assert spine_codes(body) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "resourceType",
                    "issue",
                    "details",
                    "coding",
                    "code",
                    "entry",
                    "resource",
                    "meta",
                    "tag",
                    "display",
                ]
            ),
            inner | st.sampled_from(["NOT_IMPLEMENTED", "OperationOutcome", "Patient", "next_page_token"]),
            max_size=4,
        )
    ),
    max_leaves=25,
)


@given(JSON.map(json.dumps).map(str.encode) | st.binary(max_size=60))
def test_whatever_a_service_sends_is_read_without_an_error(body):
    assert all(
        isinstance(code, str) for code in (*spine_codes(body), *not_implemented(body), *tokens_in(body))
    )
    assert all(isinstance(numbers, frozenset) for _, numbers in patients_in(body))


@given(st.text(max_size=40))
def test_whatever_a_link_says_is_read_without_an_error(link):
    assert all(targets_in(f"https://a/Immunization?immunization.target={link}{link}"))
