"""NHS-03: what stands over every request to a national service."""

import re

from viewer.fetch.nhs.headers import acts_for_user, letterhead
from viewer.source.connection import Nhs
from viewer.source.endpoint import Endpoint, Kind, SignIn

UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def endpoint(sign_in=SignIn.SMART, **nhs):
    return Endpoint(
        id="0" * 32,
        name="PDS",
        care_setting="",
        base_url="https://pds.example.org/FHIR/R4",
        kind=Kind.PDS,
        sign_in=sign_in,
        nhs=Nhs(**nhs),
    )


def test_each_question_has_its_own_request_id_and_the_runs_correlation_id():
    head = letterhead(endpoint(role="555254240100", organisation="A20047"))

    first, second = head.headers(), head.headers()

    assert UUID.fullmatch(first["X-Request-ID"])
    assert first["X-Request-ID"] != second["X-Request-ID"]
    assert UUID.fullmatch(first["X-Correlation-ID"])
    assert first["X-Correlation-ID"] == second["X-Correlation-ID"]
    assert first["NHSD-Session-URID"] == "555254240100"
    assert first["NHSD-End-User-Organisation-ODS"] == "A20047"


def test_two_runs_do_not_share_a_correlation_id():
    asked = endpoint()

    assert letterhead(asked).correlation != letterhead(asked).correlation


def test_a_header_without_a_value_is_not_sent_empty():
    assert set(letterhead(endpoint()).headers()) == {"X-Request-ID", "X-Correlation-ID"}


def test_an_application_that_signs_for_itself_names_no_role():
    asked = endpoint(SignIn.SIGNED_JWT, role="555254240100")

    assert not acts_for_user(asked)
    assert "NHSD-Session-URID" not in letterhead(asked).headers()


def test_a_run_is_correlated_with_the_act_in_the_audit_trail():
    assert letterhead(endpoint(), "0a1b").headers()["X-Correlation-ID"] == "0a1b"
    assert letterhead(endpoint(), "0a1b").headers()["X-Request-ID"] != "0a1b"
