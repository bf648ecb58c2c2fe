"""Where there is no keyring: a secret lives in the window for this session, and a new engine is handed it."""

import sys

import pytest

from tests.end_to_end.inside import running
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.secret import Purpose

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there can the keyring be taken away")
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def no_keyring(monkeypatch, tmp_path):
    """A session without any keyring service, and with settings of its own."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_a_secret_that_no_keyring_took_outlives_the_engine_but_not_the_session(qtbot, no_keyring):
    acute = Endpoint(
        id=KEY, name="Acute", care_setting="Hospital", base_url="http://127.0.0.1:9/fhir",
        marking=Marking.SANDBOX, sign_in=SignIn.BEARER,
    )  # fmt: skip
    with running() as program:
        session = program.session
        with qtbot.waitSignal(session.endpoints_changed, timeout=30_000):
            pass
        session.sources.save(acute, {Purpose.SIGN_IN: "canary-secret"})
        qtbot.waitUntil(lambda: session.endpoints.session_only == (KEY,), timeout=30_000)

        told = []
        session.endpoints_changed.connect(told.append)
        program.kill()
        qtbot.waitUntil(lambda: any(said.session_only == (KEY,) for said in told), timeout=30_000)

        assert told[0].session_only == ()  # the new engine knew nothing of it by itself

    kept = [path for path in no_keyring.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"canary-secret" in path.read_bytes() for path in kept)
