"""The whole way of a sign-in: window, engine process, sign-in service, browser and back to the screen."""

import sys

import pytest

from tests.auth.at_hand import browse
from tests.end_to_end.inside import running
from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority
from viewer.source.connection import OAuth
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.protocols import PatientQuery
from viewer.source.secret import Purpose, secret_name
from viewer.ui.sources.sign_in_dialog import QDesktopServices

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there can the keyring be taken away")
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def own_settings(monkeypatch, tmp_path):
    """A session without any keyring service, and with settings of its own."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.fixture
def browser(monkeypatch):
    """The system browser, which goes where it is sent, as the person would."""
    opened = []

    def opens(url):
        opened.append(url.toString())
        browse(opened[-1])
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    return opened


def test_who_signs_in_stands_on_the_screen_and_signing_out_takes_it_away(qtbot, own_settings, browser):
    with Authority(Client("viewer")) as authority, running() as program:
        acute = Endpoint(
            id=KEY, name="Acute", care_setting="Hospital", base_url=authority.fhir,
            marking=Marking.SANDBOX, sign_in=SignIn.SMART, oauth=OAuth(client_id="viewer"),
        )  # fmt: skip
        session, window = program.session, program.window
        with qtbot.waitSignal(session.endpoints_changed, timeout=30_000):
            pass
        session.sources.save(acute, {})
        qtbot.waitUntil(lambda: session.sources.endpoint(KEY) is not None, timeout=30_000)
        window.dialogs.show_sign_in(KEY)
        dialog = window.dialogs.sign_in
        qtbot.waitUntil(lambda: session.sources.signed_in(KEY) is not None, timeout=30_000)

        assert len(browser) == 1
        assert dialog.words.text() == "Signed in to Acute."
        assert "Signed in: Ada Okafor" in window.status.user.text()
        dialog.buttons["out"].click()
        qtbot.waitUntil(lambda: session.sources.signed_in(KEY) is None, timeout=30_000)
        assert "Ada Okafor" not in window.status.user.text()
        assert "You are signed out here" in dialog.words.text()


def test_a_sign_in_that_no_keyring_keeps_outlives_the_engine_and_leaves_no_file(qtbot, own_settings, browser):
    with Authority(Client("viewer")) as authority, running() as program:
        acute = Endpoint(
            id=KEY, name="Acute", care_setting="Hospital", base_url=authority.fhir, marking=Marking.SANDBOX,
            sign_in=SignIn.SMART, oauth=OAuth(client_id="viewer", offline=True),
        )  # fmt: skip
        session, window = program.session, program.window
        with qtbot.waitSignal(session.endpoints_changed, timeout=30_000):
            pass
        session.sources.save(acute, {})
        qtbot.waitUntil(lambda: session.sources.endpoint(KEY) is not None, timeout=30_000)
        window.dialogs.show_sign_in(KEY)
        qtbot.waitUntil(lambda: session.sources.signed_in(KEY) is not None, timeout=30_000)
        first = dict(session.sources._held)
        assert list(first) == [secret_name(KEY, Purpose.REFRESH)]

        program.kill()
        qtbot.waitUntil(lambda: session.sources.signed_in(KEY) is None, timeout=30_000)
        found = []
        session.found.connect(found.append)
        session.find(PatientQuery(nhs_number="9990018421"))
        qtbot.waitUntil(lambda: bool(found) and found[-1].settled, timeout=30_000)

        assert not any("sign-in" in source.offers for source in found[-1].sources)
        assert len(browser) == 1  # nobody had to sign in again
        assert session.sources._held != first  # the rotated token was handed over too

    token = next(iter(first.values())).rpartition("|")[2].encode()
    kept = [path for path in own_settings.rglob("*") if path.is_file()]
    assert kept
    assert not any(token in path.read_bytes() for path in kept)
