"""How an error in an entry is told to its source, asked of real demo endpoints (GOV-06)."""

from dataclasses import replace

import pytest

from tests.engine.files import written
from tests.engine.window import HOLROYD
from viewer.engine.gates_messages import AskReport, Reports
from viewer.engine.messages import Glance, OpenFiles, Refused


def reported(talk, entry):
    talk.send(AskReport(entry=entry, generation=2))
    return talk.until(lambda one: isinstance(one, Reports))


def test_each_source_of_an_entry_has_a_report_with_owner_ids_and_contact(talk, demo):
    talk.open(demo)
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    record = talk.conversation.record
    desk = talk.conversation.desk
    desk.demo = tuple(replace(one, contact="records desk, ext. 4") for one in desk.demo)
    entry = max(record.entries.values(), key=lambda one: len(one.members))

    told = reported(talk, entry.id)

    assert told.title == entry.title
    assert len(told.reports) == len(entry.members) > 1
    for report, member in zip(told.reports, entry.members, strict=True):
        assert f"Record: {member.key.reference}\n" in report.text
        assert "records desk, ext. 4" in report.contact
        assert report.owner
        assert HOLROYD not in report.text
        assert "999 001 8421" not in report.text
        assert "999 001 8421" in report.with_number
        assert "Holroyd" not in report.text


def test_an_entry_that_has_left_is_refused_in_words(talk, demo):
    talk.open(demo)
    talk.until(lambda one: isinstance(one, Glance) and one.settled)

    talk.send(AskReport(entry="gone", generation=2))

    assert "has left the record" in talk.until(lambda one: isinstance(one, Refused)).what


def test_a_file_has_no_contact_and_whoever_gave_it_is_named(talk, tmp_path):
    patient = {"resourceType": "Patient", "id": "1", "name": [{"family": "Holroyd"}]}
    fell = {
        "resourceType": "Condition", "id": "2", "subject": {"reference": "Patient/1"}, "code": {"text": "Fall"}
    }  # fmt: skip
    talk.send(OpenFiles(generation=2, paths=(written(tmp_path, "one.json", patient, fell),)))
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    entry = next(iter(talk.conversation.record.entries))

    told = reported(talk, entry)

    assert "whoever gave you the file" in told.reports[0].contact


@pytest.mark.parametrize("entry", ["", "x"])
def test_without_a_record_there_is_nothing_to_report(talk, entry):
    talk.send(AskReport(entry=entry))

    assert "No patient is on screen" in talk.until(lambda one: isinstance(one, Refused)).what
