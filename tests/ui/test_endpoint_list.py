"""Which sources a search will ask."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from tests.ui.sample_messages import endpoints
from viewer.engine.messages import Endpoints
from viewer.source.endpoint import SignIn
from viewer.ui.endpoint_list import EndpointList, secret_words


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
