"""Finding in a real window with a scripted engine: asked, answered, picked, explained, and forgotten."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui import sample_messages as sample
from tests.ui.answering import sought_in
from tests.ui.lists.groups import groups_of
from viewer.engine.group_messages import AskGroups
from viewer.engine.messages import Retry
from viewer.engine.seek_messages import (
    AskChoices,
    AskWhere,
    AskWhyNot,
    Choice,
    Choices,
    Seek,
    Sought,
    SourceSays,
    Where,
    WhyNot,
)
from viewer.timeline.search.picks import NOTHING, Picks
from viewer.ui.lists.pages import PAGES, place_of
from viewer.ui.lists.timeline_model import HEADING_ROLE

ROWS = sample.rows().upserts
SAYS = (
    SourceSays(source="gp", name="Millbrook Surgery", state="failed", words="It failed at 03:02."),
    SourceSays(source="trust", name="St Aldhelm's Hospital", state="not found", words="Not in its answer."),
)


@pytest.fixture
def timeline(opened):
    return opened.record.body.timeline


def heard(qtbot, engine, kind, number=1):
    qtbot.waitUntil(lambda: len(engine.heard(kind)) >= number)
    return engine.heard(kind)[-1]


def answered(qtbot, engine, timeline, number=1, **changes):
    asked = heard(qtbot, engine, Seek, number)
    engine.say(sought_in(ROWS, asked.picks, asked.number, generation=asked.generation, **changes))
    qtbot.waitUntil(lambda: not timeline.asking.awaits)
    return asked


def test_a_letter_is_asked_of_the_engine_and_its_answer_shown(qtbot, engine, opened, timeline):
    QTest.keyClicks(opened.record.filter, "p")
    QTest.keyClicks(opened.record.filter, "otassium")
    assert heard(qtbot, engine, Seek).picks == Picks(words="p")
    answered(qtbot, engine, timeline) if not timeline.asking.awaits else engine.say(
        sought_in(ROWS, Picks(words="p"), engine.heard(Seek)[0].number, generation=opened.session.generation)
    )
    answered(qtbot, engine, timeline, 2)
    assert [one.picks.words for one in engine.heard(Seek)] == ["p", "potassium"]
    assert timeline.notice.said.words == 'Filter "potassium": 3 of 17 shown'
    where = heard(qtbot, engine, AskWhere)
    assert where.entries == ("r002", "r003", "r007")
    before = timeline.view.rowHeight(0)
    engine.say(
        Where(generation=where.generation, number=where.number, found=(("r002", "Note", "potassium again"),))
    )
    qtbot.waitUntil(lambda: timeline.view.rowHeight(0) > before)


def test_the_panel_offers_what_there_is_and_what_is_ticked_holds_at_once(qtbot, engine, opened, timeline):
    opened.actions_by_name["filters"].trigger()
    generation = heard(qtbot, engine, AskChoices).generation
    filters = opened.record.body.aside.filters
    assert filters.isVisible()
    assert not opened.record.body.lists["allergies"].isVisible()
    engine.say(Choices(generation=generation, choices=(
        Choice(kind="sources", value="gp", label="Millbrook Surgery", count=5),
        Choice(kind="encounter", value="r009", label="", count=5),
    )))  # fmt: skip
    qtbot.waitUntil(lambda: len(filters.tree.items()) == 2)
    filters.tree.items()[0].setCheckState(0, Qt.CheckState.Checked)
    assert answered(qtbot, engine, timeline).picks == Picks(sources=("gp",))
    assert timeline.notice.said.words == "Filter from Millbrook Surgery: 17 of 17 shown"
    assert filters.count.text() == timeline.notice.said.words
    filters.tree.items()[1].setCheckState(0, Qt.CheckState.Checked)
    answered(qtbot, engine, timeline, 2)
    assert 'of the encounter "Admitted through the emergency department"' in timeline.notice.said.words
    filters.clear_all.click()
    assert timeline.notice.isHidden()
    opened.actions_by_name["filters"].trigger()
    assert not filters.isVisible()
    assert opened.record.body.lists["allergies"].isVisible()


def test_a_search_that_finds_nothing_says_why_in_the_empty_list(qtbot, engine, opened, timeline):
    opened.record.filter.setText("xyzzy")
    answered(qtbot, engine, timeline)
    why = heard(qtbot, engine, AskWhyNot)
    assert why.picks == Picks(words="xyzzy")
    engine.say(
        WhyNot(generation=why.generation, number=why.number, says=SAYS, beside=("14 letters not searched.",))
    )
    qtbot.waitUntil(lambda: "It failed at 03:02." in timeline.view.empty)
    assert "14 letters not searched." in timeline.view.empty
    assert opened.record.body.aside.isHidden()  # nothing moves while somebody types
    opened.record.filter.setText("")
    assert timeline.view.empty != ""
    assert "03:02" not in timeline.view.empty


def test_why_not_is_asked_on_request_and_a_source_read_again_from_there(qtbot, engine, opened, timeline):
    opened.actions_by_name["why"].trigger()
    view = opened.record.body.aside.why
    asked = heard(qtbot, engine, AskWhyNot)
    engine.say(WhyNot(generation=asked.generation, number=asked.number, says=SAYS))
    qtbot.waitUntil(lambda: view.list.count() == 2)
    assert view.isVisible()
    view.again.click()
    assert heard(qtbot, engine, Retry).source == "gp"
    QTest.keyClick(view.list, Qt.Key.Key_Escape)
    assert not view.isVisible()
    opened.record.filter.setText("xyzzy")
    timeline.notice.why.click()
    assert view.heading.text() == 'Why not? Filter "xyzzy"'
    view.clear_filter.click()
    assert opened.record.filter.text() == ""


def test_every_page_says_what_it_does_with_the_filter(qtbot, engine, opened, timeline):
    timeline.set_picks(Picks(words="potassium", sources=("gp",)))
    answered(qtbot, engine, timeline)
    for key, _, _ in PAGES:
        opened.record.tabs.setCurrentIndex(place_of(key))
        view = opened.record.body.stack.view()
        if view is None:
            assert timeline.notice.isVisible(), key
        elif view.follows_rows:
            assert timeline.notice.isVisible() or view.notice.isVisible(), key
        else:
            assert "of the filters only what was typed is used here" in view._aside.text(), key
            assert view._aside.isVisible()


@pytest.mark.parametrize("leaves", [
    lambda opened: opened.new_search(), lambda opened: opened.lock(),
    lambda opened: opened.open_patient((("gp", "Patient/gp-2", False),)),
])  # fmt: skip
def test_no_word_of_a_search_outlasts_its_record(qtbot, engine, opened, timeline, leaves):
    opened.record.tabs.setCurrentIndex(place_of("summary"))
    QTest.keyClicks(opened.record.filter, "secretword")
    heard(qtbot, engine, Seek)
    engine.say(
        sought_in(ROWS, Picks(words="s"), engine.heard(Seek)[0].number, generation=opened.session.generation)
    )
    answered(qtbot, engine, timeline, 2, offers=(("secretword", "secretword2"),))
    opened.actions_by_name["why"].trigger()
    leaves(opened)

    parts = [
        opened.record.filter.text(),
        timeline.notice.said,
        timeline.view.empty,
        timeline.asking.sought_words,
    ]
    aside = opened.record.body.aside
    parts += [aside.why.heading.text(), aside.filters.count.text(), vars(opened.session.seeking)]
    parts += [view.findChildren(object) and view._aside for view in opened.record.body.stack._views.values()]
    assert "secretword" not in repr(parts)
    opened.record.filter.undo()
    assert opened.record.filter.text() == ""
    summary = opened.record.body.stack._views["summary"]
    assert not any("secretword" in one.notice.text() for one in (summary.finder,))
    assert timeline.filter.picks == NOTHING


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(numbers=st.sets(st.integers(0, len(ROWS) - 1)), page=st.sampled_from([key for key, _, _ in PAGES]),
       place=st.sampled_from(["", "undated", "in-error"]))  # fmt: skip
def test_what_is_shown_and_what_is_hidden_are_all_of_it(opened, timeline, numbers, page, place):
    bits = np.zeros(len(ROWS), np.bool_)
    bits[list(numbers)] = True
    picks = Picks(words="x", statuses=("y",))
    timeline.clear_filter()
    timeline.set_page(page)
    if place:
        timeline.show_place(place)
    timeline.set_picks(picks)
    timeline.show_sought(Sought(number=1, picks=picks, hits=np.packbits(bits).tobytes(), shown=len(numbers)))
    model = timeline.model
    domains = next(domains for key, _, domains in PAGES if key == page)
    of_page = [row for row in ROWS if not domains or row.domain in domains]
    wanted = [row.id for row in of_page if row.number in numbers and (not place or place in row.place)]

    assert sorted(row.id for row in model.shown_rows()) == sorted(wanted)
    assert model.on_page == len(of_page)
    assert f"{len(wanted):,} of {len(of_page):,} shown" in timeline.notice.said.words
    through = model.numbers_shown()
    assert sum(bool(through[row.number]) for row in of_page if row.number < len(through)) == len(wanted)


def test_the_open_answers_are_those_to_what_is_asked_now(qtbot, engine, opened, timeline):
    opened.record.filter.setText("aspirin")
    answered(qtbot, engine, timeline)
    timeline.notice.why.click()
    first = heard(qtbot, engine, AskWhyNot)
    engine.say(WhyNot(generation=first.generation, number=first.number, says=SAYS))
    view = opened.record.body.aside.why
    qtbot.waitUntil(lambda: view.list.count() == len(SAYS))
    opened.record.filter.setText("warfarin")
    answered(qtbot, engine, timeline, 2)
    qtbot.waitUntil(lambda: engine.heard(AskWhyNot)[-1].picks.words == "warfarin")

    assert "warfarin" in view.heading.text()


def test_a_name_that_was_begun_for_a_filter_goes_with_the_record(qtbot, opened, tmp_path):
    panel = opened.record.body.aside.filters
    panel.shelf.use(tmp_path / "filters.json")
    opened.actions_by_name["filters"].trigger()
    panel.saved.save.click()
    QTest.keyClicks(panel.saved.name, "rash of today")
    opened.open_patient((("gp", "Patient/gp-2", False),))

    assert panel.saved.name.text() == ""
    assert panel.saved.name.isHidden()


def test_the_box_beside_the_lanes_asks_for_encounters_and_the_answer_stands_in_the_list(
    qtbot, engine, opened, timeline
):
    opened.record.tabs.setCurrentIndex(place_of("timeline"))
    groups = opened.record.body.stack.view().groups
    groups.setCurrentIndex(groups.findData("encounter"))
    asked = heard(qtbot, engine, AskGroups)
    assert asked.by == "encounter"
    said = groups_of(ROWS, ("Admission: A", "No encounter stated"), lambda one: one.number > 4)
    engine.say(replace(said, generation=asked.generation, number=asked.number))

    def headings():
        model = timeline.model
        found = (model.index(at, 0).data(HEADING_ROLE) for at in range(model.rowCount()))
        return [words for words in found if words]

    inside = sum(one.number <= 4 for one in ROWS)
    qtbot.waitUntil(
        lambda: (
            headings()
            == [f"Admission: A: {inside} entries", f"No encounter stated: {len(ROWS) - inside} entries"]
        )
    )


def test_an_offer_puts_its_word_into_the_box_and_asks_for_it(qtbot, engine, opened, timeline):
    opened.record.filter.setText("potasium 5")
    answered(qtbot, engine, timeline, offers=(("potasium", "potassium"),))
    assert timeline.model.shown == 0
    assert opened.record.filter.text() == "potasium 5"
    (offer,) = timeline.notice.offers.buttons
    assert offer.text() == "Search 'potassium'?"
    QTest.keyClick(offer, Qt.Key.Key_Space)

    assert opened.record.filter.text() == "potassium 5"
    assert heard(qtbot, engine, Seek, 2).picks.words == "potassium 5"
    answered(qtbot, engine, timeline, 2)
    assert timeline.notice.offers.buttons == []
