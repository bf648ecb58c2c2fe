"""What the simulated proxy and practice refuse of headers and of the statement of who asks."""

import json

import pytest

from viewer.demo.nhs.gpc import INTERACTION
from viewer.demo.nhs.statement import wrong_statement

PATH = "Patient/$gpc.getstructuredrecord"
NUMBER = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990018421"}
BODY = json.dumps(
    {
        "resourceType": "Parameters",
        "parameter": [{"name": "patientNHSNumber", "valueIdentifier": NUMBER}],
    }
).encode()


def ask(gpc, **changed):
    return gpc(PATH, method="POST", body=BODY, headers=gpc.headers(INTERACTION, **changed))


def test_a_request_with_everything_is_let_in(gpc):
    status, bundle = ask(gpc)

    assert status == 200
    assert bundle["entry"][0]["resource"]["id"] == "RS1042"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"ssp_traceid": ""}, 400),
        ({"ssp_traceid": "17"}, 400),
        ({"ssp_from": "200000000999"}, 403),
        ({"ssp_to": ""}, 403),
        ({"ssp_interactionid": "urn:other"}, 400),
        ({"accept": "application/json"}, 415),
        ({"content_type": "application/json"}, 415),
        ({"authorization": ""}, 400),
    ],
)
def test_a_missing_or_wrong_header_is_refused(gpc, changed, status):
    got, said = ask(gpc, **changed)

    assert got == status
    assert said["resourceType"] == "OperationOutcome"


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", ""),
        ("sub", "somebody else"),
        ("aud", "https://elsewhere.example"),
        ("iat", 5),
        ("iat", "now"),
        ("exp", 5),
        ("reason_for_request", "research"),
        ("requested_scope", "patient/*.write"),
        ("requesting_device", None),
        ("requesting_organization", {"name": "Trust"}),
        ("requesting_practitioner", {"resourceType": "Patient"}),
    ],
)
def test_each_claim_is_checked_and_named(gpc, claim, value):
    token = gpc.token(gpc.claims(**{claim: value}))

    status, said = ask(gpc, authorization=f"Bearer {token}")

    assert status == 400
    assert said["issue"][0]["details"]["coding"][0]["code"] == "BAD_REQUEST"
    assert f"JWT {claim} claim" in said["issue"][0]["diagnostics"]


def test_a_generic_user_is_refused(gpc):
    who = gpc.claims()["requesting_practitioner"] | {"name": [{"family": "User"}]}

    wrong = wrong_statement(f"Bearer {gpc.token(gpc.claims(requesting_practitioner=who))}", gpc.answers.base)

    assert wrong == "Invalid JWT requesting_practitioner claim"


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("a.b", "three parts"),
        ("a.b.signature", "three parts"),
        ("e30.e30.", "alg none"),
        ("bm90IGpzb24.e30.", "not valid JSON"),
        ("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.W10.", "no object"),
    ],
)
def test_what_is_no_unsigned_statement_is_refused(token, words):
    assert words in wrong_statement(f"Bearer {token}", "http://x")


def test_a_signed_statement_is_refused(gpc):
    assert "three parts" in wrong_statement(f"Bearer {gpc.token(signature='abc')}", gpc.answers.base)
    signed = gpc.token(head={"alg": "RS256", "typ": "JWT"})
    assert "alg none" in wrong_statement(f"Bearer {signed}", gpc.answers.base)
