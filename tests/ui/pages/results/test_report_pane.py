import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from tests.ui.pages.results.samples import CULTURE, entry, page
from viewer.ui.look.palettes import DARK
from viewer.ui.pages.results.report_pane import ReportPane


@pytest.fixture
def pane(theme, qtbot):
    made = ReportPane(theme)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    return made


def shown(pane, title):
    pane.show_report(page(report=entry(title)).report)
    return " ".join(one.text() for one in pane.findChildren(QLabel))


def test_a_text_keeps_its_columns_in_fixed_width(pane):
    shown(pane, "Urine culture")
    (text,) = pane.findChildren(QPlainTextEdit)

    assert text.toPlainText() == CULTURE
    assert QFontInfo(text.font()).fixedPitch()
    assert text.lineWrapMode() is QPlainTextEdit.LineWrapMode.NoWrap
    assert text.accessibleName() == "Conclusion"


def test_a_trace_is_drawn_and_described(pane):
    assert "6 sampled points, 1 not measurable (E)" in shown(pane, "ECG")


def test_what_a_report_holds_is_opened_from_it_and_what_is_not_here_is_said(pane, qtbot):
    assert "A result that is not in this record: Observation/gone" in shown(pane, "Urea and electrolytes")
    link = next(one for one in pane.findChildren(QPushButton) if one.text().startswith("Potassium"))
    with qtbot.waitSignal(pane.entry_chosen):
        link.click()


def test_the_whole_detail_and_closing_are_keys_away(pane, qtbot):
    with qtbot.assertNotEmitted(pane.entry_chosen):
        pane.detail_button.click()
    shown(pane, "ECG")
    with qtbot.waitSignal(pane.entry_chosen):
        pane.detail_button.click()
    with qtbot.waitSignal(pane.closed):
        qtbot.keyClick(pane, Qt.Key.Key_Escape)
    qtbot.keyClick(pane, Qt.Key.Key_Q)


def test_colours_change_and_nothing_of_the_last_report_stays(pane, theme):
    shown(pane, "ECG")
    theme.force(DARK)
    pane.show_report(None)
    pane.show_report(None)

    assert pane.title.text() == ""
