"""SMART Backend Services at sekmet-fhir: a client's secret, a signed assertion, expiry, scopes."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.interop import patients
from tests.interop.ledger import Expected, comes, nothing
from tests.interop.reading import endpoint_at, read
from tests.interop.sekmet import sekmet
from viewer.source.connection import Asking, OAuth, Use
from viewer.source.endpoint import SignIn

MORE = 700
LIFE_S = 2
ALL_OF_IT = comes(least=MORE + 80)
ALL = "system/*.rs"


@pytest.fixture(scope="module")
def keys(folder):
    """Two private keys in files, and the public halves for the server."""
    place = folder("keys")
    made = {"RS384": rsa.generate_private_key(65537, 2048), "ES384": ec.generate_private_key(ec.SECP384R1())}
    for name, key in made.items():
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        (place / f"{name}.pem").write_bytes(private)
        (place / f"{name}.pub").write_bytes(public)
    return place


@pytest.fixture(scope="module")
def server(folder, keys):
    clients = [
        {"client_id": "secret", "client_secret": "s3cret", "scopes": ALL},
        {"client_id": "few", "client_secret": "s3cret", "scopes": "system/Patient.rs system/Observation.rs"},
        *(
            {"client_id": name, "public_key_path": str(keys / f"{name}.pub"), "scopes": ALL}
            for name in ("RS384", "ES384")
        ),
    ]
    with sekmet(
        folder("backend"), types=("bearer", "smart"), smart_clients=clients, token_lifetime=LIFE_S
    ) as running:
        yield running, running.load(patients.demo(more=MORE))


def settle(ledger, server, path, reading, expected):
    running, patient = server
    ledger.settle("sekmet-fhir", path, running.content().record_of(patient), reading, expected)


def test_a_token_for_a_secret_expires_in_the_middle_of_a_record_and_nothing_is_lost(ledger, server):
    running, patient = server
    mark = len(running.heard())
    endpoint = endpoint_at(
        running.base,
        sign_in=SignIn.CLIENT,
        oauth=OAuth(client_id="secret", scopes=ALL),
        asking=Asking(page_size=10, everything=Use.NEVER, parallel=1),
    )
    reading = read(endpoint, patient, "s3cret")
    settle(ledger, server, f"client secret, tokens of {LIFE_S} s", reading, ALL_OF_IT)
    told = [line for line in running.heard(mark) if "POST /auth/token" in line]
    assert len(told) > 1, "the record came too quickly for a token to expire"


@pytest.mark.parametrize("algorithm", ["RS384", "ES384"])
def test_a_signed_assertion_gives_the_record(ledger, server, keys, algorithm):
    running, patient = server
    oauth = OAuth(
        client_id=algorithm,
        scopes=ALL,
        algorithm=algorithm,
        key_id="k",
        key_file=str(keys / f"{algorithm}.pem"),
    )
    reading = read(endpoint_at(running.base, sign_in=SignIn.SIGNED_JWT, oauth=oauth), patient)
    settle(ledger, server, f"private_key_jwt {algorithm}", reading, ALL_OF_IT)


def test_what_the_scopes_do_not_cover_is_said_for_each_type(ledger, server):
    running, patient = server
    oauth = OAuth(client_id="few", scopes="system/Patient.rs system/Observation.rs")
    asking = Asking(everything=Use.NEVER)  # sekmet's $everything looks at the right to Patient alone
    endpoint = endpoint_at(running.base, sign_in=SignIn.CLIENT, oauth=oauth, asking=asking)
    reading = read(endpoint, patient, "s3cret")
    refused = Expected(least=MORE, words=("denied: Allergies and adverse reactions",))
    settle(ledger, server, "403 by scope", reading, refused)
    assert {kind for kind, _ in reading.received} == {"Patient", "Observation"}


def test_a_wrong_secret_and_a_wrong_key_give_nothing_and_say_so(ledger, server, keys):
    running, patient = server
    oauth = OAuth(client_id="secret", scopes=ALL)
    reading = read(endpoint_at(running.base, sign_in=SignIn.CLIENT, oauth=oauth), patient, "wrong")
    settle(ledger, server, "client secret: wrong", reading, nothing("sign"))
    oauth = OAuth(client_id="RS384", algorithm="ES384", key_id="k", key_file=str(keys / "ES384.pem"))
    reading = read(endpoint_at(running.base, sign_in=SignIn.SIGNED_JWT, oauth=oauth), patient)
    settle(ledger, server, "private_key_jwt: another key", reading, nothing("sign"))
