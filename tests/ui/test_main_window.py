"""The whole window on a scripted engine: keys, titles, lock, copy, names for screen readers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from tests.ui import sample_messages as sample
from viewer.engine import messages as say
from viewer.engine.pin_messages import LockTerms
from viewer.ui.look.labels import NOT_ASSURED
from viewer.ui.look.palettes import DARK
from viewer.ui.window.shortcuts import KEYS

NAMES = ("ATTWOOD", "Margaret", "Peggy", "999 000 0018", sample.NUMBER)


def press(window, text):
    action = next(window.actions_by_name[name] for name, _, _ in KEYS if name == text)
    action.trigger()


def everything_said(widget):
    parts = [widget, *widget.findChildren(QWidget)]
    texts = [part.text() for part in parts if isinstance(part, QLabel | QAbstractButton | QLineEdit)]
    return " ".join(
        texts + [part.accessibleName() for part in parts] + [part.windowTitle() for part in parts]
    )


def test_paste_and_enter_are_all_the_keys_to_at_a_glance(qtbot, window, engine):
    keys = 0
    QGuiApplication.clipboard().setText("999 000 0018")
    qtbot.waitUntil(window.search.form.number.hasFocus)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    keys += 2
    assert engine.heard(say.Find)[-1].query.nhs_number == sample.NUMBER
    engine.say(sample.found(settled=False), sample.found())
    qtbot.waitUntil(lambda: bool(engine.heard(say.OpenPatient)))
    engine.say(sample.banner(generation=2), sample.rows(2), sample.glance(generation=2))
    qtbot.waitUntil(lambda: window.record.banner.name.text().startswith("ATTWOOD"))

    assert keys == 2
    assert window.pages.currentWidget() is window.record
    assert len(engine.heard(say.OpenPatient)[-1].patients) == 3


def test_titles_never_hold_a_name_or_a_number(opened):
    titles = [widget.windowTitle() for widget in QApplication.topLevelWidgets() if widget.isVisible()]

    assert set(titles) <= {"Tributary", ""}
    assert opened.windowTitle() == "Tributary"


@pytest.mark.parametrize("name", ["help", "endpoints", "files", "folder"])
def test_every_dialog_is_called_tributary_and_closes_with_the_lock(qtbot, opened, name):
    press(opened, name)
    dialog = opened.dialogs._open[-1]
    assert dialog.windowTitle() == "Tributary"
    if name in {"help", "endpoints"}:
        assert NOT_ASSURED in everything_said(dialog)
    opened.lock()
    assert opened.dialogs._open == []


def test_every_page_says_that_nothing_is_assured(window):
    for page in (window.search, window.record, window.locking.page, window.covering.page, window.same.page):
        window.pages.setCurrentWidget(page)
        assert window.status.assurance.isVisible()


def test_the_lock_hides_and_forgets_everything_and_ends_the_engine(qtbot, opened, engine):
    opened.record.banner.copy_number(spaced=True)
    assert QGuiApplication.clipboard().text() == "999 000 0018"
    opened.search.form.number.setText(sample.NUMBER)
    first = engine.handle
    press(opened, "lock")
    assert opened.locked
    assert not any(name in everything_said(opened) for name in NAMES)
    assert QGuiApplication.clipboard().text() == ""
    assert opened.record.body.timeline.model.total == 0
    assert [type(message) for message in first.heard()][-3:] == [say.Audited, say.CloseRecord, say.Quit]
    assert engine.handle is not first
    assert not any(action.isEnabled() for action in opened.actions())
    opened.lock()
    opened.new_search()
    assert opened.locked
    with qtbot.waitSignal(opened.session.pins.terms_changed):
        engine.say(LockTerms(pin="none"))
    opened.locking.page.button.click()
    assert engine.heard(say.Audited)[-1].action == "unlock"
    assert opened.pages.currentWidget() is opened.same.page


def test_ten_minutes_without_input_lock(window):
    clocks = [0.0, 0.0]
    window.locking.idle._clocks = lambda: tuple(clocks)
    window.locking.idle.restart()
    clocks[0] = 545.0
    window.locking.idle.look()
    assert "locks in 55 s" in window.locking.bar.words.text()
    assert window.locking.bar.isVisible()
    window.locking.idle.restart()
    assert not window.locking.bar.isVisible()
    clocks[0] = 1145.0
    window.locking.idle.look()
    assert window.locked
    assert not window.locking.bar.isVisible()


def test_somebody_else_s_clipboard_is_left_alone(opened):
    opened.record.banner.copy_number(spaced=False)
    QGuiApplication.clipboard().setText("theirs")
    opened.lock()

    assert QGuiApplication.clipboard().text() == "theirs"


def test_copies_are_audited_without_a_value(opened, engine):
    press(opened, "copy_number")
    opened.record.body.detail.text_copied.emit("Potassium 5.9 mmol/L")

    assert [(sent.action, sent.detail) for sent in engine.heard(say.Audited)] == [
        ("copy", "NHS number"),
        ("copy", "detail"),
    ]
    assert QGuiApplication.clipboard().text() == "Potassium 5.9 mmol/L"


def test_f6_goes_through_every_part_and_back(qtbot, opened):
    opened.record.banner.name.setFocus()
    qtbot.waitUntil(opened.record.banner.name.hasFocus)
    seen = []
    for _ in opened.record.panes():
        press(opened, "next_pane")
        seen.append(opened.focusWidget())
    assert len({id(part) for part in seen}) == len(opened.record.panes())
    assert seen[-1] is opened.record.banner.name
    press(opened, "last_pane")
    assert opened.focusWidget() is opened.record.panes()[-1]
    press(opened, "search")
    press(opened, "next_pane")


def test_keys_of_a_record_do_nothing_on_the_search_page(window, engine):
    for name in ("filter", "grid", "reload", "next_pane"):
        press(window, name)

    assert engine.heard(say.Retry) == []
    assert window.pages.currentWidget() is window.search


def test_keys_of_a_record(qtbot, opened, engine):
    press(opened, "filter")
    qtbot.waitUntil(opened.record.filter.hasFocus)
    press(opened, "grid")
    assert opened.record.body.grid.isVisible()
    press(opened, "reload")
    assert engine.heard(say.Retry)[-1].source == ""
    assert opened.status.retrieved.text() == "Retrieved 03:02 (F5)"


def test_the_next_patient_begins_with_nothing_of_the_last(qtbot, opened, engine):
    press(opened, "search")
    assert not any(name in everything_said(opened) for name in NAMES)
    assert isinstance(engine.heard()[-1], say.CloseRecord)
    qtbot.waitUntil(opened.search.form.number.hasFocus)


def test_a_late_answer_never_paints_over_the_next_patient(qtbot, opened, engine):
    opened.open_patient((("trust", "Patient/2", False),))
    engine.say(sample.banner(generation=1), sample.rows(1), sample.glance(generation=1), sample.hello())
    with qtbot.waitSignal(opened.session.greeted):
        pass

    assert opened.record.banner.name.text() == "Opening the record ..."
    assert opened.record.body.timeline.model.total == 0


def test_files_about_several_persons_ask_whose_record_it_is(qtbot, window, engine):
    window.open_files(())
    window.open_files(("bundle.json",))
    assert window.pages.currentWidget() is window.record
    engine.say(sample.found(settled=False, groups=2), sample.found(groups=2))
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.search)
    assert window.search.candidates.groups == 2
    window.search.candidates.open_button.click()
    assert engine.heard(say.OpenPatient)


def test_files_about_one_person_stay_on_the_record(qtbot, window, engine):
    window.open_files(("bundle.json",))
    engine.say(sample.found(), sample.banner(), sample.rows())
    qtbot.waitUntil(lambda: window.record.body.timeline.model.total == 17)

    assert window.pages.currentWidget() is window.record


def test_files_are_chosen_in_our_own_dialog_that_remembers_nothing(qtbot, window, engine, tmp_path):
    path = tmp_path / "bundle.json"
    path.write_text("{}")
    for name in ("files", "folder"):
        press(window, name)
        chooser = window.dialogs._open[-1]
        assert chooser.testOption(chooser.Option.DontUseNativeDialog)
        chooser.filesSelected.emit([str(path)])
        chooser.reject()

    assert [message.paths for message in engine.heard(say.OpenFiles)] == [(str(path),), (str(path),)]


def test_refusals_and_notices_are_said(qtbot, window, engine):
    engine.say(say.Hello(version="0.1.0", notices=("No keyring here: secrets last for this session.",)))
    qtbot.waitUntil(lambda: "No keyring" in window.status.message.text())
    engine.say(sample.endpoints())
    press(window, "endpoints")
    engine.say(say.Refused(what="The secret was not stored", advice="Unlock the keyring."))
    qtbot.waitUntil(lambda: "Unlock the keyring" in window.status.message.text())
    assert "Unlock the keyring" in window.dialogs.endpoints.words.text()
    engine.say(sample.endpoints())
    qtbot.waitUntil(lambda: window.dialogs.endpoints.list.count() == 4)
    window.dialogs.endpoints.reject()
    assert window.dialogs.endpoints is None


def test_an_unlinked_source_is_linked_from_its_chip(qtbot, opened):
    opened.record.strip.link_wanted.emit("ooh")

    assert opened.dialogs._open[-1].accessibleName() == "Link a record to this patient"


def _unnamed(window):
    unnamed = []
    for widget in window.findChildren(QWidget):
        ours = type(widget).__module__.startswith("viewer.")
        works = isinstance(
            widget, QAbstractButton | QLineEdit | QAbstractItemView
        ) and not widget.objectName().startswith("qt_")
        inside = (
            isinstance(widget.parent(), QAbstractItemView | QLineEdit)
            or type(widget).__name__ == "QTableCornerButton"
        )
        if (ours or works) and not inside and not _name(widget) and type(widget).__name__ != "ShortLabel":
            unnamed.append((type(widget).__name__, widget.objectName(), type(widget.parent()).__name__))
    return [found for found in unnamed if found[0] != "QToolButton" or found[2] != "QTabBar"]


def _name(widget):
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found else ""


def test_every_widget_has_a_name_for_screen_readers(opened):
    for name in ("help", "endpoints"):
        press(opened, name)

    assert _unnamed(opened) == []


def test_dark_and_light_are_both_painted(opened, theme):
    light = opened.grab().toImage()
    theme.force(DARK)
    dark = opened.grab().toImage()

    assert light.pixelColor(5, 400).lightness() > 200
    assert dark.pixelColor(5, 400).lightness() < 60


def test_a_larger_font_of_the_workstation_is_followed(qtbot, opened, theme, big_text):
    qtbot.waitUntil(lambda: theme.scale == 2.0)


def test_closing_ends_the_engine_and_clears_what_was_copied(opened, engine):
    press(opened, "copy_number")
    press(opened, "quit")

    assert engine.handle.code == -9
    assert QGuiApplication.clipboard().text() == ""


def test_a_row_of_any_list_is_copied_and_audited(opened, engine):
    view = opened.record.body.timeline.view
    view.select_entry(view.model().row_at(0).id)

    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text().startswith(view.model().row_at(0).when)
    assert engine.heard(say.Audited)[-1].action == "copy"


def test_a_copy_is_said_and_so_is_its_end(opened):
    press(opened, "copy_number")
    assert opened.status.message.text() == "Copied; the clipboard is cleared in 60 s."
    opened.clipboard.clear()

    assert opened.status.message.text() == "The clipboard was cleared."
