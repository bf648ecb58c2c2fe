"""Every status and body in words that say what it means, and none that says "nothing there"."""

import json

import pytest

from viewer.errors import AccessRefused, Cancelled, EndpointDown, SignInNeeded
from viewer.fetch.faults import fault_of_error, fault_of_reply, outcome_text
from viewer.fetch.reply import Reply
from viewer.source.answer import Outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Cancelled("Acute", "stopped"), Outcome.CANCELLED),
        (SignInNeeded("Acute", "no secret"), Outcome.DENIED),
        (AccessRefused("Acute", "no"), Outcome.DENIED),
        (EndpointDown("Acute", "nothing answers"), Outcome.FAILED),
    ],
)
def test_an_error_becomes_a_fault_without_the_name_twice(error, outcome):
    fault = fault_of_error(error)

    assert fault.outcome is outcome
    assert not fault.why.startswith("Acute")
    assert fault.advice == error.advice


@pytest.mark.parametrize(
    ("status", "outcome", "restart", "lean"),
    [
        (204, Outcome.FAILED, False, False),
        (304, Outcome.FAILED, False, False),
        (400, Outcome.FAILED, True, True),
        (401, Outcome.DENIED, False, False),
        (403, Outcome.DENIED, False, False),
        (404, Outcome.FAILED, True, False),
        (410, Outcome.FAILED, True, False),
        (422, Outcome.FAILED, True, True),
        (429, Outcome.FAILED, False, False),
        (500, Outcome.FAILED, True, False),
        (503, Outcome.FAILED, False, False),
    ],
)
def test_each_status_has_its_outcome(status, outcome, restart, lean):
    fault = fault_of_reply(Reply(status=status, body=b""))

    assert (fault.outcome, fault.restart, fault.lean) == (outcome, restart, lean)
    assert fault.why


@pytest.mark.parametrize(
    ("asked", "words"),
    [("", "too busy"), ("30", "30 seconds"), ("3600", "60 minutes"), ("999999999999", "more than a day")],
)
def test_a_busy_source_is_quoted_on_how_long(asked, words):
    assert words in fault_of_reply(Reply(status=429, body=b"", retry_after=asked)).why


def test_fhir_is_no_fault():
    assert fault_of_reply(Reply(status=200, body=b'{"resourceType": "Bundle"}')) is None


def test_a_quote_is_one_line_and_fits_a_screen():
    body = json.dumps({"issue": [{"severity": "error", "diagnostics": "a\nb\x07" + "x" * 1000}]}).encode()

    text = outcome_text(body)

    assert text.startswith("error: a b x")
    assert len(text) == 300
    assert text.isprintable()


@pytest.mark.parametrize(
    ("issue", "text"),
    [
        ({"severity": "fatal", "details": {"text": "down"}}, "fatal: down"),
        ({"details": {"coding": [{"display": "Locked"}]}}, "issue: Locked"),
        ({"severity": "error", "code": "processing"}, "error: processing"),
        ({}, ""),
        ("not an object", ""),
    ],
)
def test_the_best_words_of_an_issue_are_taken(issue, text):
    assert outcome_text(json.dumps({"issue": [issue]}).encode()) == text


def test_a_damaged_message_is_quoted_as_nothing():
    assert outcome_text(b'{"issue": [') == ""


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, b"<html><head><title>400 No required SSL certificate was sent</title></head></html>"),
        (400, b"<html><body><h1>The SSL certificate error</h1></body></html>"),
        (400, b"No required SSL certificate was sent"),
        (495, b""),
        (496, b""),
        (496, b"<html><head><title>496</title></head></html>"),
    ],
)
def test_a_web_server_that_wants_a_client_certificate_is_understood(status, body):
    fault = fault_of_reply(Reply(status=status, body=body))

    assert fault.outcome is Outcome.DENIED
    assert fault.why == f"it wants a client certificate, or another one (status {status})"
    assert "IT support" in fault.advice
    assert not fault.lean


def test_a_refused_question_that_only_names_certificates_is_a_refused_question():
    body = b'{"resourceType":"OperationOutcome","issue":[{"diagnostics":"an SSL certificate is no code"}]}'

    assert fault_of_reply(Reply(status=400, body=body)).lean


@pytest.mark.parametrize("severity", ["information", "warning", "error"])
@pytest.mark.parametrize("code", ["suppressed", "incomplete", "too-costly"])
def test_a_message_that_something_was_left_out_is_no_empty_list(fetching, site, severity, code):
    page = fetching.bundle(total=0)
    message = fetching.outcome("some were not returned", severity, code)
    page["entry"].append({"resource": message, "search": {"mode": "outcome"}})
    site.on("Condition", fetching.Said(body=page))

    ended = fetching.read(site).ended("Condition")

    assert ended.outcome is Outcome.TRUNCATED
    assert "some were not returned" in ended.gaps[0].why


@pytest.mark.parametrize("status", [200, 403])
@pytest.mark.parametrize("in_list", [False, True])
@pytest.mark.parametrize("code", ["required", "not-supported", "business-rule"])
def test_a_question_refused_in_words_is_asked_by_category(fetching, site, status, in_list, code):
    refusal = fetching.outcome("a category or code must be given", "error", code)
    if in_list:
        refusal = fetching.bundle() | {"entry": [{"resource": refusal, "search": {"mode": "outcome"}}]}

    def answer(heard):
        if heard.get("category"):
            return fetching.Said(body=fetching.bundle(heard.get("category"), total=1, kind="Observation"))
        return fetching.Said(status=200 if in_list else status, body=refusal)

    site.on("metadata", fetching.capability(["Observation"]))
    site.on("Observation", answer)

    result = fetching.read(site)

    assert "laboratory" in result.ids("Observation")
    assert "only by category" in result.why("Observation")


@pytest.mark.parametrize("code", ["forbidden", "security", "processing"])
def test_a_refused_person_is_not_asked_for_in_other_ways(fetching, site, code):
    site.on("metadata", fetching.capability(["Observation"]))
    site.on("Observation", fetching.Said(status=403, body=fetching.outcome("not for you", "error", code)))

    assert fetching.read(site).ended("Observation").outcome is Outcome.DENIED
    assert len(site.asked("Observation")) == 1


def test_a_refusal_of_every_way_of_asking_is_said_with_its_message(fetching, site):
    refusal = fetching.outcome("not here", "error", "not-supported")
    page = fetching.bundle() | {"entry": [{"resource": refusal, "search": {"mode": "outcome"}}]}
    site.on("metadata", fetching.capability(["Goal"]))
    site.on("Goal", fetching.Said(body=page))

    result = fetching.read(site)

    assert result.ended("Goal").outcome is Outcome.TRUNCATED
    assert "not here" in result.why("Goal")
    assert len(result.answers("Goal")) == 1
