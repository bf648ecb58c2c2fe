"""The record on screen: what is told is the difference, and a line that has left says so."""

from tests.engine.files import written
from tests.engine.talk import NOW
from tests.engine.window import rows_on_screen, settled
from tests.load.answers import observation, patient
from viewer.engine.messages import Banner, LinkPatient, OpenFiles, Refused, Rows
from viewer.engine.rows import DISAGREE


def opened(talk, tmp_path, *resources):
    talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", *resources),)))
    talk.until(settled)
    return talk.conversation.record


def test_rows_are_told_once(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation())

    assert record.rows() is None
    assert record.supporting_rows() is None
    assert sum(len(m.upserts) for m in talk.said if isinstance(m, Rows)) == 2
    assert record.is_linked(next(iter(record.found.sources)))
    assert record.lead.key.reference == "Patient/1"


def test_a_record_of_nobody_has_no_lead_and_takes_no_link(talk, tmp_path):
    from viewer.engine.messages import LinkPatient

    record = opened(talk, tmp_path, observation("1", ""))
    (source,) = record.found.sources

    talk.send(LinkPatient(generation=1, source=source, reference="Patient/1"))

    assert record.lead is None
    assert isinstance(talk.said[-1], Refused)


def test_a_line_that_is_not_there_is_refused_and_both_kinds_of_lines_open(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation())
    rows = [row for m in talk.said if isinstance(m, Rows) for row in m.upserts]

    assert isinstance(record.detail("gone"), Refused)
    assert {record.detail(row.id).members[0].reference for row in rows} == {"Patient/1", "Observation/7"}


def test_a_search_that_nobody_waits_for_changes_nothing(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation())

    record.found_now(next(iter(record.found.sources)))

    assert record.settled
    assert not record.waits("elsewhere")


def test_where_sources_disagree_their_own_rows_are_marked_and_the_detail_says_how(talk, demo):
    talk.open(demo)
    glance = talk.until(settled)
    talk.tell()
    record = talk.conversation.record
    named = {entry for conflict in record.disputes for entry in conflict.entries}
    shown = rows_on_screen(talk)

    assert {key for key, row in shown.items() if DISAGREE in row.marks} == named & set(shown)
    assert named & set(shown)
    listed = [row for panel in glance.lists for row in panel.rows]
    assert {row.id for row in listed if DISAGREE in row.marks} == named & {row.id for row in listed}
    one = min(named & set(shown))
    assert any("disagree" in note or "different doses" in note for note in record.detail(one).warnings)


def test_where_the_other_source_leaves_the_mark_leaves_too(talk, demo):
    talk.open(demo)
    talk.until(settled)
    talk.tell()
    record = talk.conversation.record
    for origin in record.origins[1:]:
        record.load.remove(origin.id)
    talk.said += [*talk.conversation.changed()]
    talk.said += [talk.conversation._stamped(message) for message in record.screen(NOW.date())]

    named = {entry for conflict in record.disputes for entry in conflict.entries}
    shown = rows_on_screen(talk)
    assert {key for key, row in shown.items() if DISAGREE in row.marks} == named & set(shown)


def test_how_linked_records_differ_is_told_before_anything_of_them(talk, demo):
    found = talk.open(demo, "9990062781")
    talk.until(settled)
    told = [m for m in talk.said if isinstance(m, Banner | Rows) and m.generation == 2]
    assert isinstance(told[0], Banner)
    assert any(isinstance(m, Rows) for m in told)

    before = len(talk.said)
    other = next(row for row in found.candidates if row.group != 0)
    talk.send(LinkPatient(generation=2, source=other.source, reference=other.reference))
    talk.until(lambda m: isinstance(m, Rows) and any(other.source_name in row.sources for row in m.upserts))
    first = next(m for m in talk.said[before:] if isinstance(m, Banner | Rows))
    assert isinstance(first, Banner)
    assert any(words.startswith(other.source_name) for words in first.differences)
