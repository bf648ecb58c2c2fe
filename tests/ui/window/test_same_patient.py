"""After the lock the same record is read anew, behind the question whose it is."""

import pytest

from tests.ui import sample_messages as sample
from viewer.engine import messages as say
from viewer.engine.pin_messages import LockTerms


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
