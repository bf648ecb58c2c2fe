"""The window follows its host through real pages: one certain person opens, everything else is said."""

from dataclasses import replace
from urllib.parse import quote

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from tests.ui import sample_messages as sample
from viewer.engine.messages import (
    AnswerHost,
    BeginSignIn,
    Find,
    HostLeft,
    HostPatient,
    HostSync,
    OpenFiles,
    OpenPatient,
)
from viewer.engine.pin_messages import LockTerms
from viewer.source.endpoint import SignIn
from viewer.ui.window.single_instance import Wish

NUMBER = "9990000018"


def shows(**more):
    return HostPatient(**{"host": "Ward system", "event_id": "e1", "nhs_number": NUMBER} | more)


def found(window, groups):
    """What the engine finds in the search that is on screen."""
    said = sample.found(groups=groups)
    rows = said.candidates if groups else ()
    return msgspec.structs.replace(said, generation=window.session.generation, candidates=rows)


def answers(engine):
    return [(one.event_id, one.followed) for one in engine.heard(AnswerHost)]


def test_a_certain_person_opens_and_the_host_is_told(qtbot, window, engine):
    engine.say(shows())
    qtbot.waitUntil(lambda: bool(engine.heard(Find)))
    assert engine.heard(Find)[-1].query.nhs_number == NUMBER
    assert not window.hosted.line.isHidden()
    engine.say(found(window, 1))
    qtbot.waitUntil(lambda: bool(engine.heard(OpenPatient)))
    assert answers(engine) == [("e1", True)]
    assert window.hosted.line.isHidden()


@pytest.mark.parametrize(
    ("groups", "words"), [(0, "no source here knows this patient"), (2, "Choose below who is meant")]
)
def test_nobody_or_several_are_left_to_the_person(qtbot, window, engine, groups, words):
    engine.say(shows())
    qtbot.waitUntil(lambda: bool(engine.heard(Find)))
    engine.say(found(window, groups))
    qtbot.waitUntil(lambda: answers(engine) == [("e1", False)])
    assert words in window.hosted.line.words.text()
    assert not engine.heard(OpenPatient)


def test_a_search_by_hand_ends_the_following(qtbot, window, engine):
    engine.say(shows())
    qtbot.waitUntil(lambda: bool(engine.heard(Find)))
    window.search.form.search_for("9990000026")
    qtbot.waitUntil(lambda: answers(engine) == [("e1", False)])


def test_another_patient_on_screen_than_the_host_shows_is_said(qtbot, opened, engine):
    opened.dialogs.show_help()
    engine.say(shows(nhs_number="9990000026"))
    qtbot.waitUntil(lambda: answers(engine) == [("e1", False)])
    assert "dialog is open" in opened.hosted.line.words.text()
    assert opened.shows_record


def test_who_is_on_screen_already_is_agreed(qtbot, opened, engine):
    engine.say(shows(nhs_number=opened.hosted.number_on_screen))
    qtbot.waitUntil(lambda: answers(engine) == [("e1", True)])


def test_the_hosts_patient_closes_what_it_opened(qtbot, window, engine):
    engine.say(shows())
    qtbot.waitUntil(lambda: bool(engine.heard(Find)))
    engine.say(found(window, 1))
    qtbot.waitUntil(lambda: window.shows_record)
    spaced = f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}"
    engine.say(sample.banner(nhs_number=spaced, generation=window.session.generation))
    qtbot.waitUntil(lambda: window.hosted.number_on_screen == NUMBER)
    engine.say(shows(event_id="e2", closed=True))
    qtbot.waitUntil(lambda: answers(engine)[-1] == ("e2", True))
    assert not window.shows_record


def test_a_lost_line_is_said(qtbot, window, engine):
    engine.say(HostSync(host="Ward system", following=False, words="Not in step with Ward system"))
    qtbot.waitUntil(lambda: not window.hosted.line.isHidden())


@pytest.mark.parametrize("logout", [True, False])
def test_leaving_the_host_locks_or_ends(qtbot, opened, engine, logout):
    engine.say(HostLeft(host="Ward system", logout=logout))
    qtbot.waitUntil(lambda: opened.locked)
    assert opened.isVisible() is not logout


def launch(endpoint):
    return f"tributary:launch?iss={quote(endpoint.base_url, safe='')}&launch=t0ken"


@pytest.fixture
def smart(qtbot, window, engine):
    known = sample.endpoints()
    first = replace(known.endpoints[0], sign_in=SignIn.SMART)
    with qtbot.waitSignal(window.session.endpoints_changed):
        engine.say(type(known)(endpoints=(first, *known.endpoints[1:])))
    return first


def test_a_launch_signs_in_with_its_token(qtbot, window, engine, smart):
    window.hosted.take_wish(Wish(address=launch(smart)))
    (begun,) = engine.heard(BeginSignIn)
    assert (begun.endpoint_id, begun.launch) == (smart.id, "t0ken")
    engine.say(shows(event_id=""))
    qtbot.waitUntil(lambda: bool(engine.heard(Find)))
    assert not window.dialogs.any_open
    assert answers(engine) == []


def test_a_launch_that_is_none_of_ours_is_refused_in_words(window, engine, smart):
    window.hosted.take_wish(Wish(address="tributary:launch?iss=https%3A%2F%2Fevil.org&launch=x"))
    assert "not one of your sources" in window.status.message.text()
    assert not engine.heard(BeginSignIn)


@pytest.mark.parametrize("agree", [True, False])
def test_a_record_on_screen_is_asked_for_before_it_goes(qtbot, opened, engine, agree):
    opened.hosted.take_wish(Wish(files=("/a/b.json",)))
    assert not engine.heard(OpenFiles)
    (dialog,) = opened.dialogs._open
    (dialog.yes if agree else dialog.no).click()
    qtbot.waitUntil(lambda: not opened.dialogs.any_open)
    assert bool(engine.heard(OpenFiles)) is agree


def test_a_locked_window_does_nothing_that_it_is_asked(window, engine):
    window.lock()
    window.hosted.take_wish(Wish(files=("/a/b.json",)))
    assert "was not done" in window.status.message.text()
    assert not engine.heard(OpenFiles)
    window.hosted.take_wish(Wish())


def test_the_hosts_patient_is_looked_for_when_the_dialog_closes(qtbot, opened, engine):
    opened.dialogs.show_help()
    engine.say(shows(nhs_number="9990000026"))
    qtbot.waitUntil(lambda: "dialog is open" in opened.hosted.line.words.text())
    opened.dialogs.close_all()
    qtbot.waitUntil(lambda: bool(engine.heard(Find)))
    assert engine.heard(Find)[-1].query.nhs_number == "9990000026"
    assert not opened.shows_record


def test_what_a_dialog_opened_is_not_closed_again_for_the_host(qtbot, opened, engine):
    opened.dialogs.show_help()
    engine.say(shows(nhs_number="9990000026"))
    line = opened.hosted.line
    qtbot.waitUntil(lambda: "dialog is open" in line.words.text())
    opened.open_files(("/a/b.json",))
    opened.dialogs.close_all()
    QApplication.processEvents()
    assert not engine.heard(Find)
    assert opened.shows_record
    assert not line.show_button.isHidden()
    line.show_button.click()
    qtbot.waitUntil(lambda: bool(engine.heard(Find)))
    assert line.show_button.isHidden()


def test_a_locked_window_names_no_host_and_an_unlocked_one_does_again(qtbot, opened, engine):
    opened.dialogs.show_help()
    engine.say(shows(nhs_number="9990000026"))
    line = opened.hosted.line
    qtbot.waitUntil(lambda: not line.isHidden())
    opened.lock()
    assert line.isHidden()
    QApplication.processEvents()
    assert not engine.heard(Find)
    with qtbot.waitSignal(opened.session.pins.terms_changed):
        engine.say(LockTerms(pin="none"))
    opened.locking.page.button.click()
    opened.same.page.another.click()
    assert not line.isHidden()
    assert not line.show_button.isHidden()
