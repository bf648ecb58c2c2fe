"""Signing in: the system browser is opened, never a page of ours, and what came of it is said."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QDesktopServices

from tests.ui.sample_messages import endpoints
from viewer.engine import messages as say
from viewer.source.endpoint import SignIn
from viewer.source.signed_in import Role, SignedIn
from viewer.ui.sources.sign_in_dialog import SignInDialog, in_system_browser

ENDPOINT = replace(endpoints().endpoints[0], sign_in=SignIn.SMART)
URL = "https://login.example.org/authorize?state=s3cret"
WHO = SignedIn(user="Dr A Example", roles=(Role(code="1", words="GP"), Role(code="2", words="Locum")))


class Browser:
    def __init__(self):
        self.opened = []
        self.works = True

    def __call__(self, url):
        self.opened.append(url)
        return self.works


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def make(qtbot, session, engine, theme, browser):
    session.start()

    def made(signed_in=None):
        with qtbot.waitSignal(session.endpoints_changed):
            engine.say(say.Endpoints(endpoints=(ENDPOINT,), signed_in=signed_in or {}))
        dialog = SignInDialog(ENDPOINT, session.sources, theme, open_page=browser)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.start()
        return dialog

    return made


def page(qtbot, session, engine, key=ENDPOINT.id):
    with qtbot.waitSignal(session.sources.page_wanted):
        engine.say(say.SignInPage(endpoint_id=key, url=URL))


def ended(qtbot, session, engine, **fields):
    with qtbot.waitSignal(session.sources.sign_in_ended):
        engine.say(say.SignInEnded(**{"endpoint_id": ENDPOINT.id, "ok": True, "words": "w", **fields}))


def test_the_page_opens_in_the_browser_and_the_address_is_not_shown(qtbot, session, engine, make, browser):
    dialog = make()
    assert len(engine.heard(say.BeginSignIn)) == 1
    page(qtbot, session, engine)

    assert browser.opened == [URL]
    assert "at login.example.org" in dialog.words.text()
    assert "s3cret" not in dialog.words.text()
    dialog.buttons["again"].click()
    assert browser.opened == [URL, URL]


def test_the_page_of_another_source_is_not_opened(qtbot, session, engine, make, browser):
    make()
    page(qtbot, session, engine, key="f" * 32)
    ended(qtbot, session, engine, endpoint_id="f" * 32)

    assert browser.opened == []


def test_where_no_browser_opens_it_is_said(qtbot, session, engine, make, browser):
    browser.works = False
    dialog = make()
    page(qtbot, session, engine)

    assert "No browser could be opened" in dialog.words.text()


def test_who_signed_in_is_shown_with_a_choice_of_roles(qtbot, session, engine, make):
    dialog = make()
    page(qtbot, session, engine)
    ended(qtbot, session, engine, words="Signed in to X.", signed_in=WHO)
    with qtbot.waitSignal(session.endpoints_changed):
        engine.say(say.Endpoints(endpoints=(ENDPOINT,), signed_in={ENDPOINT.id: WHO}))

    assert dialog.words.text() == "Signed in to X."
    assert dialog.account.user.text() == "Dr A Example"
    assert not dialog.buttons["out"].isHidden()
    dialog.account.role_chosen.emit("2")
    assert engine.heard(say.ChooseRole)[0].code == "2"
    dialog.reject()
    assert engine.heard(say.CancelSignIn) == []


def test_signing_out_is_said_in_the_source_s_words(qtbot, session, engine, make):
    dialog = make({ENDPOINT.id: WHO})
    assert engine.heard(say.BeginSignIn) == []
    dialog.buttons["out"].click()
    assert len(engine.heard(say.SignOut)) == 1
    with qtbot.waitSignal(session.endpoints_changed):
        engine.say(say.Endpoints(endpoints=(ENDPOINT,)))
    ended(qtbot, session, engine, words="You are signed out here. The source confirmed it.")

    assert "The source confirmed" in dialog.words.text()
    assert dialog.account.isHidden()
    dialog.buttons["begin"].click()
    assert len(engine.heard(say.BeginSignIn)) == 1


@pytest.mark.parametrize("by", ["cancel", "close"])
def test_nobody_waits_for_the_browser_once_it_is_closed(engine, make, by):
    dialog = make()
    dialog.buttons["cancel"].click() if by == "cancel" else dialog.reject()

    assert len(engine.heard(say.CancelSignIn)) == 1


def test_a_refusal_is_said_and_it_can_be_begun_again(make):
    dialog = make()
    dialog.say_refused("Signing in is under way. Look at your browser.")

    assert "under way" in dialog.words.text()
    assert not dialog.buttons["begin"].isHidden()


def test_the_system_s_browser_is_what_opens(monkeypatch):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()) or True)

    assert in_system_browser(URL)
    assert asked == [URL]
