"""From the menu to the dialog, and from there to a file, as every file is saved."""

from viewer.engine.shown_messages import AskShown, ShownMoment, ShownMoments, Turned
from viewer.ui.lists.pages import place_of
from viewer.ui.printing.leave_dialog import LeaveDialog
from viewer.ui.shown.shown_dialog import ShownDialog
from viewer.ui.window.shown_parts import NO_RECORD


def dialogs(window, kind):
    return [one for one in window.dialogs._open if isinstance(one, kind)]


def told(opened, engine):
    moment = ShownMoment(line="22-Nov-2026 02:10:00   Results: answers", words=("Page: Results.",))
    engine.say(ShownMoments(generation=opened.session.generation, moments=(moment,), limits="L"))


def test_the_engine_is_told_of_each_page_that_is_turned_to(opened, engine):
    opened.record.tabs.setCurrentIndex(place_of("medicines"))

    assert engine.heard(Turned)[-1].page == "medicines"


def test_the_moments_come_from_the_menu_and_leave_as_a_file_after_the_question(qtbot, opened, engine):
    opened.actions_by_name["shown"].trigger()
    qtbot.waitUntil(lambda: bool(engine.heard(AskShown)))
    told(opened, engine)
    qtbot.waitUntil(lambda: bool(dialogs(opened, ShownDialog)))

    dialogs(opened, ShownDialog)[0].export.click()

    (asked,) = dialogs(opened, LeaveDialog)
    assert asked.accessibleName() == "Save what was on the screen (CSV)"
    assert dialogs(opened, ShownDialog) == []


def test_an_answer_that_nobody_waits_for_opens_nothing(qtbot, opened, engine):
    opened.actions_by_name["shown"].trigger()
    opened.shown._forget()
    with qtbot.waitSignal(opened.session.shown.told):
        told(opened, engine)

    assert dialogs(opened, ShownDialog) == []


def test_without_a_record_that_is_said(window, engine):
    window.actions_by_name["shown"].trigger()

    assert NO_RECORD in window.status.message.text()
