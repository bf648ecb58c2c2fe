"""After the lock the same record is read anew, behind the question whose it is."""

import pytest

from tests.ui import sample_messages as sample
from viewer.engine import messages as say
from viewer.engine.pin_messages import LockTerms
from viewer.source.glass import Ground


@pytest.fixture
def back(qtbot, opened, engine):
    """The window after lock and unlock."""
    opened.session._query = say.Find(query=opened.session._query).query
    opened.lock()
    with qtbot.waitSignal(opened.session.pins.terms_changed):
        engine.say(LockTerms(pin="none"))
    engine.said.clear()
    opened.locking.page.button.click()
    return opened


def show(qtbot, window, engine):
    with qtbot.waitSignal(window.session.banner_changed):
        engine.say(sample.banner(generation=window.session.generation))


def test_the_same_patients_are_asked_for_and_nothing_is_shown_before_the_answer(qtbot, back, engine):
    (asked,) = engine.heard(say.OpenPatient)
    assert asked.patients == (("gp", "Patient/gp-1", False),)
    assert back.pages.currentWidget() is back.same.page
    assert not back.same.page.go_on.isEnabled()
    show(qtbot, back, engine)
    assert back.pages.currentWidget() is back.same.page
    assert not back.record.isVisible()
    qtbot.waitUntil(back.same.page.go_on.isEnabled)
    back.same.page.go_on.click()
    assert back.pages.currentWidget() is back.record
    assert back.record.banner.name.text().startswith("ATTWOOD")


def test_somebody_else_is_searched_for(qtbot, back, engine):
    show(qtbot, back, engine)
    back.same.page.another.click()
    assert back.pages.currentWidget() is back.search
    assert engine.heard(say.CloseRecord)
    assert back.same.page.fields["Name"].text() == "Not read yet"
    assert back.actions_by_name["print"].isEnabled()


def test_keys_of_the_record_do_nothing_before_the_answer(back):
    assert not back.actions_by_name["reload"].isEnabled()
    assert not any(action.isEnabled() for action in back.page_actions)
    assert back.actions_by_name["lock"].isEnabled()


def test_another_patient_that_opens_meanwhile_ends_the_question(qtbot, back, engine):
    show(qtbot, back, engine)
    back.hosted.new_search()
    assert back.pages.currentWidget() is back.search
    assert back.same.page.fields["Name"].text() == "Not read yet"


def test_a_patient_who_is_not_found_again_is_said(qtbot, back, engine):
    with qtbot.waitSignal(back.session.refused):
        engine.say(say.Refused(what="The patient was not found again", advice="Search anew."))
    assert "not found again" in back.same.page.words.text()
    assert not back.same.page.go_on.isEnabled()


def test_what_was_regrouped_is_told_to_the_fresh_engine_before_the_record(qtbot, opened, engine):
    done = say.Regrouped(
        entry="e1", now="e2", words="", apart=(), together=(("a", "b"),), generation=opened.session.generation
    )
    with qtbot.waitSignal(opened.session.regrouping.done):
        engine.say(done)
    opened.lock()
    with qtbot.waitSignal(opened.session.pins.terms_changed):
        engine.say(LockTerms(pin="none"))
    engine.said.clear()
    opened.locking.page.button.click()
    kinds = [type(one) for one in engine.heard()]
    assert kinds.index(say.KeptByHand) < kinds.index(say.OpenPatient)


def test_a_lock_of_the_search_page_comes_back_to_it(qtbot, window, engine):
    window.lock()
    with qtbot.waitSignal(window.session.pins.terms_changed):
        engine.say(LockTerms(pin="none"))
    window.locking.page.button.click()
    assert window.pages.currentWidget() is window.search


def test_an_engine_that_stops_takes_the_keyboard_from_nobody_who_reads(qtbot, opened, engine):
    opened.activateWindow()
    opened.record.filter.setFocus()
    qtbot.waitUntil(opened.record.filter.hasFocus)
    with qtbot.waitSignal(opened.session.stopped):
        engine.handle.crash()
    assert opened.focusWidget() is opened.record.filter


def refused(qtbot, window, engine):
    with qtbot.waitSignal(window.session.refused):
        engine.say(
            say.Refused(
                what="No source answered", advice="Search again.", generation=window.session.generation
            )
        )


def test_what_cannot_be_read_after_the_lock_is_tried_again_after_signing_in(qtbot, back, engine):
    refused(qtbot, back, engine)
    page = back.same.page
    assert back.pages.currentWidget() is page
    assert not any(field.isVisible() for field in page.fields.values())
    page.sources.click()
    assert back.dialogs.endpoints is not None
    back.dialogs.close_all()
    page.again.click()
    asked = [one.patients for one in engine.heard(say.OpenPatient)]
    assert asked == [(("gp", "Patient/gp-1", False),)] * 2
    assert back.pages.currentWidget() is page
    assert not page.again.isVisible()
    show(qtbot, back, engine)
    qtbot.waitUntil(page.go_on.isEnabled)
    page.go_on.click()
    assert back.pages.currentWidget() is back.record


def test_that_the_lock_signed_out_is_said_where_no_keyring_kept_the_sign_in(qtbot, opened, engine):
    opened.session.sources._held["token"] = "secret"
    opened.lock()
    with qtbot.waitSignal(opened.session.pins.terms_changed):
        engine.say(LockTerms(pin="none"))
    opened.locking.page.button.click()
    refused(qtbot, opened, engine)
    assert "The lock signed you out: this computer has no keyring." in opened.same.page.words.text()


def test_the_page_that_was_read_at_the_lock_comes_back(qtbot, opened, engine):
    opened.record.tabs.setCurrentIndex(3)
    for _ in range(2):  # a second lock before the answer keeps it
        opened.lock()
        with qtbot.waitSignal(opened.session.pins.terms_changed):
            engine.say(LockTerms(pin="none"))
        opened.locking.page.button.click()
    show(qtbot, opened, engine)
    qtbot.waitUntil(opened.same.page.go_on.isEnabled)
    opened.same.page.go_on.click()
    assert opened.record.tabs.currentIndex() == 3


def test_nothing_is_read_again_where_nothing_was_open_at_the_last_lock(qtbot, back, engine):
    show(qtbot, back, engine)
    back.same.page.another.click()
    back.lock()
    with qtbot.waitSignal(back.session.pins.terms_changed):
        engine.say(LockTerms(pin="none"))
    engine.said.clear()
    back.locking.page.button.click()
    assert not engine.heard(say.OpenPatient)
    assert back.pages.currentWidget() is back.search


def test_that_emergency_access_ended_with_the_lock_is_said(qtbot, opened, engine):
    opened.session.gates.break_glass("gp", Ground.LIFE, "found collapsed")
    opened.lock()
    with qtbot.waitSignal(opened.session.pins.terms_changed):
        engine.say(LockTerms(pin="none"))
    opened.locking.page.button.click()
    show(qtbot, opened, engine)
    assert "Emergency access ended with the lock" in opened.same.page.words.text()


def test_nothing_is_said_of_emergency_access_that_nobody_asked_for(qtbot, back, engine):
    show(qtbot, back, engine)
    assert "mergency" not in back.same.page.words.text()
