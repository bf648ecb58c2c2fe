"""Which page the engine is asked for."""

from viewer.engine.messages import AskPage, PageGiven
from viewer.record.pages.patient import PatientPage
from viewer.ui.lists.pages import place_of


def asked(engine):
    return [(one.page, one.options) for one in engine.heard(AskPage)]


def given(page="patient"):
    return PageGiven(page=page, body=PatientPage(sources=("GP: Patient/1",), fields=()), settled=True)


def test_a_page_is_asked_for_when_it_is_turned_to_and_left_when_another_is(opened, engine):
    opened.record.tabs.setCurrentIndex(place_of("patient"))
    opened.record.tabs.setCurrentIndex(place_of("timeline"))
    opened.record.tabs.setCurrentIndex(place_of("problems"))

    assert asked(engine) == [("patient", {}), ("timeline", {}), ("", {})]


def test_what_belongs_to_another_page_is_not_painted(qtbot, opened, engine):
    heard = []
    opened.session.pages.given.connect(heard.append)
    opened.record.tabs.setCurrentIndex(place_of("patient"))
    engine.say(given("medicines"), given())
    qtbot.waitUntil(lambda: bool(heard))

    assert [one.page for one in heard] == ["patient"]
    assert opened.record.body.stack.view().table.columnCount() == 1


def test_an_engine_that_was_started_again_is_asked_again(qtbot, opened, engine):
    opened.record.tabs.setCurrentIndex(place_of("patient"))
    opened.session.renewed.emit()

    assert asked(engine) == [("patient", {}), ("patient", {})]


def test_another_record_begins_on_its_first_page(opened, engine):
    opened.record.tabs.setCurrentIndex(place_of("patient"))
    opened.open_patient((("gp", "Patient/gp-2", False),))
    opened.session.pages.ask_again()

    assert opened.record.tabs.key() == "glance"
    assert asked(engine)[-1] == ("", {})
