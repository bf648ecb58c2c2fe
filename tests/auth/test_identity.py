"""Whether an id_token is believed, and who it says has signed in (AUTH-05, AUTH-11)."""

import json
import time

import jwt
import pytest
from jwt.algorithms import RSAAlgorithm

from viewer.auth.discovery import Service
from viewer.auth.identity import Expected, believed, user_words
from viewer.errors import EndpointDown, SignInNeeded
from viewer.source.web import WebReply

SERVICE = Service(issuer="https://auth.example", keys="https://auth.example/jwks")
ME = Expected("viewer", "n-1")


class Web:
    """Answers with public keys, or with a resource, and notes what it was sent."""

    def __init__(self, body=b"", error=None):
        self.body, self.error, self.asked = body, error, []

    def get(self, url, headers):
        self.asked.append((url, headers.get("Authorization", "")))
        if self.error:
            raise self.error
        return WebReply(status=200, body=self.body)


def jwk(keys, name, kid):
    return {**json.loads(RSAAlgorithm.to_jwk(keys.pairs[name].public_key())), "kid": kid}


@pytest.fixture
def web(keys):
    return Web(json.dumps({"keys": [jwk(keys, "rsa", "k1"), jwk(keys, "other", "k2")]}).encode())


def proof(keys, *, kid="k1", algorithm="RS256", key=None, **changes):
    now = int(time.time())
    claims = {
        "iss": SERVICE.issuer,
        "aud": "viewer",
        "nonce": "n-1",
        "iat": now,
        "exp": now + 300,
        "sub": "canary",
    }
    claims = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    return jwt.encode(
        claims,
        keys.pairs["rsa"] if key is None else key,
        algorithm=algorithm,
        headers={"kid": kid} if kid else {},
    )


def test_a_right_proof_is_believed(smart, keys, web):
    claims = believed(smart, SERVICE, web, proof(keys, fhirUser="Practitioner/1"), ME)

    assert claims["fhirUser"] == "Practitioner/1"
    assert web.asked == [(SERVICE.keys, "")]


@pytest.mark.parametrize("algorithm", ["RS384", "RS512", "PS256"])
def test_any_signature_will_do(smart, keys, web, algorithm):
    assert believed(smart, SERVICE, web, proof(keys, algorithm=algorithm), ME)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"aud": "somebody-else"},
        {"aud": ["viewer", "other"], "azp": "other"},
        {"nonce": "n-2"},
        {"nonce": None},
        {"nonce": "\ud800"},
        {"sub": None},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"iat": None},
        {"kid": "k2"},
        {"kid": "k3"},
        {"kid": ""},
        {"key": "", "algorithm": "none"},
        {"key": "a shared secret that is long enough 123", "algorithm": "HS256"},
    ],
)
def test_a_wrong_proof_ends_the_sign_in_without_showing_it(smart, keys, web, changes):
    with pytest.raises(SignInNeeded, match="proof of who signed in is not right") as caught:
        believed(smart, SERVICE, web, proof(keys, **changes), ME)

    assert "canary" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_key_with_private_parts_is_used_by_its_public_ones_alone(smart, keys):
    # From n, e and d the library searches the primes and holds every thread of the process meanwhile.
    private = {**json.loads(RSAAlgorithm.to_jwk(keys.pairs["rsa"])), "kid": "k1"}
    huge = {**jwk(keys, "rsa", "k1"), "d": "_" * 300_000}
    for key in (private, huge):
        assert believed(smart, SERVICE, Web(json.dumps({"keys": [key]}).encode()), proof(keys), ME)


@pytest.mark.parametrize(
    "change", [{"n": "_" * 900_000}, {"n": None}, {"n": 7}, {"kty": ["RSA"]}, {"use": "enc"}, {"kty": "oct"}]
)
def test_a_key_that_is_none_proves_nothing(smart, keys, change):
    web = Web(json.dumps({"keys": [{**jwk(keys, "rsa", "k1"), **change}, "k1", None]}).encode())

    with pytest.raises(SignInNeeded, match="not right"):
        believed(smart, SERVICE, web, proof(keys), ME)


@pytest.mark.parametrize("body", [b'{"keys": "k1"}', b'{"keys": {"k1": 1}}', b"{}"])
def test_keys_that_are_no_list_prove_nothing(smart, keys, body):
    with pytest.raises(SignInNeeded, match="not right"):
        believed(smart, SERVICE, Web(body), proof(keys), ME)


def test_a_key_for_encryption_beside_the_only_one_that_signs_is_no_second(smart, keys):
    both = [jwk(keys, "rsa", "k1"), {**jwk(keys, "other", "k2"), "use": "enc"}, {"kty": "oct", "k": "AAAA"}]

    assert believed(smart, SERVICE, Web(json.dumps({"keys": both}).encode()), proof(keys, kid=""), ME)


def test_a_name_is_one_line_without_signs_that_nobody_sees(smart):
    claims = {"name": "Ada\u202e\ud800\n Okafor" + "x" * 1_000_000}

    assert user_words(smart, Web(), claims, "token").startswith("Ada Okaforxxx")
    assert len(user_words(smart, Web(), claims, "token")) <= 200


def test_what_is_expected_is_in_no_traceback():
    assert "n-1" not in repr(ME)


@pytest.mark.parametrize("token", ["", "canary", "a.b.c"])
def test_what_is_no_proof_at_all_is_refused(smart, web, token):
    with pytest.raises(SignInNeeded, match="not right"):
        believed(smart, SERVICE, web, token, ME)


def test_a_proof_for_several_is_believed_where_it_was_made_for_us(smart, keys, web):
    assert believed(smart, SERVICE, web, proof(keys, aud=["viewer", "other"], azp="viewer"), ME)


def test_without_a_key_name_the_only_key_is_taken(smart, keys):
    web = Web(json.dumps({"keys": [jwk(keys, "rsa", "k1")]}).encode())

    assert believed(smart, SERVICE, web, proof(keys, kid=""), ME)


@pytest.mark.parametrize("service", [Service(issuer=SERVICE.issuer), Service(keys=SERVICE.keys)])
def test_what_cannot_be_checked_is_neither_believed_nor_refused(smart, keys, web, service):
    assert believed(smart, service, web, proof(keys), ME) is None


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"name": "Dr Ada Okafor", "fhirUser": "Practitioner/1"}, "Dr Ada Okafor"),
        ({"given_name": "Ada", "family_name": "Okafor"}, "Ada Okafor"),
        ({}, ""),
    ],
)
def test_a_name_in_the_claims_is_taken(smart, claims, words):
    web = Web()

    assert user_words(smart, web, claims, "token") == words
    assert web.asked == []


@pytest.mark.parametrize("reference", ["Practitioner/1", "{base}/Practitioner/1"])
def test_else_the_resource_is_read_within_the_sources_own_origin(smart, reference):
    web = Web(b'{"name": [{"family": "Okafor", "given": ["Ada", 7]}]}')
    words = user_words(smart, web, {"fhirUser": reference.format(base=smart.base_url)}, "token")

    assert words == "Ada Okafor"
    assert web.asked == [(f"{smart.base_url}/Practitioner/1", "Bearer token")]


def test_a_token_does_not_follow_a_user_to_another_origin(smart):
    web = Web(b'{"name": [{"text": "Evil"}]}')
    words = user_words(smart, web, {"fhirUser": "https://evil.example/fhir/Practitioner/1"}, "token")

    assert words == "Practitioner/1"
    assert web.asked == []


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"name": "x"}', b'{"name": ["x"]}', b'{"name": []}'])
def test_a_user_without_a_readable_name_keeps_the_reference(smart, body):
    assert user_words(smart, Web(body), {"fhirUser": "Practitioner/1"}, "token") == "Practitioner/1"


def test_a_name_is_taken_as_written_and_a_failure_is_no_reason_to_refuse(smart):
    text = Web(b'{"name": [{"text": "Sr Ada Okafor"}]}')
    assert user_words(smart, text, {"profile": "Practitioner/1"}, "token") == "Sr Ada Okafor"
    broken = Web(error=EndpointDown("Acute", "silent"))
    assert user_words(smart, broken, {"fhirUser": "Practitioner/1"}, "token") == "Practitioner/1"
    assert user_words(smart, text, {"fhirUser": "Practitioner/1"}, "") == "Practitioner/1"


def test_a_key_that_is_too_short_proves_nothing(smart, keys):
    web = Web(json.dumps({"keys": [jwk(keys, "short", "k1")]}).encode())
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        token = proof(keys, key=keys.pairs["short"])

    with pytest.raises(SignInNeeded, match="not right"):
        believed(smart, SERVICE, web, token, ME)
