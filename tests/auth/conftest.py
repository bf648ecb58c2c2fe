"""A sign-in service of ours on loopback, and endpoints that use it."""

import pytest

from tests.auth.at_hand import ID, SECRET, Clock, Keys, PlainWeb, Secrets, signed
from viewer.auth.sign_ins import SignIns
from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority
from viewer.source.connection import OAuth
from viewer.source.endpoint import Endpoint, SignIn


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def secrets():
    return Secrets()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def authority(keys):
    clients = (
        Client("viewer"),
        Client("lasting", offline=True),
        Client("program", secret=SECRET),
        Client("form-program", secret=SECRET, only_form=True),
        Client("rsa", public_key=keys.public("rsa"), key_id="k1", offline=True),
        Client("p384", public_key=keys.public("p384"), key_id="k1"),
        Client("login", public_key=keys.public("rsa"), key_id="k1", algorithms=("RS512",)),
        Client("nhs", public_key=keys.public("rsa"), key_id="k1", algorithms=("RS512",), offline=True),
    )
    with Authority(*clients) as running:
        yield running


@pytest.fixture
def smart(authority):
    """An endpoint that people sign in to."""
    return Endpoint(
        id=ID,
        name="Acute",
        care_setting="",
        base_url=authority.fhir,
        sign_in=SignIn.SMART,
        oauth=OAuth(client_id="viewer"),
    )


@pytest.fixture
def web(smart):
    return PlainWeb(smart)


@pytest.fixture
def sign_ins(secrets, clock):
    return SignIns(secrets, PlainWeb, clock)


@pytest.fixture
def sign_in(sign_ins):
    """Sign in to an endpoint; returns what came of it."""
    return lambda endpoint, **more: signed(sign_ins.begin(endpoint, **more))
