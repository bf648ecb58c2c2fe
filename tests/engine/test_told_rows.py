"""Which rows the window has been told of, and under which numbers."""

from itertools import pairwise

from tests.engine.files import written
from tests.engine.window import settled
from tests.load.answers import observation, patient
from viewer.engine.messages import Glance, OpenFiles, Rows, UnlinkSource


def told(talk):
    return {row.id: row for said in talk.said if isinstance(said, Rows) for row in said.upserts}


def test_every_line_has_a_number_of_its_own_supporting_records_too(talk, tmp_path):
    path = written(tmp_path, "a.json", patient(), observation("7"), observation("8"))
    talk.send(OpenFiles(generation=1, paths=(path,)))
    talk.until(settled)
    talk.tell()
    record = talk.conversation.record
    rows = told(talk)

    assert sorted(row.number for row in rows.values()) == list(range(len(rows))) == [0, 1, 2]
    assert record.told.rows == rows
    assert record.told.supporting.keys() < rows.keys()


def test_a_line_that_leaves_and_comes_again_has_the_number_it_had(talk, demo):
    talk.open(demo)
    talk.until(settled)
    talk.tell()
    before = {key: row.number for key, row in told(talk).items()}
    record = talk.conversation.record
    kept = {entry.id for entry in record.load.record().entries}
    other = record.origins[1].id
    talk.send(UnlinkSource(generation=talk.conversation.generation, source=other))
    talk.tell()
    assert not kept <= record.told.entries.keys()
    after = {key: row.number for key, row in told(talk).items()}

    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)
    assert all(b == a + 1 for a, b in pairwise(sorted(after.values())))


def test_the_lists_of_the_first_screen_name_the_same_numbers(talk, demo):
    talk.open(demo)
    glance = talk.until(settled)
    talk.tell()
    rows = told(talk)
    listed = [row for panel in glance.lists for row in panel.rows]

    assert isinstance(glance, Glance)
    assert listed
    assert all(row.number == rows[row.id].number for row in listed)
