from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.entries.builders import LONDON
from tests.merge.builders import NAMES, day, entry
from viewer.fhir.dates import period_date
from viewer.record.pages.results.moments import by_time, moments_of, source_words, sources_of
from viewer.timeline.order import newest_first

TEXTS = [
    "2019",
    "2026-03",
    "2026-03-04",
    "2026-03-04T09:15:00Z",
    "2026-03-04T09:15:00+01:00",
    "2026-03-04T09:15",
    "",
]


@given(st.lists(st.sampled_from(TEXTS), max_size=8))
def test_the_order_is_that_of_the_timeline(texts):
    entries = [
        entry(reference=f"Observation/{n}", when=day(text) if text else None) for n, text in enumerate(texts)
    ]
    entries += [entry(reference="Observation/p", when=period_date({"start": "2026-02", "end": "2026-04"}))]

    assert tuple(by_time(entries, LONDON)) == newest_first(entries, LONDON)


def columns(*entries, most=9):
    return moments_of(by_time(entries, LONDON), NAMES, LONDON, most)


def test_one_minute_at_one_source_is_one_column_however_its_offset_was_sent():
    one = entry(reference="Observation/1", when="2026-07-18T09:15:00+01:00")
    two = entry(reference="Observation/2", when="2026-07-18T08:15:00Z")

    made = columns(one, two)

    assert [(column.day, column.time, column.sources) for column in made.columns] == [
        ("18-Jul-2026", "09:15", "GP practice")
    ]
    assert made.place == {one.id: 0, two.id: 0}
    assert made.columns[0].spoken == "18-Jul-2026, 09:15, GP practice"
    assert made.times == {}


def test_a_partial_date_and_a_period_keep_their_words():
    period = entry(reference="Observation/p", when=period_date({"start": "2026-02", "end": "2026-04"}))

    made = columns(entry(when="2019"), period)

    assert [(column.day, column.time) for column in made.columns] == [
        ("Feb-2026 to Apr-2026", ""),
        ("2019", ""),
    ]


def test_no_more_columns_than_asked_for_and_the_undated_always():
    entries = [entry(reference=f"Observation/{year}", when=str(year)) for year in (2019, 2020, 2021)]
    undated = entry(reference="Observation/u", when=None)

    made = columns(*entries, undated, most=2)

    assert [column.day for column in made.columns] == ["2021", "2020", "Date not recorded"]
    assert made.place[undated.id] == 2
    assert entries[0].id not in made.place


def test_sources_of_a_fact_are_each_named_once():
    one = entry()
    both = replace(one, members=(*one.members, *entry("trust").members, *one.members))

    assert sources_of(both) == ("gp", "trust")
    assert source_words(both, NAMES) == "GP practice, Acute trust"
    assert source_words(one, {}) == "gp"


def test_several_times_of_one_day_at_one_source_share_a_column_and_say_their_times():
    one = entry(reference="Observation/1", when="2026-07-18T09:15:00+01:00")
    two = entry(reference="Observation/2", when="2026-07-18T11:15:00+01:00")
    day = entry(reference="Observation/3", when="2026-07-18")

    made = columns(one, two, day)

    assert [(column.day, column.time) for column in made.columns] == [("18-Jul-2026", "")]
    assert made.times == {one.id: "09:15", two.id: "11:15", day.id: ""}
