"""The banner: order, labels, marks, death by colour and pattern, copy."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.sample_messages import banner
from viewer.ui.record.patient_banner import PatientBanner


@pytest.fixture
def shown(qtbot, theme):
    made = PatientBanner(theme)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(1366, 60)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_four_fields_stand_and_are_tabbed_in_order(qtbot, shown):
    shown.show_banner(banner())
    order = [shown.name, shown.born.value, shown.gender.value, shown.number.value]
    across = [part.mapTo(shown, part.rect().topLeft()).x() for part in order]
    assert across == sorted(across)
    order[0].setFocus()
    for part in order[1:]:
        QTest.keyClick(shown.focusWidget(), "\t")
        assert shown.focusWidget() is part


def test_every_word_is_there(shown):
    shown.show_banner(banner())

    assert shown.name.text() == "ATTWOOD-HOLLINGSWORTH, Margaret Eleanor (Mrs)"
    assert shown.preferred.text() == "Preferred name Peggy"
    assert shown.born.value.text() == "04-Mar-1938 (88y)"
    assert shown.gender.value.text() == "Female"
    assert shown.number.value.text() == "999 000 0018"
    assert shown.marks.text() == "DEMO · TEST PATIENT"
    assert "Not for clinical judgement" in shown.gender.toolTip()
    assert shown.height() == 60


def test_what_is_not_known_says_so_and_is_never_blank(shown):
    shown.show_banner(banner(name="", born="", gender="", nhs_number="", preferred="", age=""))

    assert shown.name.text() == "Name not recorded"
    assert {field.value.text() for field in (shown.born, shown.gender, shown.number)} == {"Not recorded"}
    assert shown.preferred.isHidden()


def test_a_long_name_is_wrapped_and_never_cut(qtbot, shown):
    shown.show_banner(
        banner(name="FEATHERSTONEHAUGH-CHOLMONDELEY, Wilhelmina Alexandra Konstantina Persephone (Professor)")
    )
    shown.resize(1366, shown.layout().totalHeightForWidth(1366))
    qtbot.waitUntil(lambda: shown.name.height() >= shown.name.heightForWidth(shown.name.width()))

    assert shown.name.wordWrap()


def test_death_changes_words_colour_and_pattern(qtbot, shown, theme):
    shown.show_banner(banner())
    alive = shown.grab().toImage()
    shown.show_banner(banner(died="03-Mar-2024", age_at_death="86y"))
    dead = shown.grab().toImage()
    strip = {dead.pixelColor(across, 57).name() for across in range(2, 12)}

    assert shown.born.value.text() == "04-Mar-1938"
    assert shown.born.note.text() == "Died 03-Mar-2024  Age at Death 86y"
    assert {alive.pixelColor(across, 57).name() for across in range(2, 12)} == {theme.colours.banner}
    assert theme.colours.dead in strip
    assert len(strip) > 1


def test_differences_are_counted_and_shown_with_address_and_practice(shown):
    shown.show_banner(banner(differences=("A differs", "B differs")))
    assert shown.more.text() == "2 differences between sources"
    shown.more.click()

    assert "A differs\nB differs" in shown.zone_two.text()
    assert "ZZ99 3CZ" in shown.zone_two.text()
    assert shown.zone_two.isVisible()
    shown.show_banner(banner(differences=(), address="", practice="", restricted="RESTRICTED"))
    assert "not recorded" in shown.zone_two.text()
    assert shown.restricted.text() == "RESTRICTED"


def test_the_number_is_copied_as_ten_digits_or_in_three_groups(qtbot, shown):
    shown.show_banner(banner())
    texts = []
    shown.text_copied.connect(texts.append)
    for action in shown.number.value.actions():
        action.trigger()

    assert texts == ["9990000018", "999 000 0018"]
    shown.show_banner(banner(nhs_number=""))
    with qtbot.assertNotEmitted(shown.text_copied):
        shown.copy_number(spaced=False)


def test_an_opening_record_shows_no_mark_and_no_last_name(shown):
    shown.show_banner(banner())
    shown.clear()

    assert shown.name.text() == "Opening the record ..."
    assert shown.marks.isHidden()
    assert shown.allergies.form == "Allergies unavailable"


def test_at_twice_the_text_nothing_is_lost(qtbot, shown, theme, big_text):
    theme.refresh()
    shown.setStyleSheet(theme.stylesheet())
    shown.show_banner(banner())
    shown.resize(1366, 300)
    qtbot.waitUntil(lambda: shown.born.y() >= 0 and shown._narrow is True)
    for part in (shown.born.value, shown.gender.value, shown.number.value, shown.marks):
        right = part.mapTo(shown, part.rect().topRight()).x()
        assert right <= 1366
        assert part.fontMetrics().horizontalAdvance(part.text()) <= part.width()


_LONGEST = {
    "name": "FEATHERSTONEHAUGH-CHOLMONDELEY, Wilhelmina Alexandra (Professor)",
    "gender": "Female (birth sex Indeterminate, as the maternity unit recorded it at the time of birth)",
    "nhs_note": "Number present but not traced, and the trace needs to be tried again by somebody",
    "died": "14-Feb-2026 03:40 +00:00 (formal death notice received); sources differ, each in its own way",
    "age_at_death": "90y",
    "restricted": "Replaced record: its source keeps another one. Restricted record: address is not shown",
    "differences": ("A differs", "B differs"),
}


@pytest.mark.parametrize("field", [*_LONGEST, "all of them"])
def test_no_statement_makes_the_window_wider_than_a_small_screen(qtbot, opened, field):
    record = opened.record
    record.show_banner(banner(**(_LONGEST if field == "all of them" else {field: _LONGEST[field]})))
    opened.adjustSize()

    assert opened.minimumSizeHint().width() <= 1366
    opened.resize(1366, 698)
    qtbot.waitUntil(lambda: opened.width() == 1366)
    edge = record.banner.more.mapTo(opened, record.banner.more.rect().topRight()).x()
    assert edge <= 1366
    right = record.banner.allergies.mapTo(opened, record.banner.allergies.rect().topRight()).x()
    assert right <= 1366


def test_a_long_statement_of_death_is_whole_to_eye_pointer_and_ear(qtbot, shown):
    shown.show_banner(banner(**_LONGEST))
    shown.resize(1366, shown.layout().totalHeightForWidth(1366))
    note = shown.born.note
    qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()))

    assert _LONGEST["died"] in note.text()
    assert note.toolTip() == note.accessibleName() == note.text()


def test_a_small_window_says_who_it_is_and_nothing_clinical_until_more_is_asked_for(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    made = PatientBanner(theme)
    QVBoxLayout(window).addWidget(made)
    window.resize(630, 390)
    window.show()
    made.show_banner(banner())
    assert made.micro
    assert [part.isVisible() for part in (made.name, made.born, made.number, made.marks)] == [True] * 4
    assert not any(part.isVisible() for part in (made.gender, made.allergies, made.preferred))
    made.more.click()
    assert all(part.isVisible() for part in (made.gender, made.allergies, made.preferred))
    made.more.click()
    window.resize(1366, 698)

    assert not made.micro
    assert all(part.isVisible() for part in (made.gender, made.allergies, made.preferred))
