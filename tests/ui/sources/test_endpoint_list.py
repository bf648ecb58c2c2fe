"""Which sources a search will ask."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.sample_messages import endpoints
from viewer.engine.messages import Endpoints
from viewer.source.endpoint import Kind, SignIn
from viewer.source.signed_in import SignedIn
from viewer.ui.sources.endpoint_list import EndpointList, secret_words


def words_of(shown):
    return " ".join(part.text() for part in shown.widget().findChildren(QLabel))


def test_every_source_is_named_with_its_marking(qtbot, theme):
    shown = EndpointList(theme)
    qtbot.addWidget(shown)
    assert "Waiting for the engine" in shown.widget().findChildren(QLabel)[0].text()
    shown.show_endpoints(endpoints())
    for part in ("4 sources are asked at once", "Millbrook Surgery", "DEMO", "secret stored in the keyring"):
        assert part in words_of(shown)
    shown.show_endpoints(Endpoints(endpoints=endpoints().endpoints[:1]))
    assert "1 source is asked" in words_of(shown)


def test_without_a_source_it_says_what_to_do(qtbot, theme):
    shown = EndpointList(theme)
    qtbot.addWidget(shown)
    shown.show_endpoints(Endpoints(endpoints=()))

    assert "No source is set up" in words_of(shown)


def test_whether_signing_in_can_work():
    bearer = replace(endpoints().endpoints[0], sign_in=SignIn.BEARER)

    assert "will fail" in secret_words(bearer, Endpoints(endpoints=(bearer,)))
    assert "this session only" in secret_words(
        bearer, Endpoints(endpoints=(bearer,), session_only=(bearer.id,))
    )


def test_who_is_signed_in_is_said_and_a_sign_in_is_offered(qtbot, theme):
    smart = replace(endpoints().endpoints[0], sign_in=SignIn.SMART)
    nobody = Endpoints(endpoints=(smart,))
    assert secret_words(smart, nobody) == "not signed in"
    somebody = Endpoints(endpoints=(smart,), signed_in={smart.id: SignedIn(user="Dr A")})
    assert secret_words(smart, somebody) == "signed in: Dr A"
    assert "your organisation's key" in secret_words(replace(smart, sign_in=SignIn.SIGNED_JWT), nobody)
    shown = EndpointList(theme)
    qtbot.addWidget(shown)
    shown.show_endpoints(nobody)
    (made,) = shown.widget().findChildren(QPushButton)

    with qtbot.waitSignal(shown.sign_in_wanted) as wanted:
        made.click()
    assert wanted.args == [smart.id]


def test_a_national_service_is_called_tested_against_a_simulator_only(qtbot, theme):
    shown = EndpointList(theme)
    qtbot.addWidget(shown)
    shown.show_endpoints(Endpoints(endpoints=(replace(endpoints().endpoints[0], kind=Kind.PDS),)))

    assert "Tested against a simulator only" in words_of(shown)
