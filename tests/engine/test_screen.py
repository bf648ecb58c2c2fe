"""The first screen from the record value: worst source first, counts as they are, one marking."""

from dataclasses import replace

from tests.load.answers import LONDON, allergy, observation, patient, whole
from viewer.engine.banner import NOBODY
from viewer.engine.screen import Screen
from viewer.source.endpoint import Marking
from viewer.source.state import SourceState


def screen(record, *, settled=True):
    return Screen(record=record, zone=LONDON, settled=settled)


def test_the_worst_source_comes_first_and_the_counts_are_the_records():
    record = whole(patient(), observation(), allergy()).record()
    (row,) = record.sources
    bad = replace(
        row, origin=replace(row.origin, id="x", name="Trust"), state=SourceState.FAILED, retrieved=""
    )

    glance = screen(replace(record, sources=(row, bad))).glance()

    assert [one.name for one in glance.sources] == ["Trust", "GP practice"]
    assert glance.counts["as_entries"] == 2
    assert glance.retrieved == "Retrieved 03:02"
    assert [panel.key for panel in glance.lists] == ["plans", "allergies", "medicines", "problems", "results"]


def test_before_anything_came_there_is_no_time_and_nothing_is_settled():
    record = whole(patient()).record()
    rows = tuple(replace(row, retrieved="") for row in record.sources)

    glance = screen(replace(record, sources=rows), settled=False).glance()

    assert (glance.retrieved, glance.settled) == ("", False)


def test_the_banner_says_the_allergies_and_the_one_marking():
    record = whole(patient(), allergy()).record()
    (row,) = record.sources
    live = replace(row, origin=replace(row.origin, marking=Marking.LIVE))
    mixed = (live, replace(row, origin=replace(row.origin, id="x")))

    assert screen(record).banner(NOBODY).allergy_label == "Known allergies"
    assert screen(replace(record, sources=(live,))).banner(NOBODY).marking == "live"
    assert screen(replace(record, sources=mixed)).banner(NOBODY).marking == "sandbox"
