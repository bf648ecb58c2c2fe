"""The charts: numbers as sent in one unit, and every other result of the test counted with its reason."""

from dataclasses import replace

import pytest

from tests.merge.builders import entry
from tests.record.builders import LONDON, NOW, record
from viewer.entries.entry import Flag
from viewer.fhir.concept import Coding
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.charts import CHART, NONE, SEPARATOR, charts_of
from viewer.timeline.chart_kinds import ABOVE, BELOW, OPEN

LOINC = "http://loinc.org"
PULSE, PRESSURE, WEIGHT, SODIUM, NEWS2 = "8867-4", "85354-9", "29463-7", "2951-2", "1104051000000101"


def result(number, value, code=PULSE, unit="/min", system=LOINC, **given):
    one = entry("gp", f"Observation/{number}", **{"title": "Heart rate", **given})
    series = f"{system}|{code}|{unit}" if unit is not None else ""
    return replace(one, value=value, codings=(Coding(system=system, code=code),), series=series)


def made(*entries, kept=None, **options):
    return charts_of(
        PageAsked(
            record=record(*entries), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b"",
            options=options, kept={} if kept is None else kept,
        )
    )  # fmt: skip


def floats(raw):
    return memoryview(raw).cast("d").tolist()


def test_vital_signs_are_drawn_at_first_and_other_results_where_they_are_asked_for():
    pulse, sodium = result(1, "82 /min"), result(2, "140 mmol/L", SODIUM, "mmol/L", title="Sodium")
    (chart,), choices = made(pulse, sodium)
    assert (chart.key, chart.title, chart.unit, chart.texts) == (f"{CHART}pulse", "Pulse", "/min", ("82",))
    assert [(one.title, one.results, one.drawn) for one in choices] == [
        ("Pulse", 1, True),
        ("Sodium", 1, False),
    ]

    both, _ = made(pulse, sodium, charts=SEPARATOR.join(one.key for one in reversed(choices)))
    assert [one.title for one in both] == ["Sodium", "Pulse"]
    assert made(pulse, sodium, charts=NONE)[0] == ()


def test_a_blood_pressure_is_one_number_with_two_ends():
    (chart,), _ = made(
        result(1, "138/82 mmHg", PRESSURE, "mm[Hg]"), result(2, "101/95 mmHg", PRESSURE, "mm[Hg]")
    )
    assert sorted(zip(floats(chart.low), floats(chart.high), strict=True)) == [(82.0, 138.0), (95.0, 101.0)]
    assert (chart.lowest, chart.highest) == ("82", "138")


def test_numbers_in_another_unit_and_what_is_no_number_are_counted_and_not_drawn():
    (chart,), _ = made(
        result(1, "70.5 kg", WEIGHT, "kg"),
        result(2, "71 kg", WEIGHT, "kg"),
        result(3, "155 lb", WEIGHT, "[lb_av]"),
        result(4, "refused", WEIGHT, None),
        result(5, "7 kg", WEIGHT, None, flags=(Flag.IN_ERROR,)),
        result(6, "72 kg", WEIGHT, "kg", when=None),
        result(7, "70 kg", WEIGHT, "", title="In words"),
    )
    assert chart.unit == "kg"
    assert chart.says[0] == "2 of 7 drawn"
    assert set(chart.says[1:]) == {
        "1 not: in lb, another unit", "2 not: no number", "1 not: entered in error", "1 not: without a date",
    }  # fmt: skip
    assert (chart.lowest, chart.highest) == ("70.5", "71")


@pytest.mark.parametrize(
    ("value", "given", "kind"),
    [
        ("82 /min", {}, 0),
        ("<20 /min", {}, BELOW),
        (">=200 /min", {}, ABOVE),
        ("ad 60 /min", {}, ABOVE),
        ("82 /min", {"status": "preliminary"}, OPEN),
        ("82 /min", {"notes": ("Sources differ",)}, OPEN),
    ],
)
def test_comparators_and_what_is_not_final_are_told_apart(value, given, kind):
    (chart,), _ = made(result(1, value, **given))
    assert chart.kinds == bytes([kind])
    assert chart.says == ()
    assert chart.texts == (value.removesuffix(" /min"),)


def test_a_score_is_drawn_as_it_was_sent_without_a_unit():
    (chart,), _ = made(result(1, "5", NEWS2, "", "http://snomed.info/sct", title="NEWS2"))
    assert (chart.title, chart.unit, chart.texts) == ("NEWS2, as sent", "", ("5",))


def test_a_chart_is_made_once_for_a_record_and_one_without_numbers_says_so():
    kept = {}
    (one,), _ = made(result(1, "refused", PULSE, None), kept=kept)
    assert one.says == ("0 of 1 drawn", "1 not: no number")
    assert (one.lowest, one.highest, one.texts) == ("", "", ())
    assert made(result(1, "refused", PULSE, None), kept=kept)[0][0] is one
