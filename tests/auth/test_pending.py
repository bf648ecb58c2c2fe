"""A sign-in that waits for the browser."""

import threading

import pytest

from tests.auth.at_hand import query_of, signed, visit
from viewer.auth.authorisation import CodeRequest, Wish
from viewer.auth.callback import Listener
from viewer.auth.discovery import Service
from viewer.auth.pending import Pending
from viewer.auth.session import Session
from viewer.auth.tokens import Tokens
from viewer.errors import Cancelled, SignInNeeded
from viewer.source.signed_in import SignedIn


class Desk:
    """Notes what it is asked; ``late`` happens while the code is exchanged."""

    def __init__(self):
        self.did = []
        self.late = lambda: None

    def exchanged(self, fields, nonce):
        self.did.append((fields["code"], bool(nonce)))
        self.late()
        return Session(tokens=Tokens(access="a"), user=fields["code"])

    def accepted(self, session):
        self.did.append("accepted")
        return session.shown()

    def declined(self, session):
        self.did.append(f"declined {session.tokens.access}")


@pytest.fixture
def pending():
    listener = Listener("Acute", 0)
    service = Service(authorize="https://auth.example/a", token="https://auth.example/t")
    request = CodeRequest("Acute", service, client="viewer", redirect=listener.redirect)
    made = Pending(listener, request, Wish("openid"), Desk())
    yield made
    made.close()


def back(url, **changes):
    query = query_of(url)
    said = {"state": query["state"], "code": "c-1", **changes}
    return visit(f"{query['redirect_uri']}?" + "&".join(f"{name}={value}" for name, value in said.items()))


def test_the_code_that_comes_back_is_finished(pending):
    assert signed(pending, back) == SignedIn(user="c-1")
    assert pending._desk.did == [("c-1", True), "accepted"]


def test_a_wrong_answer_is_not_finished(pending):
    with pytest.raises(SignInNeeded, match="belongs to another"):
        signed(pending, lambda url: back(url, state="x"))


def test_a_cancel_stops_it(pending):
    stop = threading.Event()
    stop.set()

    with pytest.raises(Cancelled):
        pending.wait(stop)


def test_a_sign_in_that_is_stopped_while_its_code_is_exchanged_is_declined(pending):
    pending._desk.late = pending.close

    with pytest.raises(Cancelled):
        signed(pending, back)

    assert pending._desk.did == [("c-1", True), "declined a"]
