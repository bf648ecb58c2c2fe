"""The lanes of a record: every entry once, in its lane or apart, with the moments it may mean."""

from array import array
from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import day, entry
from tests.record.builders import LONDON, NOW, record
from viewer.entries.entry import Flag
from viewer.entries.headings import ADMISSION
from viewer.fhir.dates import period_date
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.lanes import (
    ID_BYTES,
    OPEN_BOTH,
    OPEN_END,
    OPEN_START,
    PERIOD,
    POINT,
    RANGE,
    lanes_page,
)
from viewer.source.domain import Domain

DAY = 86_400.0


def page(*entries, **options):
    return lanes_page(
        PageAsked(
            record=record(*entries), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b"",
            options=options,
        )
    )  # fmt: skip


def numbers(raw):
    found = array("d")
    found.frombytes(raw)
    return found.tolist()


def ids(raw):
    return [raw[at : at + ID_BYTES].decode() for at in range(0, len(raw), ID_BYTES)]


def test_each_kind_has_its_lane_in_the_order_of_time_and_every_source_where_that_is_asked():
    old, new = entry(when="2001"), entry("trust", "Observation/2", when="2019-03-04")
    problem = entry("trust", "Condition/1", when="2010-05")

    by_kind = page(new, problem, old)
    assert [lane.title for lane in by_kind.lanes] == [
        "Problems",
        "Results and observations",
        "Without a code",
    ]
    assert ids(by_kind.lanes[1].ids) == [old.id, new.id]

    by_source = page(new, problem, old, by="source")
    assert [(lane.title, len(ids(lane.ids))) for lane in by_source.lanes] == [
        ("GP practice", 1), ("Acute trust", 2), ("Without a code", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "shape"),
    [
        (day("2019-03-04T10:00:00Z"), POINT),
        (day("2019-03-04"), RANGE),
        (day("2019"), RANGE),
        (period_date({"start": "2019-01-01", "end": "2019-02-01"}), PERIOD),
        (period_date({"start": "2019-01-01"}), OPEN_END),
        (period_date({"end": "2019-01-01"}), OPEN_START),
        (replace(period_date({"start": "2019-01-01"}), open_start=True), OPEN_BOTH),
    ],
)
def test_what_is_open_is_open_and_what_is_vague_reaches_as_far_as_it_may(when, shape):
    lane = page(entry(when=when)).lanes[0]
    (first,), (last,) = numbers(lane.first), numbers(lane.last)

    assert list(lane.shapes) == [shape]
    assert (first == -inf) == (shape in {OPEN_START, OPEN_BOTH})
    assert (last == inf) == (shape in {OPEN_END, OPEN_BOTH})
    if shape == RANGE:
        assert last - first >= DAY - 1


def test_what_has_no_date_or_no_code_stands_apart_and_is_counted_in_its_lane():
    undated = entry(when=None)
    uncoded = entry("gp", "Observation/2", flags=[Flag.UNCODED])
    both = entry("gp", "Observation/3", when=None, flags=[Flag.UNCODED])
    made = page(undated, uncoded, both, entry("gp", "Observation/4"))
    results, apart = made.lanes

    assert (results.undated, results.uncoded, len(ids(results.ids))) == (2, 1, 1)
    assert ids(apart.ids) == [uncoded.id]
    assert set(ids(made.undated)) == {undated.id, both.id}


def test_admissions_that_happened_stand_behind_everything():
    stay = period_date({"start": "2019-01-01T10:00:00Z", "end": "2019-01-05T10:00:00Z"})
    one = entry("trust", "Encounter/1", when=stay, category=ADMISSION)
    two = entry("trust", "Encounter/2", when=day("2020-01-01T10:00:00Z"), category=ADMISSION)
    wrong = entry("trust", "Encounter/3", when=stay, category=ADMISSION, flags=[Flag.IN_ERROR])
    undated = entry("trust", "Encounter/4", when=None, category=ADMISSION)
    made = page(one, two, wrong, undated)

    assert len(made.stays) == 2
    assert made.stays[0][0] > made.stays[1][0]
    assert made.stays[1][1] - made.stays[1][0] == 4 * DAY


def test_birth_now_and_zone_are_those_of_the_record():
    made = page()
    assert made.born is not None
    assert made.born < 0
    assert (made.now, made.zone, made.total) == (NOW.timestamp(), "Europe/London", 0)
    nobody = PageAsked(
        record=replace(record(), person=None),
        zone=LONDON,
        now=NOW,
        copies=lambda one: (one,),
        raw=lambda _: b"",
    )
    assert lanes_page(nobody).born is None


kinds = st.sampled_from(["Observation", "Condition", "Encounter", "Unheard"])
whens = st.sampled_from([None, "2019", "2020-02", "2020-02-03", "2020-02-03T04:05:06Z"])
flags = st.sampled_from([(), (Flag.UNCODED,), (Flag.UNREADABLE,), (Flag.IN_ERROR,)])


@given(st.lists(st.tuples(kinds, whens, flags, st.sampled_from(["gp", "trust"])), max_size=20), st.booleans())
def test_every_entry_is_there_once(made, by_source):
    entries = [
        entry(source, f"{kind}/{number}", when=when, flags=flag)
        for number, (kind, when, flag, source) in enumerate(made)
    ]
    given_page = page(*entries, by="source" if by_source else "category")
    found = [one for lane in given_page.lanes for one in ids(lane.ids)] + ids(given_page.undated)

    assert sorted(found) == sorted(one.id for one in entries)
    assert given_page.total == len(entries)
    named = sum(len(ids(lane.ids)) + lane.undated + lane.uncoded for lane in given_page.lanes[:-1])
    assert named == len(entries)
    for lane in given_page.lanes:
        assert numbers(lane.first) == sorted(numbers(lane.first))
        assert len(numbers(lane.last)) == len(lane.shapes) == len(ids(lane.ids))
    assert {lane.title for lane in given_page.lanes} >= {"Without a code"}
    assert Domain.OTHER.label not in {lane.title for lane in given_page.lanes if by_source}
