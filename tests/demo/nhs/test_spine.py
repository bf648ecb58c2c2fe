"""What the platform refuses before a service looks at the question."""

import pytest


def test_a_request_without_an_id_is_refused(pds, code):
    status, said = pds("Patient/9990018421", headers={})
    assert (status, code(said)) == (400, "MISSING_VALUE")


@pytest.mark.parametrize("wrong", [{"x-request-id": "1"}, {"nhsd-session-urid": "nurse"}])
def test_a_header_of_the_wrong_form_is_refused(pds, code, wrong):
    good = {"x-request-id": "60e0b220-8136-4ca5-ae46-1d97ef59d068"}
    status, said = pds("Patient/9990018421", headers=good | wrong)
    assert (status, code(said)) == (400, "INVALID_VALUE")


def test_there_is_no_capability_statement(pds, scr):
    assert pds("metadata")[0] == scr("metadata")[0] == 404


def test_nothing_is_written_to_the_register(pds):
    assert pds("Patient/9990018421", method="POST")[0] == 404


def test_a_search_is_labelled_by_its_type(pds):
    from viewer.demo.answers import Request

    assert pds.answers.label(Request(method="GET", path="Patient/9990018421", query=())) == ("Patient", 1)
