"""The first screen from the record value: worst source first, counts as they are, one marking."""

from dataclasses import replace

from tests.engine.window import settled
from tests.load.answers import LONDON, allergy, observation, patient, whole
from viewer.engine.banner import NOBODY
from viewer.engine.screen import Screen
from viewer.record.model import Quarantined
from viewer.source.endpoint import Marking
from viewer.source.origin import SourceKind
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
    keys = "plans allergies medicines problems results encounters documents immunisations"
    assert [panel.key for panel in glance.lists] == keys.split()


def test_what_a_source_filed_under_the_wrong_patient_is_named_there_so_that_it_can_be_told():
    record = whole(patient(), observation()).record()
    (row,) = record.sources
    held = tuple(
        Quarantined(source=row.origin.id, reference=f"Observation/{number}" if number else "", why="other")
        for number in range(7)
    )

    def said(**changed):
        changed = replace(row, **changed)
        return screen(replace(record, sources=(changed,), quarantined=held)).glance().sources[0].words

    named = "one without an id, Observation/1, Observation/2, Observation/3, Observation/4 and 2 more"
    assert said().startswith(f"Held back, about another patient: {named}. Tell this source")
    file = replace(row.origin, kind=SourceKind.FILE)
    assert f"about another patient: {named}" in said(origin=file)
    assert "Tell this source" not in said(origin=file)
    assert "Held back" not in said(state=SourceState.NOT_LINKED)
    assert "Held back" not in screen(record).glance().sources[0].words


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


def test_a_source_that_knows_nobody_of_the_number_is_never_shown_as_complete(talk, demo):
    talk.open(demo, number="9990144109")
    glance = talk.until(settled)
    states = {one.name: one.state for one in glance.sources}

    assert sorted(states.values()) == ["complete", "complete", "no-patient", "no-patient"]
    assert all("no such patient" in panel.short for panel in glance.lists if panel.key == "medicines")


def test_an_endpoint_has_the_limit_of_policy_and_a_file_has_none():
    record = whole(patient(), observation()).record()
    (row,) = record.sources
    file = replace(row, origin=replace(row.origin, id="f", kind=SourceKind.FILE))
    shown = Screen(record=replace(record, sources=(row, file)), zone=LONDON, settled=True, stale_minutes=30)

    assert {one.id: one.stale_minutes for one in shown.glance().sources} == {"gp": 30, "f": 0}


def test_the_status_line_says_of_when_the_oldest_answer_is_that_could_not_be_read_again():
    record = whole(patient(), observation()).record()
    (row,) = record.sources
    old = replace(row, as_at="2026-11-22T02:00:00+00:00", earlier=True)

    again, kept = replace(old, state=SourceState.LOADING), replace(old, earlier=False)
    said = [screen(replace(record, sources=(one,))).glance().retrieved for one in (old, again, kept)]

    assert said == [
        "Reading again failed: as at 22-Nov-2026 02:00",
        "Being read again: as at 22-Nov-2026 02:00",
        "As at 22-Nov-2026 02:00, kept copy",
    ]
