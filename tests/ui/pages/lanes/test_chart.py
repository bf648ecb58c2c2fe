"""A chart: its scale stays, its words are those that were sent, the filter takes numbers out and counts them."""

from PySide6.QtCore import QRect

from viewer.record.pages.charts import CHART

INSIDE = QRect(200, 10, 1000, 46)


def stripe(page, key="pulse"):
    return next(one for one in page.view.stripes if one.held.sent.key == f"{CHART}{key}")


def test_what_is_higher_stands_higher_and_all_of_it_inside_of_the_lane(charted):
    chart = stripe(charted).held.chart
    assert (chart.floor, chart.ceiling) == (40.0, 180.0)
    heights = [chart.y(value, INSIDE) for value in (40.0, 60.0, 180.0)]
    assert heights == sorted(heights, reverse=True)
    assert INSIDE.top() < heights[2] < heights[0] < INSIDE.bottom()


def test_a_chart_of_one_value_stands_in_the_middle(charted):
    charted.chooser.chosen.emit(charted.chooser._choices[-1].key)  # sodium
    chart = stripe(charted, "pressure").held.chart
    one = type(chart)(chart.sent, chart.numbers, chart.texts, 5.0, 5.0)
    assert abs(one.y(5.0, INSIDE) - INSIDE.center().y()) < 3


def test_a_blood_pressure_reaches_from_one_end_to_the_other(charted):
    shown = stripe(charted, "pressure")
    (_, rect), *_ = shown.spots()
    assert rect.height() > shown.sizes.symbol
    assert shown.at(rect.center()) >= 0
    assert shown.rect_of(shown.at(rect.center())) == rect


def test_the_filter_takes_numbers_out_of_the_chart_and_counts_them(charted, twin):
    before = stripe(charted)
    twin.set_words("eczema")
    after = stripe(charted)
    assert len(after.held) == 0
    assert after.held.hidden == len(before.held) == 12
    assert "12 filtered out" in " ".join(after.counts)
    assert "12 of 13 drawn" in " ".join(after.counts)
    assert "1 not: no number" in " ".join(after.counts)


def test_a_screen_reader_hears_that_it_is_a_chart_and_the_words_of_the_row(charted):
    held = stripe(charted).held
    said = charted.model.said(held.offset)
    assert said.startswith("Chart of Pulse: ")
    assert "Acute trust" in said


def test_the_entry_of_a_list_is_sought_in_its_lane_and_the_cursor_stays_in_the_chart(charted, qtbot):
    held = stripe(charted).held
    entry = charted.model.entry(held.offset + 3)
    lane = charted.model.lanes[charted.model.lane_of(charted.model.position(entry))]
    assert lane.chart is None
    charted.view.setCurrentIndex(charted.model.index(held.offset + 3, 0))
    charted.view.fold(charted.view.stripes[0])
    here = charted.view.currentIndex().row()
    assert charted.model.lanes[charted.model.lane_of(here)].chart is not None
    assert charted.model.entry(here) == entry


def test_a_chart_folds_to_its_title_and_crowded_numbers_open_on_zoom(charted):
    charted.view.setCurrentIndex(charted.model.index(stripe(charted).held.offset + 2, 0))
    before = charted.view.window_in_view.length
    charted.view.open(charted.view.currentIndex())
    assert charted.view.window_in_view.length < before
    charted.view.fold(stripe(charted))
    assert list(stripe(charted).spots()) == []
    assert any("folded" in line for line in stripe(charted).counts)
