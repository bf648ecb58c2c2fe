"""Every message travels and comes back equal; only what a window may say is read as such."""

from datetime import UTC, datetime

import msgspec
import pytest

from viewer.engine import messages
from viewer.engine.frames import from_engine, from_window, pack
from viewer.source.endpoint import Endpoint
from viewer.source.permission import PermissionKind
from viewer.source.protocols import PatientQuery
from viewer.source.secret import Purpose
from viewer.source.signed_in import Role, ScopeLine, SignedIn

ENDPOINT = Endpoint(id="0" * 32, name="GP", care_setting="", base_url="https://h.example")
SENT = [
    messages.Find(query=PatientQuery(nhs_number="9990000018")),
    messages.OpenPatient(patients=(("gp", "Patient/1", True),)),
    messages.SaveEndpoint(endpoint=ENDPOINT, secrets={Purpose.PROXY: "x"}),
    messages.RecordPermission(source="a", kind=PermissionKind.EMERGENCY, reason="r"),
    messages.BeginSignIn(endpoint_id="a"),
    messages.UseDemo(endpoints=(ENDPOINT,), secrets={"a": "b"}),
    messages.Skip(places=("00 1",)),
    messages.Quit(),
]
SAID = [
    messages.Hello(version="1", notices=("x",)),
    messages.Rows(upserts=(), removes=("a",), total=0),
    messages.SignInEnded(
        endpoint_id="a",
        ok=True,
        words="w",
        signed_in=SignedIn(
            user="Dr A",
            roles=(Role(code="1", words="GP"),),
            scopes=(ScopeLine(what="Allergies: read", asked=True, granted=False),),
            expires=datetime(2026, 11, 22, 3, tzinfo=UTC),
        ),
    ),
    messages.Tested(
        endpoint_id="a", steps=(messages.TestedStep(name="TLS", ok=True, words="w", seconds=0.5),), done=False
    ),
    messages.Detail(entry="a", title="t", plain=(), members=()),
]


@pytest.mark.parametrize("message", SENT, ids=lambda m: type(m).__name__)
def test_what_the_window_says_arrives_equal(message):
    assert from_window(pack(message)[4:]) == message


@pytest.mark.parametrize("message", SAID, ids=lambda m: type(m).__name__)
def test_what_the_engine_says_arrives_equal(message):
    assert from_engine(pack(message)[4:]) == message


def test_a_message_cannot_be_changed():
    with pytest.raises(AttributeError):
        SAID[0].version = "2"
    assert msgspec.structs.replace(SAID[0], sequence=3).sequence == 3
