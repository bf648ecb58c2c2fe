"""The patient, source beside source."""

import pytest

from viewer.engine.messages import PageGiven
from viewer.record.pages.patient import PatientField, PatientPage
from viewer.ui.pages.patient_view import PatientView


@pytest.fixture
def view(qtbot, theme):
    made = PatientView(theme)
    qtbot.addWidget(made)
    return made


def given(settled=True):
    fields = (
        PatientField(label="Name", texts=("SMITH, Ann", "SMYTH, Ann"), differs=True),
        PatientField(label="Gender", texts=("Female", "Female")),
    )
    body = PatientPage(sources=("GP: Patient/1", "Trust: Patient/2"), fields=fields)
    return PageGiven(page="patient", body=body, settled=settled)


def test_every_source_has_a_column_and_what_differs_says_so(view):
    view.show_page(given())
    table = view.table

    assert [table.horizontalHeaderItem(n).text() for n in range(2)] == ["GP:\nPatient/1", "Trust:\nPatient/2"]
    assert [table.verticalHeaderItem(n).text() for n in range(2)] == ["Name (differs)", "Gender"]
    assert [table.item(0, n).text() for n in range(2)] == ["SMITH, Ann", "SMYTH, Ann"]
    assert view.panes() == [table]


def test_nothing_is_complete_before_every_source_has_answered(view):
    assert view.heading.text().endswith("not read yet")
    view.show_page(given(settled=False))
    assert "so far" in view.heading.text()
    view.grey()
    view.show_page(given())
    assert view.isEnabled()
    assert "so far" not in view.heading.text()
    assert view.heading.text().endswith("1 of 2 lines differ")


def test_nothing_of_the_last_patient_stays(view):
    view.show_page(given())
    view.clear()

    assert (view.table.rowCount(), view.table.columnCount()) == (0, 0)


def test_words_are_found_field_by_field_and_source_by_source(view):
    view.show_page(given())
    view.set_words("smyth")
    assert view.finder.notice.text() == 'Find "smyth": 1 of 1 on this page, in Name, Trust: Patient/2'
    assert (view.table.currentRow(), view.table.currentColumn()) == (0, 1)
    view.set_words("gender")
    view.step_find(1)

    assert (view.table.currentRow(), view.table.currentColumn()) == (1, 1)
    assert "2 of 2" in view.finder.notice.text()


def test_the_abbreviations_of_a_field_are_told(view):
    body = PatientPage(sources=("GP",), fields=(PatientField(label="NHS number", texts=("-",)),))
    view.show_page(PageGiven(page="patient", body=body, settled=True))

    assert view.table.verticalHeaderItem(0).toolTip() == "NHS: National Health Service"


def test_the_name_of_a_source_is_whole_however_narrow_its_column(qtbot, view):
    body = PatientPage(
        sources=("Fellside Community and Mental Health Trust: Patient/FS88142", "GP: 1"), fields=()
    )
    view.resize(300, 300)
    view.show()
    view.show_page(PageGiven(page="patient", body=body, settled=True))
    header = view.table.horizontalHeader()
    qtbot.waitUntil(lambda: header.height() > 60)
    view.resize(1300, 300)
    qtbot.waitUntil(lambda: header.height() < 50)
