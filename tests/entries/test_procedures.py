from tests.entries.builders import read, worded
from viewer.entries.entry import Flag


def procedure(**content):
    return read("Procedure", **({"status": "completed", "code": worded("Appendicectomy")} | content))


def test_a_procedure_says_where_why_and_how_it_went():
    entry = procedure(
        performedDateTime="2019-03-04",
        bodySite=[worded("abdomen")],
        reasonCode=[worded("appendicitis")],
        outcome=worded("successful"),
        complication=[worded("wound infection")],
        followUp=[worded("clinic")],
        location={"display": "Theatre 1"},
        performer=[{"actor": {"display": "Mr Able"}}],
    )

    assert (entry.title, entry.category, entry.when.kind) == ("Appendicectomy", "Procedures", "performed")
    assert entry.detail == (
        "at abdomen · for appendicitis · outcome: successful · complications: wound infection · follow up: clinic · at Theatre 1"
    )
    assert entry.recorder == "Mr Able"


def test_not_done_is_heard_in_every_version():
    for content in (
        {"status": "not-done", "statusReason": worded("unfit")},
        {"notDone": True, "notDoneReason": worded("unfit")},
    ):
        entry = procedure(**content)

        assert Flag.NOT_DONE in entry.flags
        assert entry.status.startswith("not done")
        assert "reason for status: unfit" in entry.detail


def test_one_in_preparation_is_planned_and_not_done():
    assert Flag.PLANNED in procedure(status="preparation").flags


def test_a_time_in_words_is_no_date():
    assert procedure(performedString="in childhood").detail == "when: in childhood"
    assert procedure(occurrenceAge={"value": 7, "unit": "years"}).detail == "when: 7 years"
    assert procedure(occurrenceDateTime="2019").when.kind == "occurrence"


def test_the_recorder_is_named_where_no_performer_is():
    assert procedure(recorder={"display": "Clerk"}).recorder == "Clerk"
