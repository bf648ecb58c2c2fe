"""A sign-in that is refused names what was refused; rights that are missing come first."""

import pytest

from viewer.fetch.faults import Fault
from viewer.fetch.probe_sign_in import refused, rights
from viewer.source.answer import Outcome
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.signed_in import ScopeLine, SignedIn

ASKS = Fault(
    outcome=Outcome.DENIED,
    why="it asks to sign in (status 401); it says: no",
    advice="Sign in to this source again.",
)


def endpoint(sign_in):
    return Endpoint(id="0" * 32, name="A", care_setting="", base_url="https://a.example", sign_in=sign_in)


@pytest.mark.parametrize(
    ("sign_in", "words"),
    [
        (SignIn.NONE, "set up without a sign-in; it says: no."),
        (SignIn.BASIC, "the user name or password was not accepted (status 401); it says: no."),
        (SignIn.BEARER, "the token was not accepted (status 401); it says: no."),
        (SignIn.API_KEY, "the API key was not accepted (status 401); it says: no."),
    ],
)
def test_a_refused_secret_is_named(sign_in, words):
    _, ok, said = refused(ASKS, endpoint(sign_in))

    assert ok is False
    assert words in said
    assert "Sign in to this source again" not in said


@pytest.mark.parametrize("sign_in", [SignIn.SMART, SignIn.EXCHANGE])
def test_only_who_was_signed_in_is_asked_to_sign_in_again(sign_in):
    assert refused(ASKS, endpoint(sign_in))[2].endswith("it says: no. Sign in to this source again.")


def test_every_way_to_sign_in_has_its_words():
    assert all("status 401" in refused(ASKS, endpoint(way))[2] for way in SignIn)


def test_another_refusal_keeps_its_own_words():
    fault = Fault(outcome=Outcome.DENIED, why="it wants a client certificate", advice="Ask.")

    assert refused(fault, endpoint(SignIn.BASIC))[2] == "it wants a client certificate. Ask."


class Held:
    """A sign-in that knows what was granted."""

    def __init__(self, *granted):
        self.session = self
        self.lines = [ScopeLine(what=f"R{at}", asked=True, granted=ok) for at, ok in enumerate(granted)]

    def shown(self):
        return SignedIn(scopes=tuple(self.lines))


def test_many_rights_are_counted_and_the_missing_ones_named_first():
    assert list(rights(Held(*[True] * 35))) == [("Rights", True, "all 35 are granted")]
    assert list(rights(Held(False, *[True] * 34))) == [
        ("Rights", False, "not granted: R0; the other 34 are granted")
    ]
    assert list(rights(Held(False))) == [("Rights", False, "not granted: R0; granted: none")]
