"""From a number to a person: when one opens by itself, and when a human has to choose."""

from dataclasses import replace

import msgspec
import pytest

from tests.ui import sample_messages as sample
from viewer.engine.messages import Endpoints
from viewer.source.endpoint import Kind
from viewer.source.protocols import PatientQuery
from viewer.ui.search.search_page import SearchPage


@pytest.fixture
def page(qtbot, theme):
    made = SearchPage(theme)
    qtbot.addWidget(made)
    made.resize(1366, 670)
    made.show()
    made.opens = []
    made.person_chosen.connect(made.opens.append)
    made.show_endpoints(sample.endpoints())
    made.start()
    return made


def test_one_person_by_number_opens_when_all_have_answered(page):
    page.form.search_for(sample.NUMBER)
    page.show_found(sample.found(settled=False))
    assert page.opens == []
    page.show_found(sample.found())

    assert len(page.opens) == 1
    assert len(page.opens[0]) == 3


def test_enter_again_opens_the_only_person_at_once(page):
    page.form.search_for(sample.NUMBER)
    page.form.number.returnPressed.emit()
    assert page.opens == []
    page.show_found(sample.found(settled=False))
    page.form.number.returnPressed.emit()
    assert len(page.opens) == 1
    page.show_found(sample.found())
    assert len(page.opens) == 1


def test_a_person_with_a_warning_never_opens_without_being_looked_at(page):
    found = sample.found()
    rows = tuple(msgspec.structs.replace(row, warning="another number") for row in found.candidates)
    page.form.search_for(sample.NUMBER)
    page.show_found(msgspec.structs.replace(found, candidates=rows))
    page.form.number.returnPressed.emit()

    assert page.opens == []
    assert page.candidates.isVisible()


def test_two_persons_never_open_by_themselves(page):
    page.form.search_for(sample.NUMBER)
    page.show_found(sample.found(groups=2))
    page.form.number.returnPressed.emit()

    assert page.opens == []
    assert page.candidates.isVisible()
    assert page.strip.sentence.whole == "All 4 sources answered. 2 persons found"


def test_one_person_by_name_waits_for_a_human(page):
    page.form.family.setText("Attwood")
    page.form.born.setText("04-Mar-1938")
    page.form.find_name.click()
    page.show_found(sample.found())

    assert page.opens == []


def test_nobody_found_is_said_per_source_and_can_be_asked_again(qtbot, page):
    page.form.search_for(sample.NUMBER)
    nobody = msgspec.structs.replace(
        sample.found(), candidates=(), words="No records returned by any source at 03:02."
    )
    page.show_found(nobody)
    assert page.words.text() == "No records returned by any source at 03:02."
    assert "Nobody found" in page.strip.sentence.whole
    with qtbot.waitSignal(page.asked):
        page.form.number.returnPressed.emit()
    page.show_found(msgspec.structs.replace(nobody, settled=False))
    assert page.strip.sentence.whole.endswith("Nobody found so far")


def test_a_search_can_be_stopped_and_the_page_starts_afresh(qtbot, page):
    page.form.search_for(sample.NUMBER)
    page.show_found(sample.found(settled=False))
    with qtbot.waitSignal(page.cancelled):
        page.strip.stop.click()
    page.show_stop("The engine stopped at 03:02")
    assert page.words.text().startswith("The engine stopped")
    page.start()

    assert page.form.number.text() == ""
    assert page.endpoints.isVisible()
    assert page.candidates.cards == []


def test_the_buttons_say_what_is_wanted(qtbot, page):
    for name, signal in (
        ("files", page.files_wanted),
        ("endpoints", page.endpoints_wanted),
        ("help", page.help_wanted),
    ):
        with qtbot.waitSignal(signal):
            page.buttons[name].click()


def test_a_source_that_wants_a_sign_in_offers_it_before_anybody_is_found(page):
    page.form.search_for(sample.NUMBER)
    gp, *others = sample.sources("denied")
    found = sample.found(settled=True)
    offering = (msgspec.structs.replace(gp, offers=("sign-in",)), *others)
    page.show_found(msgspec.structs.replace(found, sources=offering))

    assert not page.strip.sign_in.isHidden()
    assert page.strip.chips[gp.id].actions["sign-in"].isVisible()
    assert not page.strip.chips[gp.id].actions["retry"].isVisible()


def test_names_that_sound_alike_are_offered_only_where_pds_found_nobody_and_asked_for_by_a_person(page):
    asked = []
    page.asked.connect(asked.append)
    page.form.family.setText("Holroid")
    page.form.given.setText("Margret")
    page.form.born.setText("08-Mar-1942")
    page.form.find_name.click()
    page.show_found(msgspec.structs.replace(sample.found(), candidates=()))
    assert not page.similar.isVisible()

    page.show_found(msgspec.structs.replace(sample.found(), candidates=(), similar=True, words="noted"))
    assert page.similar.isVisible()
    assert page.words.isVisible()
    page.similar.click()

    assert [query.fuzzy for query in asked] == [False, True]
    assert asked[1].family == "Holroid"
    assert not page.similar.isVisible()


def test_words_that_are_loud_are_seen_whatever_was_found(page):
    page.form.search_for(sample.NUMBER)
    page.show_found(msgspec.structs.replace(sample.found(), loud=True, words="The number was replaced"))
    assert page.words.isVisible()


def test_before_a_search_by_name_it_is_said_that_pds_notes_everybody_whom_it_finds(page):
    assert not page.form.audited.isVisible()
    national = [replace(one, kind=Kind.PDS) for one in sample.endpoints().endpoints[:1]]
    page.show_endpoints(Endpoints(endpoints=tuple(national)))
    assert page.form.audited.isVisible()
    assert "national audit trail" in page.form.audited.text()
    page.show_endpoints(sample.endpoints())
    assert not page.form.audited.isVisible()


@pytest.mark.parametrize("number", [sample.NUMBER, ""])
def test_what_replaced_a_record_is_looked_for_at_its_source_and_then_by_its_number_everywhere(page, number):
    asked = []
    page.asked.connect(asked.append)
    page.form.search_for(sample.NUMBER)
    page.show_found(sample.found(groups=2))
    page.candidates.survivor_wanted.emit("gp", "Patient/new")
    assert asked[1:] == [PatientQuery(reference="Patient/new", at="gp")]
    row = msgspec.structs.replace(
        sample.found().candidates[0], source="gp", reference="Patient/new", nhs_number=number, warning=""
    )
    page.show_found(msgspec.structs.replace(sample.found(), candidates=(row,), settled=False))
    assert len(asked) == 2
    page.show_found(msgspec.structs.replace(sample.found(), candidates=(row,)))

    assert asked[2:] == ([PatientQuery(nhs_number=sample.NUMBER)] if number else [])
    assert page.opens == []


def test_sources_that_did_not_answer_were_asked_and_each_says_on_demand_what_it_said(page):
    found = sample.found(settled=True)
    failed = msgspec.structs.replace(found.sources[0], state="failed", words="no answer", advice="Try later")
    page.form.search_for(sample.NUMBER)
    found = msgspec.structs.replace(
        found, candidates=(), sources=(failed, *found.sources[1:]), words="Nobody."
    )
    page.show_found(found)
    assert page.strip.sentence.whole == "All 4 sources asked, 3 answered. Nobody found"
    assert page.words.text() == "Nobody."

    page.strip.grid_wanted.emit("")
    assert len(page.words.text().splitlines()) == 1 + len(found.sources)
    page.strip.chips[failed.id].actions["grid"].trigger()
    assert page.words.text() == f"Nobody.\n{failed.name}: no answer. Try later."
    page.strip.chips[failed.id].actions["grid"].trigger()
    assert page.words.text() == "Nobody."
    page.start()
    page.strip.grid_wanted.emit("")
    assert not page.words.isVisible()
