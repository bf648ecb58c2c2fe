"""Whose record it is stands large before anybody may go on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui import sample_messages as sample
from viewer.ui.window.same_patient_page import SamePatientPage


@pytest.fixture
def page(qtbot, theme):
    made = SamePatientPage(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def words(page):
    return " ".join(part.text() for part in page.findChildren(QLabel))


def test_nobody_goes_on_before_it_is_known_whose_it_is(qtbot, page):
    assert not page.go_on.isEnabled()
    page.show_banner(sample.banner())
    qtbot.waitUntil(page.go_on.isEnabled)
    for said in (
        "ATTWOOD-HOLLINGSWORTH, Margaret Eleanor (Mrs)",
        "04-Mar-1938 (88y)",
        "Female",
        "999 000 0018",
        "TEST PATIENT",
    ):
        assert said in words(page)
    page.clear()
    assert "ATTWOOD" not in words(page)
    assert not page.go_on.isEnabled()


def test_what_is_not_recorded_reads_so_and_a_death_is_said(page):
    page.show_banner(sample.banner(name="", gender="", born="", died="01-Jan-2026", restricted="Restricted"))
    assert page.fields["Name"].text() == "Not recorded"
    assert page.fields["Born"].text() == "Died 01-Jan-2026"
    assert "Restricted" in words(page)


def test_the_name_is_the_greatest_of_all(page):
    name, born = page.fields["Name"].font().pointSizeF(), page.fields["Born"].font().pointSizeF()
    assert name > born > page.words.font().pointSizeF()


def test_a_record_that_is_not_found_again_is_said(page):
    page.show_stop("The patient was not found again. Search anew.")
    assert "not found again" in page.words.text()
    page.show_banner(sample.banner())
    page.show_stop("another")
    assert "another" not in page.words.text()


def test_an_enter_that_was_meant_for_the_lock_answers_nothing(qtbot, page):
    answers = []
    page.continued.connect(lambda: answers.append("continued"))
    page.another_wanted.connect(lambda: answers.append("another"))
    page.activateWindow()
    page.fields["Name"].setFocus()
    qtbot.waitUntil(page.fields["Name"].hasFocus)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    page.show_banner(sample.banner())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not answers
    qtbot.waitUntil(page.go_on.hasFocus)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert answers == ["continued"]


def test_a_key_that_is_held_keeps_the_answer_away(qtbot, page):
    page.activateWindow()
    page.fields["Name"].setFocus()
    qtbot.waitUntil(page.fields["Name"].hasFocus)
    page.show_banner(sample.banner())
    begun = []
    page._arming.setInterval(60_000)
    page._arming.timeout.connect(lambda: begun.append("armed"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert page._arming.remainingTime() > 50_000
    page._arming.setInterval(0)
    qtbot.waitUntil(page.go_on.isEnabled)
    QTest.keyClick(page.words, Qt.Key.Key_A)  # later keys begin nothing anew
    assert begun == ["armed"]


def test_keyboard_that_was_moved_elsewhere_meanwhile_stays_there(qtbot, page):
    page.activateWindow()
    page.show_banner(sample.banner())
    page.fields["Born"].setFocus()
    qtbot.waitUntil(page.fields["Born"].hasFocus)
    qtbot.waitUntil(page.go_on.isEnabled)
    assert page.fields["Born"].hasFocus()


def test_what_cannot_be_read_offers_the_way_out_and_no_empty_fields(page):
    page.show_stop("No source answered.", signed_out=True)
    assert not page.fields["Name"].isVisible()
    assert not page.go_on.isVisible()
    assert page.again.isVisible()
    assert page.sources.isVisible()
    assert page.words.text().endswith("this computer has no keyring.")
    page.clear()
    assert page.fields["Name"].isVisible()
    assert not page.again.isVisible()
