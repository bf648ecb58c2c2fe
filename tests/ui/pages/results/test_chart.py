import math

import pytest

from tests.ui.pages.results.samples import key, page
from viewer.record.pages.results.body import Axis, Line, Point, Trace
from viewer.ui.look.palettes import DARK
from viewer.ui.pages.results.chart import MARK_WORDS, MARKS, TrendChart, joined, middle, trace_chart


@pytest.fixture
def trend():
    return page(trend=key()).trend


def test_no_line_leads_over_a_comparator_or_a_month(trend):
    points = next(line.points for line in trend.axes[0].lines if line.source == "GP practice")
    xs, ys = joined(points)

    assert xs == sorted(xs)
    assert [y if not math.isnan(y) else None for y in ys] == [4.2, 12.0, None]
    assert "4.0 mmol/L" in {point.text for point in points}


def test_a_month_stands_in_its_middle(trend):
    month = next(p for line in trend.axes[0].lines for p in line.points if p.text == "4.0 mmol/L")

    assert month.first < middle(month) < month.last


def test_a_chart_has_a_name_and_says_what_it_shows(trend, theme, qtbot):
    chart = TrendChart(trend.axes[0], theme, (trend.first, trend.last), trend.ticks)
    qtbot.addWidget(chart.widget)
    chart.stand_on(trend.axes[0].lines[0].points[0])
    chart.stand_on(None)

    assert chart.widget.accessibleName() == "Chart in mmol/L"
    assert chart.widget.accessibleDescription() == trend.axes[0].says


def test_every_kind_of_point_is_drawn(theme, qtbot):
    def point(**given):
        return Point(entry="e", first=0, last=0, height=1, text="1", spoken="1", **given)

    points = (
        point(kind="below", joined=False),
        point(kind="above", joined=False, amended=True),
        point(converted=True, low=0.5),
        point(low=0.5, high=2.0),
    )
    axis = Axis(unit="x", says="s", lines=(Line(name="n", source="s", mark=11, points=points),), ranges=())
    chart = TrendChart(axis, theme, (-1, 1), ())
    qtbot.addWidget(chart.widget)

    signs = [item.toPlainText() for item in chart.widget.items() if hasattr(item, "toPlainText")]
    assert {"<", "> A", "conv."} <= {sign for sign in signs if sign}
    assert len(MARKS) == len(MARK_WORDS) == len(set(MARKS))


def test_a_trace_has_gaps_where_there_is_no_number(theme, qtbot):
    theme.force(DARK)
    trace = Trace(
        name="ECG", says="6 samples", unit="mV", step=0.004, step_words="seconds", heights=(1.0, None, 2.0)
    )
    chart = trace_chart(trace, theme)
    qtbot.addWidget(chart)

    assert chart.accessibleName() == "Trace: ECG"
    assert chart.accessibleDescription() == "6 samples"
