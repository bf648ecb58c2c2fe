import pytest

from tests.entries.builders import LONDON
from tests.record.pages.results.builders import World, bounds, encoded, observation, quantity
from viewer.record.pages.results.drawing import lines_of
from viewer.record.pages.results.drawn import Drawn
from viewer.record.pages.results.figures import figures_of


def drawn(**given):
    content = observation(**given)
    (figure,) = figures_of(encoded(content))
    return Drawn(entry=World().add(content), test="Potassium", figure=figure, sources="GP practice")


def point(**given):
    return lines_of([drawn(**given)], LONDON)[0].points[0]


@pytest.mark.parametrize(
    ("comparator", "kind"),
    [("<", "below"), ("<=", "below"), (">", "above"), (">=", "above"), ("ad", "above")],
)
def test_a_comparator_is_an_open_mark_and_no_line_leads_to_it(comparator, kind):
    made = point(value=None, valueQuantity=quantity("0.50", comparator=comparator))

    assert (made.kind, made.joined) == (kind, False)
    assert made.text.startswith(comparator)


@pytest.mark.parametrize(
    ("when", "joined", "days"),
    [
        ("2026-03-04T09:15:00Z", True, 0),
        ("2026-03-04", True, 1),
        ("2026-03", False, 31),
        ("2026", False, 365),
    ],
)
def test_a_partial_date_is_a_range_that_no_line_leads_to(when, joined, days):
    made = point(when=when)

    assert made.joined is joined
    assert abs((made.last - made.first) / 86400 - days) < 0.1


def test_a_period_is_a_range():
    made = point(when="", effectivePeriod={"start": "2026-03-01", "end": "2026-03-03"})

    assert not made.joined
    assert made.last - made.first > 2 * 86400


@pytest.mark.parametrize("status", ["amended", "corrected"])
def test_an_amended_value_is_marked(status):
    made = point(status=status)

    assert made.amended
    assert status.capitalize() in made.spoken


def test_a_point_says_value_date_source_interpretation_and_range():
    made = point(referenceRange=bounds("3.5", "5.3"), interpretation=[{"text": "High"}])

    assert made.spoken == (
        "Potassium: 4.2 mmol/L. sent as High. 04-Mar-2026 09:15. GP practice. range 3.5 to 5.3 mmol/L"
    )
    assert (made.low, made.high) == (3.5, 5.3)


def test_points_are_oldest_first_and_the_last_two_stand_in_figures():
    (line,) = lines_of([drawn(id="b", value="4.4", when="2026-03-05"), drawn(id="a")], LONDON)

    assert [one.text for one in line.points] == ["4.2 mmol/L", "4.4 mmol/L"]
    assert (line.latest, line.previous) == (
        "newest here 4.4 mmol/L, 05-Mar-2026",
        "before it 4.2 mmol/L, 04-Mar-2026 09:15",
    )


def test_every_line_has_a_mark_of_its_own():
    one = drawn()
    other = Drawn(entry=one.entry, test="Potassium", figure=one.figure, sources="Acute trust")

    assert [line.mark for line in lines_of([one, other], LONDON)] == [0, 1]


def test_two_ranges_of_one_moment_are_never_laid_over_each_other():
    one, other = (
        drawn(referenceRange=bounds("3.5", "5.3")),
        drawn(id="b", referenceRange=bounds("3.6", "5.1")),
    )
    alone = drawn(id="c", when="2026-03-05", referenceRange=bounds("3.5", "5.3"))
    apart = Drawn(entry=other.entry, test="Potassium", figure=other.figure, sources="Acute trust")

    points = [point for line in lines_of([one, apart, alone], LONDON) for point in line.points]

    assert sorted((point.low is None, point.high is None) for point in points) == [
        (False, False),
        (True, True),
        (True, True),
    ]
    assert all("range 3." in point.spoken for point in points)
