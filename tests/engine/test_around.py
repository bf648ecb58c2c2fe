"""What stands around an entry is counted as it is shown, from either end that names the other."""

import pytest

from tests.engine.files import written
from tests.engine.window import settled
from tests.load.answers import observation, patient
from viewer.engine import around as module
from viewer.engine.around import NO_DATE, NO_PLACE, NO_SERIES
from viewer.engine.messages import Detail, OpenFiles, Rows
from viewer.engine.seek_index import SeekIndex
from viewer.engine.seek_messages import Seek
from viewer.timeline.search.picks import Picks

SUBJECT = {"reference": "Patient/1"}
VISIT = {
    "resourceType": "Encounter", "id": "e", "status": "finished", "class": {"code": "AMB"},
    "subject": SUBJECT, "period": {"start": "2024-03-01", "end": "2024-03-01"},
}  # fmt: skip
ASTHMA = {
    "resourceType": "Condition", "id": "c", "code": {"text": "Asthma"}, "subject": SUBJECT,
    "encounter": {"reference": "Encounter/e"}, "onsetDateTime": "2024-03-01",
}  # fmt: skip
CODE = {"coding": [{"system": "http://loinc.org", "code": "2823-3"}], "text": "Potassium"}


def result(id, when, title="Potassium", **more):
    value = {"value": 4, "unit": "mmol/L", "system": "http://unitsofmeasure.org", "code": "mmol/L"}
    code = {**CODE, "text": title}
    made = observation(id=id, code=code, valueQuantity=value, **more)
    return (
        {**made, "effectiveDateTime": when}
        if when
        else {k: v for k, v in made.items() if k != "effectiveDateTime"}
    )


@pytest.fixture
def open_with(talk, tmp_path):
    def opened(*resources):
        talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", patient(), *resources),)))
        talk.until(settled)
        talk.tell()
        rows = {row.title: row.id for said in talk.said if isinstance(said, Rows) for row in said.upserts}
        return talk.conversation.record, rows

    return opened


def around(record, entry):
    told = record.detail(entry)
    assert isinstance(told, Detail)
    return told.around


def ways(found):
    return {way.kind: way for way in found.ways}


def shown_by(record, kind, target):
    return next(record.seeking.answers(Seek(number=1, picks=Picks(**{kind: target})))).shown


def test_what_is_counted_is_what_the_pick_then_shows(open_with):
    record, rows = open_with(
        VISIT, ASTHMA, result("o", "2024-03-03", encounter={"reference": "Encounter/e"},
                              ), result("far", "2025-03-03", "Far"))  # fmt: skip
    found = ways(around(record, rows["Potassium"]))
    ((visit, words),) = found["encounter"].targets
    assert found["encounter"].label == f"Same encounter ({shown_by(record, 'encounter', visit)})"
    assert words.endswith("(3)")
    assert found["near"].label == f"Within 7 days ({shown_by(record, 'near', rows['Potassium'])})"
    assert "Within 7 days (3)" in found["near"].label


def test_an_encounter_and_a_problem_are_around_themselves(open_with):
    record, rows = open_with(
        VISIT, ASTHMA, result("o", "2024-03-03", reasonReference=[{"reference": "Condition/c"}])
    )
    assert ways(around(record, rows["Asthma"]))["problem"].label == "Same problem (2)"
    visit = next(key for key, one in record.entries.items() if one.members[0].key.type == "Encounter")
    assert ways(around(record, visit))["encounter"].targets[0][0] == visit
    assert ways(around(record, rows["Potassium"]))["problem"].targets[0][0] == rows["Asthma"]


def test_of_several_encounters_one_is_to_be_chosen(open_with):
    second = {**VISIT, "id": "f", "period": {"start": "2024-03-02"}}
    both = result(
        "o", "2024-03-03", encounter={"reference": "Encounter/e"}, context={"reference": "Encounter/f"}
    )
    record, rows = open_with(VISIT, second, both)
    way = ways(around(record, rows["Potassium"]))["encounter"]
    assert way.label == "Same encounter (2 to choose from)"
    assert len(way.targets) == 2


def test_what_names_nothing_and_what_names_something_that_has_not_come_says_so(open_with):
    record, rows = open_with(
        result("o", "2024-03-03"), result("p", "2024-03-03", "Sodium", encounter={"reference": "Encounter/9"})
    )
    assert "This entry names no encounter and no problem" in around(record, rows["Potassium"]).notes
    notes = around(record, rows["Sodium"]).notes
    assert "This entry names no problem" in notes
    assert "This entry names 1 encounter that was not retrieved" in notes


def test_what_has_come_and_what_has_not_are_both_told(open_with):
    both = result(
        "o", "2024-03-03", encounter={"reference": "Encounter/e"}, context={"reference": "Encounter/9"}
    )
    record, rows = open_with(VISIT, both)
    assert (
        "This entry names 1 more encounter that was not retrieved" in around(record, rows["Potassium"]).notes
    )


def test_the_same_test_leads_to_the_one_before_and_after_and_says_where_there_is_none(open_with):
    record, rows = open_with(
        result("o", "2024-03-03"), result("p", "2025-03-03", "Potassium now"), result("u", None, "U")
    )
    found = around(record, rows["Potassium"])
    earlier, later = found.steps
    assert (earlier.later, earlier.entry) == (False, "")
    assert earlier.words == "No earlier one received. Not known at a.json (a file)"
    assert (later.later, later.entry, later.words) == (True, rows["Potassium now"], "4 mmol/L, 03-Mar-2025")
    assert "1 result of the same test has no date: not among earlier and later" in found.notes


def test_dates_that_overlap_are_said_to_be_uncertain(open_with):
    record, rows = open_with(result("o", "2024"), result("p", "2024-03-03", "Potassium now"))
    words = [step.words for step in around(record, rows["Potassium now"]).steps]
    assert words[1] == "4 mmol/L, 2024; which of the two is later is not certain"


def test_what_has_no_date_or_no_series_says_that_nothing_can_be_told(open_with):
    bare = {**result("o", None, "Bare"), "code": {"text": "Bare"}}
    record, rows = open_with(bare, result("p", None))
    assert {NO_DATE, NO_SERIES} <= set(around(record, rows["Bare"]).notes)
    assert {NO_DATE, NO_PLACE} <= set(around(record, rows["Potassium"]).notes)
    assert not around(record, rows["Bare"]).ways


def test_a_supporting_record_has_nothing_around_it(open_with):
    record, _ = open_with(result("o", "2024"))
    record.supporting_rows()
    (key, *_) = record.told.supporting
    assert around(record, key) == module.Around()


def test_a_fault_in_it_leaves_the_detail_as_it_is(open_with, monkeypatch, capfd):
    record, rows = open_with(result("o", "2024"))
    monkeypatch.setattr(module, "neighbours", lambda *_: 1 / 0)
    told = record.detail(rows["Potassium"])
    assert told.around.notes == (module.BROKE_OFF,)
    assert told.members
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_while_lines_are_still_gone_through_the_count_is_so_far(open_with, monkeypatch):
    record, rows = open_with(result("o", "2024-03-03"), result("p", "2024-03-04", "Sodium"))
    monkeypatch.setattr(SeekIndex, "read_some", lambda *_, **__: True)
    record.told.touched[rows["Sodium"]] = None
    assert "so far)" in ways(around(record, rows["Potassium"]))["near"].label
