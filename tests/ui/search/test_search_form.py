"""Asking by number or by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.sample_messages import NUMBER
from viewer.source.protocols import PatientQuery
from viewer.ui.search.search_form import SearchForm


@pytest.fixture
def form(qtbot, theme):
    made = SearchForm(theme)
    qtbot.addWidget(made)
    made.show()
    made.asks = []
    made.asked.connect(made.asks.append)
    return made


def test_a_pasted_number_and_enter_ask(form):
    QGuiApplication.clipboard().setText(" 999 000 0018\n")
    form.number.setFocus()
    QTest.keyClick(form.number, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Check digit fits" in form.verdict.text()
    QTest.keyClick(form.number, Qt.Key.Key_Return)

    assert form.asks == [PatientQuery(nhs_number=NUMBER)]
    assert form.asked_number


def test_a_wrong_check_digit_is_said_at_once_and_asks_nobody(form):
    QTest.keyClicks(form.number, "9990000019")
    assert "check digit" in form.verdict.text()
    assert not form.find_number.isEnabled()
    QTest.keyClick(form.number, Qt.Key.Key_Return)

    assert form.asks == []
    assert form.advice.text().endswith("Nothing was searched.")


def test_a_name_needs_a_whole_date_of_birth(form):
    form.family.setText("Attwood")
    form.born.setText("1938")
    form.find_name.click()
    assert form.asks == []
    assert "whole date of birth" in form.advice.text()
    form.born.setText("04/03/1938")
    QTest.keyClick(form.born, Qt.Key.Key_Return)

    assert form.asks == [PatientQuery(family="Attwood", birth_date="1938-03-04")]
    assert not form.asked_number


def test_enter_again_is_no_second_search_unless_repeated(qtbot, form):
    form.search_for(NUMBER)
    with qtbot.waitSignal(form.entered_again):
        QTest.keyClick(form.number, Qt.Key.Key_Return)
    assert len(form.asks) == 1
    form.ask_again()
    assert len(form.asks) == 2
    form.clear()
    assert form.number.text() == ""
    form.search_for("")
    assert form.advice.text().startswith("Type an NHS number")
