import pytest

from tests.record.pages.results.builders import World, bounds, observation, pressure, quantity, rows
from viewer.record.pages.results.options import Wanted
from viewer.record.pages.results.trend import trend_of


def trend(world, **options):
    keys = "\n".join(rows(world.page()))
    return world.page(trend=keys, **options).trend


def points(trend):
    return [point for axis in trend.axes for line in axis.lines for point in line.points]


def test_none_is_drawn_where_none_was_asked_for():
    assert trend_of(World().asked(), Wanted(), {}) is None


def test_incompatible_units_never_share_an_axis():
    world = World()
    world.add(observation("a"))
    world.add(observation("b", "16", unit="mg/dL"))

    made = trend(world)

    assert [axis.unit for axis in made.axes] == ["mg/dL", "mmol/L"] or [axis.unit for axis in made.axes] == [
        "mmol/L",
        "mg/dL",
    ]
    assert not made.may_convert


def test_a_conversion_is_off_until_it_is_asked_for_and_then_marked():
    world = World()
    for number in range(2):
        world.add(observation(f"a{number}", "4.2", f"2026-03-0{number + 1}"))
    world.add(
        observation("b", "4300", "2026-03-05", unit="umol/L", referenceRange=bounds("3500", None, "umol/L"))
    )

    apart, together = trend(world), trend(world, converted="yes")

    assert (len(apart.axes), apart.may_convert, apart.converted) == (2, True, False)
    assert not any(point.converted for point in points(apart))
    assert (len(together.axes), together.may_convert, together.converted) == (1, True, True)
    moved = next(point for point in points(together) if point.converted)
    assert (moved.text, moved.height, moved.low) == ("4.300 mmol/L (converted from 4300 umol/L)", 4.3, 3.5)


def test_components_stand_on_one_chart():
    world = World()
    world.add(pressure())

    (axis,) = trend(world).axes

    assert [(line.name, line.points[0].text) for line in axis.lines] == [
        ("Systolic", "120 mmHg"),
        ("Diastolic", "80 mmHg"),
    ]


def test_each_point_keeps_the_range_of_its_own_source():
    world = World()
    world.add(observation("a", referenceRange=bounds("3.5", "5.3")))
    world.add(observation("b", when="2026-03-05", referenceRange=bounds("3.6", "5.1")), "trust")

    (axis,) = trend(world).axes

    assert {(line.source, line.points[0].low, line.points[0].high) for line in axis.lines} == {
        ("GP practice", 3.5, 5.3),
        ("Acute trust", 3.6, 5.1),
    }
    assert "Potassium: range 3.5 to 5.3 mmol/L (GP practice)" in axis.ranges


def test_two_ranges_of_one_fact_are_said_and_not_drawn():
    world = World()
    world.same(
        world.add(observation(referenceRange=bounds("3.5", "5.3"))),
        world.add(observation(referenceRange=bounds("3.6", "5.1")), "trust"),
    )

    (point,) = points(trend(world))

    assert (point.low, point.high) == (None, None)
    assert "range 3.5 to 5.3 mmol/L (GP practice); range 3.6 to 5.1 mmol/L (Acute trust)" in point.spoken


def test_a_range_that_one_of_two_sources_sent_is_drawn_and_named():
    world = World()
    world.same(world.add(observation()), world.add(observation(referenceRange=bounds("3.6", "5.1")), "trust"))

    (point,) = points(trend(world))

    assert (point.low, point.high) == (3.6, 5.1)
    assert point.spoken.endswith("range 3.6 to 5.1 mmol/L (Acute trust)")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (observation("x", status="entered-in-error"), "1 entered in error"),
        (observation("x", when=""), "1 without a date"),
        (observation("x", None, valueString="haemolysed"), "1 in words, without a number"),
        (observation("x", status="strange"), "1 of a status that is not recognised"),
    ],
)
def test_what_is_not_drawn_is_counted_with_the_reason(content, said):
    world = World()
    world.add(observation())
    world.add(content)

    made = trend(world)

    assert len(points(made)) == 1
    assert said in made.left_out


def test_an_uncoded_row_is_never_drawn_in_one_line():
    world = World()
    world.add(observation("a", code=""))
    world.add(observation("b", code=""))

    made = trend(world)

    assert made.axes == ()
    assert made.ticks == ()
    assert made.left_out == ("2 of Potassium: no code with one unit, so never drawn in one line",)


def test_bytes_that_cannot_be_read_are_said():
    world = World()
    world.add(observation())
    asked = world.asked(trend="\n".join(rows(world.page())))
    world.bytes.clear()

    from viewer.record.pages.results.page import results_page

    assert "1 whose bytes cannot be read (GP practice)" in results_page(asked).trend.left_out


def test_only_the_newest_are_read_at_first_and_the_others_counted():
    world = World()
    for number in range(4):
        world.add(observation(f"a{number}", f"{number}.0", f"2026-03-0{number + 1}"))

    made = trend(world, points="2")

    assert [point.text for point in points(made)] == ["2.0 mmol/L", "3.0 mmol/L"]
    assert made.left_out == ("2 older results not drawn: the newest 2 of each test are",)


def test_the_chart_says_in_a_sentence_what_it_shows():
    world = World()
    world.add(observation("a"))
    world.add(observation("b", "4.4", "2026-03-05"))

    (axis,) = trend(world).axes

    assert axis.says == (
        "Chart in mmol/L. Potassium from GP practice: 2 points; newest here 4.4 mmol/L, 05-Mar-2026"
    )


def test_a_number_without_a_unit_says_so():
    world = World()
    world.add(observation("a", None, valueQuantity=quantity("7", "")))

    assert [axis.unit for axis in trend(world).axes] == ["no unit given"]


def test_a_shorter_time_may_be_shown_and_the_rest_is_counted():
    world = World()
    for when in ("2020-01-01", "2026-03-04T09:00:00Z", "2026-03-04T10:00:00Z"):
        world.add(observation(f"a{when[:4]}{when[-3:-1]}", when=when))

    made = trend(world, days="2")

    assert made.days == 2
    assert len(points(made)) == 2
    assert made.left_out == ("1 older than the time shown",)
    assert trend(world, days="9999").left_out == ()
