"""What an entry refers to and what refers to it, through the engine."""

from tests.engine.files import written
from tests.engine.window import settled
from tests.load.answers import observation, patient
from viewer.engine.messages import Detail, OpenFiles, Rows

DOCTOR = {"resourceType": "Practitioner", "id": "d", "name": [{"family": "Rahman", "prefix": ["Dr"]}]}
REPORT = {
    "resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Bloods"},
    "subject": {"reference": "Patient/1"}, "result": [{"reference": "Observation/7"}],
}  # fmt: skip


def opened(talk, tmp_path, *resources):
    talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", *resources),)))
    talk.until(settled)
    talk.tell()
    rows = {row.title: row.id for said in talk.said if isinstance(said, Rows) for row in said.upserts}
    return talk.conversation.record, rows


def told(record, entry):
    said = record.detail(entry)
    assert isinstance(said, Detail)
    return [(link.towards, link.words.split(",")[0], link.entry) for link in said.links]


def test_both_directions_lead_to_lines_of_the_record(talk, tmp_path):
    performed = observation(performer=[{"reference": "Practitioner/d"}])
    record, rows = opened(talk, tmp_path, patient(), DOCTOR, performed, REPORT)
    links = told(record, rows["Potassium"])

    assert (False, "Investigation results: Bloods", rows["Bloods"]) in links
    doctor = next(link for link in links if link[1].startswith("Practitioner: "))
    assert doctor[0] is True
    assert any(link[2] == rows["Potassium"] for link in told(record, doctor[2]))
    assert (True, "Observations: Potassium", rows["Potassium"]) in told(record, rows["Bloods"])


def test_what_was_not_sent_is_named_and_leads_nowhere(talk, tmp_path):
    record, rows = opened(talk, tmp_path, patient(), observation(encounter={"reference": "Encounter/9"}))

    assert (True, "Encounter/9: not retrieved", "") in told(record, rows["Potassium"])


def test_what_differs_between_copies_stands_side_by_side(talk, demo):
    talk.open(demo)
    talk.until(settled)
    talk.tell()
    record = talk.conversation.record
    merged = [entry for entry in record.entries.values() if len(entry.members) > 1]

    assert merged
    for entry in merged:
        detail = record.detail(entry.id)
        assert all(len(texts) == len(entry.members) for _, texts in detail.differences)
        assert any(label == "Record id" for label, _ in detail.differences)


def test_a_source_that_has_left_has_no_links(talk, tmp_path):
    record, rows = opened(talk, tmp_path, patient(), observation())
    entry = record.entries[rows["Potassium"]]
    record.load.remove(entry.members[0].key.source)

    assert record.cross.of([(entry.members[0].key.source, entry.members[0].place)], record.entries) == ()
