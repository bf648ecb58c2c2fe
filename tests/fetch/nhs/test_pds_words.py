"""Each error code of PDS in words of its own."""

import json

import pytest

from viewer.fetch.nhs.pds_words import pds_fault, status_of
from viewer.fetch.reply import Reply
from viewer.source.answer import Outcome
from viewer.source.trace import TraceStatus


def reply(status, code="", **more):
    issue = {"severity": "error", "code": "value", "details": {"coding": [{"code": code, "display": "Said"}]}}
    body = json.dumps({"resourceType": "OperationOutcome", "issue": [issue]}).encode()
    return Reply(status=status, body=body, **more)


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (404, "INVALIDATED_RESOURCE", "declared invalid"),
        (404, "RESOURCE_NOT_FOUND", "does not know"),
        (400, "INVALID_RESOURCE_ID", "no NHS number"),
        (400, "INVALID_NHS_NUMBER", "no NHS number"),
        (200, "TOO_MANY_MATCHES", "more than 50 people match"),
        (400, "INVALID_SEARCH_DATA", "so little"),
        (408, "UNABLE_TO_CALL_SERVICE", "in time"),
        (429, "TOO_MANY_REQUESTS", "no more questions"),
        (400, "MULTIPLE_MATCHES", "several people"),
    ],
)
def test_a_code_has_words_and_is_named(status, code, words):
    fault = pds_fault(reply(status, code))
    assert words in fault.why
    assert code in fault.why
    assert fault.outcome is Outcome.FAILED


def test_a_wait_that_is_asked_for_is_said_in_its_own_words():
    assert "30 seconds" in pds_fault(reply(429, "TOO_MANY_REQUESTS", retry_after="30")).why


def test_a_code_that_is_not_known_keeps_the_words_of_its_status():
    assert "Said" in pds_fault(reply(400, "NEW_CODE")).why
    assert pds_fault(reply(403, "ACCESS_DENIED")).outcome is Outcome.DENIED


def test_a_person_is_no_fault():
    assert pds_fault(Reply(status=200, body=b'{"resourceType": "Patient"}')) is None


def test_a_page_of_the_network_is_no_statement_about_a_number():
    page = Reply(status=404, body=b"<html>Not Found</html>")
    assert pds_fault(page).outcome is Outcome.FAILED
    assert status_of(page) is None


def test_only_some_errors_say_something_of_the_number():
    assert status_of(reply(404, "INVALIDATED_RESOURCE")) is TraceStatus.INVALID
    assert status_of(reply(404, "RESOURCE_NOT_FOUND")) is TraceStatus.NOT_FOUND
    assert status_of(reply(400, "MISSING_VALUE")) is None
    assert status_of(reply(500, "INVALIDATED_RESOURCE")) is None
