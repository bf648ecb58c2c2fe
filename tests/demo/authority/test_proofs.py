"""Whether a client is who it says it is."""

import base64
import time
import uuid

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from viewer.demo.authority.proofs import Client, Proofs

URL = "http://127.0.0.1:1/token"
KEY = ec.generate_private_key(ec.SECP384R1())
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.fixture
def proofs():
    return Proofs(
        (
            Client("open"),
            Client("closed", secret="s: ü"),
            Client("form", secret="s", only_form=True),
            Client("signer", public_key=PUBLIC, key_id="k", algorithms=("ES384",)),
        )
    )


def basic(pair):
    return "Basic " + base64.b64encode(pair.encode()).decode()


def test_a_public_client_names_itself_and_one_with_a_secret_must_show_it(proofs):
    assert proofs.client_of({"client_id": "open"}, "", URL).id == "open"
    assert proofs.client_of({"client_id": "closed"}, "", URL) is None
    assert proofs.client_of({"client_id": "closed", "client_secret": "s: ü"}, "", URL).id == "closed"
    assert proofs.client_of({"client_id": "nobody"}, "", URL) is None
    assert proofs.client_of({}, "", URL) is None


def test_a_secret_in_the_header_is_form_encoded(proofs):
    assert proofs.client_of({}, basic("closed:s%3A+%C3%BC"), URL).id == "closed"
    assert proofs.client_of({}, basic("closed:wrong"), URL) is None
    assert proofs.client_of({}, basic("form:s"), URL) is None
    assert proofs.client_of({}, "Basic !", URL) is None


def statement(*, kid="k", key=KEY, algorithm="ES384", **changes):
    claims = {
        "iss": "signer",
        "sub": "signer",
        "aud": URL,
        "jti": str(uuid.uuid4()),
        "exp": int(time.time()) + 240,
    }
    claims = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    return {
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid}),
    }


def test_a_signed_statement_is_taken_once(proofs):
    form = statement()

    assert proofs.client_of(form, "", URL).id == "signer"
    assert proofs.client_of(form, "", URL) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"kid": "other"},
        {"aud": "http://elsewhere"},
        {"iss": "other"},
        {"sub": "nobody"},
        {"sub": "open"},
        {"exp": int(time.time()) - 10},
        {"exp": int(time.time()) + 900},
        {"exp": time.time() + 100.5},
        {"jti": None},
        {"key": ec.generate_private_key(ec.SECP384R1())},
        {"key": ec.generate_private_key(ec.SECP256R1()), "algorithm": "ES256"},
    ],
)
def test_a_wrong_statement_is_not(proofs, changes):
    assert proofs.client_of(statement(**changes), "", URL) is None


def test_what_is_no_statement_is_not(proofs):
    assert proofs.client_of({**statement(), "client_assertion": "x"}, "", URL) is None


def test_a_client_with_a_key_cannot_name_itself_only(proofs):
    assert proofs.client_of({"client_id": "signer"}, "", URL) is None
