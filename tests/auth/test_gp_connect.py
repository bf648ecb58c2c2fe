"""The unsigned statement of GP Connect (GPC-11)."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.auth.at_hand import ID, Clock, Secrets
from viewer.auth.authorise import Anonymous, authoriser_for
from viewer.auth.gp_connect import GpConnect, gp_connect_token
from viewer.demo.nhs.statement import wrong_statement
from viewer.errors import SignInNeeded
from viewer.source.connection import Nhs, OAuth
from viewer.source.endpoint import Endpoint, Kind, SignIn

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
WHO = Nhs(
    organisation="A11111",
    organisation_name="North Moor Hospital",
    role="555000000001",
    user_id="900000000001",
    user_name="Okafor, Ada",
    device="WS-7",
)


@pytest.fixture
def practice():
    return Endpoint(
        id=ID,
        name="GP",
        care_setting="",
        base_url="https://provider.example/A22222/STU3/1/gpconnect/fhir",
        kind=Kind.GP_CONNECT,
        nhs=WHO,
        oauth=OAuth(issuer="https://north-moor.example"),
    )


def parts_of(token):
    head, claims, signature = token.split(".")
    padded = [part + "=" * (-len(part) % 4) for part in (head, claims)]
    return *(json.loads(base64.urlsafe_b64decode(part)) for part in padded), signature


def claims_of(endpoint, **more):
    return parts_of(gp_connect_token(endpoint, NOW, **more))[1]


def test_it_is_unsigned_with_an_empty_signature_after_its_dot(practice):
    token = gp_connect_token(practice, NOW)
    head, _, signature = parts_of(token)

    assert head == {"alg": "none", "typ": "JWT"}
    assert (token[-1], signature) == (".", "")
    assert "=" not in token


def test_every_claim_is_there(practice):
    claims = claims_of(practice)

    assert set(claims) == {
        "iss", "sub", "aud", "exp", "iat", "reason_for_request", "requested_scope",
        "requesting_device", "requesting_organization", "requesting_practitioner",
    }  # fmt: skip
    assert claims["iss"] == "https://north-moor.example"
    assert claims["aud"] == practice.base_url
    assert claims["sub"] == claims["requesting_practitioner"]["id"] == "900000000001"
    assert claims["iat"] == int(NOW.timestamp())
    assert claims["exp"] == claims["iat"] + 300
    assert (claims["reason_for_request"], claims["requested_scope"]) == ("directcare", "patient/*.read")


def test_device_organisation_and_practitioner_are_named(practice):
    claims = claims_of(practice)
    person = claims["requesting_practitioner"]

    assert claims["requesting_device"]["identifier"][0]["value"] == "WS-7"
    assert (claims["requesting_device"]["model"], bool(claims["requesting_device"]["version"])) == (
        "Tributary",
        True,
    )
    assert claims["requesting_organization"]["identifier"] == [
        {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A11111"}
    ]
    assert claims["requesting_organization"]["name"] == "North Moor Hospital"
    assert {one["system"].rsplit("/", 1)[1]: one["value"] for one in person["identifier"]} == {
        "sds-user-id": "900000000001",
        "sds-role-profile-id": "555000000001",
        "user": "900000000001",
    }
    assert person["name"] == [{"family": "Okafor", "given": ["Ada"]}]


@pytest.mark.parametrize("user_id", ["ada.okafor", "12345", "90000000000x"])
def test_unk_stands_only_for_a_person_without_a_smartcard(practice, user_id):
    one = replace(practice, nhs=replace(WHO, user_id=user_id))
    found = [entry["value"] for entry in claims_of(one)["requesting_practitioner"]["identifier"]]

    assert found == ["UNK", "UNK", user_id]


def test_a_practice_takes_the_statement(practice):
    token = gp_connect_token(practice, datetime.now(UTC))

    assert wrong_statement(f"Bearer {token}", practice.base_url) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"user_id": ""}, "which person asks"),
        ({"user_id": "  "}, "which person asks"),
        ({"user_name": ""}, "which person asks"),
        ({"user_name": "Reception"}, "nobody in particular"),
        ({"user_name": " admin "}, "nobody in particular"),
        ({"role": ""}, "role of a smartcard's user"),
        ({"organisation": ""}, "which organisation asks"),
        ({"organisation_name": ""}, "which organisation asks"),
    ],
)
def test_without_a_named_person_or_organisation_nothing_is_asked(practice, changes, words):
    with pytest.raises(SignInNeeded, match=words):
        gp_connect_token(replace(practice, nhs=replace(WHO, **changes)), NOW)


def test_a_workstation_and_an_issuer_without_names_have_general_ones(practice):
    claims = claims_of(
        replace(practice, nhs=replace(WHO, device=""), oauth=OAuth()), scope="organization/*.read"
    )

    assert claims["requesting_device"]["identifier"][0]["value"] == "workstation"
    assert claims["iss"] == "https://tributary.invalid"
    assert claims["requested_scope"] == "organization/*.read"


def test_each_request_has_a_statement_of_its_own_time(practice):
    clock = Clock()
    one = GpConnect(practice, Anonymous(), clock)
    first = one.headers(practice)["Authorization"]
    clock.move(30)

    assert first.startswith("Bearer ey")
    assert one.headers(practice)["Authorization"] != first
    assert one.renew(practice) is False


def test_the_proxys_own_key_goes_beside_it(practice):
    one = replace(practice, sign_in=SignIn.API_KEY, header_name="apikey")
    headers = GpConnect(one, authoriser_for(one, Secrets(**{ID: "key"})), Clock()).headers(one)

    assert headers["apikey"] == "key"
    assert headers["Authorization"].endswith(".")


def test_it_takes_the_place_of_a_sign_in_and_goes_to_its_own_source_only(practice):
    one = replace(practice, sign_in=SignIn.BEARER)
    with pytest.raises(SignInNeeded, match="in place of a sign-in"):
        GpConnect(one, authoriser_for(one, Secrets(**{ID: "t"})), Clock()).headers(one)
    with pytest.raises(SignInNeeded, match="belongs to another source"):
        GpConnect(practice, Anonymous(), Clock()).headers(replace(practice, base_url="https://evil.example"))
