"""What "this page" holds."""

from tests.ui.answering import answers
from viewer.ui.lists.pages import place_of
from viewer.ui.printing.on_screen import part_on_screen


def test_at_a_glance_is_every_row_of_its_lists_once(opened):
    part = part_on_screen(opened.record)

    listed = [
        row.id
        for key in ("plans", "allergies", "medicines", "problems", "results")
        for row in opened.record.body.lists[key].view.model().all_rows()
    ]
    assert part.title == "At a glance"
    assert part.entries == tuple(dict.fromkeys(listed))


def test_a_filter_stands_in_the_note_without_its_key(opened):
    answers(opened.record.body.timeline)
    opened.record.tabs.setCurrentIndex(place_of("timeline"))
    opened.record.filter.setText("zzz")

    part = part_on_screen(opened.record)

    assert part.note.startswith('Filter "zzz": 0 of ')
    assert "Esc" not in part.note
    assert part.entries == ()


def test_a_page_of_its_own_is_named_so_that_the_engine_prints_it(opened):
    opened.record.tabs.setCurrentIndex(place_of("medicines"))

    assert part_on_screen(opened.record).page == "medicines"


def test_the_summary_holds_its_lists_and_not_every_row(opened):
    glance = part_on_screen(opened.record)
    opened.record.tabs.setCurrentIndex(place_of("summary"))

    part = part_on_screen(opened.record)

    assert (part.page, part.entries) == ("summary", glance.entries)


def test_a_page_of_its_own_holds_the_rows_that_its_list_would_show(opened):
    model = opened.record.body.timeline.model
    answers(opened.record.body.timeline)
    opened.record.tabs.setCurrentIndex(place_of("results"))
    assert model.shown == model.total  # nobody sees them: they are put when they are asked for

    part = part_on_screen(opened.record)

    assert sorted(part.entries) == sorted(row.id for row in model.all_rows() if row.domain == "results")
    opened.record.filter.setText("potassium")
    note = part_on_screen(opened.record).note
    assert note.startswith(f'Filter "potassium": {model.shown} of ')
    assert 0 < model.shown < len(part.entries)
    opened.record.tabs.setCurrentIndex(place_of("timeline"))
    opened.record.filter.clear()
    assert model.shown == model.total


def test_a_page_of_lines_of_its_own_prints_whole_and_says_so(opened):
    answers(opened.record.body.timeline)
    opened.record.tabs.setCurrentIndex(place_of("compare"))
    assert (part_on_screen(opened.record).page, part_on_screen(opened.record).note) == ("compare", "")
    opened.record.filter.setText("potassium")
    note = part_on_screen(opened.record).note
    assert note == 'Filter "potassium" hides nothing here: the whole page follows'
