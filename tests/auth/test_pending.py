"""A sign-in that waits for the browser."""

import threading

import pytest

from tests.auth.at_hand import query_of, signed
from viewer.auth.authorisation import CodeRequest, Wish
from viewer.auth.callback import Listener
from viewer.auth.discovery import Service
from viewer.auth.pending import Pending
from viewer.errors import Cancelled, SignInNeeded
from viewer.source.signed_in import SignedIn


@pytest.fixture
def pending():
    listener = Listener("Acute", 0)
    service = Service(authorize="https://auth.example/a", token="https://auth.example/t")
    request = CodeRequest("Acute", service, client="viewer", redirect=listener.redirect)
    made = Pending(listener, request, Wish("openid"), lambda _, fields: SignedIn(user=fields["code"]))
    yield made
    made.close()


def back(url, **changes):
    from tests.auth.at_hand import visit

    query = query_of(url)
    said = {"state": query["state"], "code": "c-1", **changes}
    return visit(f"{query['redirect_uri']}?" + "&".join(f"{name}={value}" for name, value in said.items()))


def test_the_code_that_comes_back_is_finished(pending):
    assert signed(pending, back) == SignedIn(user="c-1")


def test_a_wrong_answer_is_not_finished(pending):
    with pytest.raises(SignInNeeded, match="belongs to another"):
        signed(pending, lambda url: back(url, state="x"))


def test_a_cancel_stops_it(pending):
    stop = threading.Event()
    stop.set()

    with pytest.raises(Cancelled):
        pending.wait(stop)
