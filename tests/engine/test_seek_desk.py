"""Which rows hold what is sought and where, how far that reaches, and what can be picked."""

from pathlib import Path

import pytest

from tests.engine.files import written
from tests.engine.reading import read_on
from tests.engine.seeking import ids, last, opened, rest, seek, titles, where
from tests.engine.window import settled
from tests.load.answers import observation, patient
from viewer.engine.ahead import work_ahead
from viewer.engine.messages import OpenFiles, Refused, Retry, Rows
from viewer.engine.seek_desk import BROKE_OFF
from viewer.engine.seek_messages import AskChoices, AskWhere, AskWhyNot, Choices, Sought
from viewer.timeline.search.picks import Picks

NOTED = observation("8", text={"div": "<div><p>The sample was Haemolysed, repeat it.</p></div>"})
ALLERGY = {
    "resourceType": "AllergyIntolerance", "id": "a", "patient": {"reference": "Patient/1"},
    "code": {"text": "Penicillin"}, "recordedDate": "2020-02-01", "recorder": {"display": "Dr Mills"},
}  # fmt: skip


def test_rows_that_hold_all_words_are_found_and_counted(talk, tmp_path):
    opened(talk, tmp_path, patient(), observation("7"), observation("8"))
    sought = seek(talk, "POTASS")

    assert titles(talk, sought) == ["Potassium", "Potassium"]
    assert sought.generation == 1
    assert sought.settled
    assert sought.reach == ()
    assert titles(talk, seek(talk, "potassium nowhere", 2)) == []
    assert last(talk).number == 2
    assert seek(talk, "", 3).shown == 3


def test_the_question_that_stands_is_answered_again_when_rows_leave(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation("7"), observation("8"))
    before = seek(talk, "potassium", 4)
    assert list(record.seeking.again()) == []
    (origin,) = record.origins
    record.load.remove(origin.id)
    talk.tell()

    assert (before.shown, last(talk).shown, last(talk).number, last(talk).generation) == (2, 0, 4, 1)


def test_nothing_is_said_again_where_nothing_was_asked(talk, tmp_path):
    opened(talk, tmp_path, patient(), observation())
    talk.send(Retry(generation=1))
    talk.until(settled)
    rest(talk)

    assert not [said for said in talk.said if isinstance(said, Sought)]


def test_what_is_not_read_yet_is_said_and_the_answer_comes_again_when_it_is(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), NOTED, read=False)
    first = seek(talk, "haemolysed")

    assert titles(talk, first) == []
    assert not first.settled
    assert first.reach == ("Not searched yet: the full text of 2 of 2 records",)
    assert rest(talk)
    assert titles(talk, last(talk)) == ["Potassium"]
    assert last(talk).settled
    assert last(talk).reach == ()
    assert last(talk).generation == 1
    (entry,) = ids(talk, last(talk))
    assert where(talk, entry, "gone") == {entry: ("Narrative", "The sample was Haemolysed, repeat it.")}
    assert where(talk, entry, number=99) == {}
    assert record.seeking.index.size > 0
    seek(talk, "potassium", 2)
    assert where(talk, entry, number=2) == {}


def test_while_it_is_read_the_answer_comes_again_at_a_pace(talk, tmp_path, monkeypatch):
    from viewer.engine import seek_desk, seek_index

    opened(talk, tmp_path, patient(), NOTED, observation("9"), read=False)
    monkeypatch.setattr(seek_index, "_PIECE_S", 0)
    seek(talk, "haemolysed")
    monkeypatch.setattr(seek_desk, "_PACE_S", -1.0)
    assert work_ahead(talk.conversation, idle=False)
    before = len(talk.said)
    rest(talk)

    assert len(talk.said) > before
    assert titles(talk, last(talk)) == ["Potassium"]


def test_a_word_that_nothing_holds_finds_nothing_and_the_nearest_is_offered(talk, tmp_path):
    opened(talk, tmp_path, patient(), NOTED, ALLERGY)
    sought = seek(talk, "penicilin")

    assert sought.offers == (("penicilin", "penicillin"),)
    assert titles(talk, sought) == []
    assert seek(talk, "penicill", 2).offers == ()
    assert titles(talk, seek(talk, "potasium haemolised", 3)) == []
    assert last(talk).offers == (("potasium", "potassium"), ("haemolised", "haemolysed"))
    assert where(talk, *ids(talk, seek(talk, "", 4)), number=3) == {}


@pytest.mark.parametrize(
    ("typed", "held"),
    [("hypokalaemia", "Hyperkalaemia"), ("digitoxin", "Digoxin"), ("refused", "Refuted"),
     ("prednisone", "Prednisolone")],
)  # fmt: skip
def test_one_condition_or_drug_is_never_shown_for_another(talk, tmp_path, typed, held):
    opened(talk, tmp_path, patient(), {**ALLERGY, "code": {"text": held}})

    assert titles(talk, seek(talk, typed)) == []
    assert typed != "hypokalaemia" or last(talk).offers == ()


def test_words_of_what_has_left_are_sought_no_more(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), ALLERGY)
    record.load.remove(record.origins[0].id)
    talk.tell()

    assert seek(talk, "penicilin").offers == ()


def test_each_pick_keeps_what_it_names(talk, tmp_path):
    late = observation("9", effectiveDateTime="2025-05-02T10:00:00Z")
    record = opened(talk, tmp_path, patient(), NOTED, late, ALLERGY)
    allergy = next(key for key, one in record.entries.items() if one.title == "Penicillin")
    results = {one.when.text[:4]: key for key, one in record.entries.items() if one.title == "Potassium"}

    assert titles(talk, seek(talk, domains=("allergies",))) == ["Penicillin"]
    assert titles(talk, seek(talk, authors=("Dr Mills",))) == ["Penicillin"]
    assert ids(talk, seek(talk, since="2025", domains=("results",))) == {results["2025"]}
    assert ids(talk, seek(talk, near=results["2024"])) == {results["2024"]}
    assert ids(talk, seek(talk, series=results["2024"])) == set(results.values())
    assert allergy not in ids(talk, seek(talk, known_by="2019-01-01T00:00:00+00:00"))
    assert allergy in ids(talk, seek(talk, known_by="2021-01-01T00:00:00+00:00"))
    gone = seek(talk, near="gone", encounter="gone", problem="gone")
    assert ids(talk, gone) == set()
    assert gone.notes


def test_what_belongs_to_an_encounter_is_said_to_grow_until_all_is_read(talk, tmp_path):
    visit = {
        "resourceType": "Encounter",
        "id": "e",
        "subject": {"reference": "Patient/1"},
        "status": "finished",
    }
    result = observation("9", encounter={"reference": "Encounter/e"})
    record = opened(talk, tmp_path, patient(), visit, result, observation("10"), read=False)
    key = next(key for key, one in record.entries.items() if one.members[0].key.type == "Encounter")
    (source,) = record.origins
    record.cross._cross(source.id)._read.clear()
    first = seek(talk, encounter=key)
    rest(talk)

    assert len(ids(talk, last(talk))) == 2
    assert last(talk).settled
    assert last(talk).notes == ()
    assert not first.settled or first == last(talk)


def test_what_else_is_not_searched_is_said_by_whom_it_concerns(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation())
    record.seeking.beside.append(lambda: (("1 letter not searched: it is a scanned image",), False))

    assert seek(talk, "potassium").reach == ("1 letter not searched: it is a scanned image",)
    assert not last(talk).settled
    assert seek(talk, domains=("results",)).reach == ()
    assert last(talk).settled


def test_what_cannot_be_read_is_counted_and_found_by_its_line(talk, tmp_path):
    path = written(tmp_path, "a.json", patient(), observation(twice="yes"))
    text = Path(path).read_text("utf-8")
    Path(path).write_text(text.replace('"twice"', '"status": "final", "status"'), "utf-8")
    talk.send(OpenFiles(generation=1, paths=(path,)))
    talk.until(settled)
    talk.tell()
    rest(talk)
    sought = seek(talk, "could not be read")

    assert len(ids(talk, sought)) == 1
    assert sought.reach == (
        "The full text of 1 record cannot be read: only what the list shows of it was searched",
    )


def test_a_fault_of_ours_in_one_text_stops_nothing_and_is_said(talk, tmp_path, monkeypatch, capfd):
    from viewer.engine import seek_index

    whole = seek_index.texts_of

    def breaks(kind, content, **more):
        if content.get("id") in {"7", "9"}:
            raise RuntimeError
        return whole(kind, content, **more)

    monkeypatch.setattr(seek_index, "texts_of", breaks)
    opened(talk, tmp_path, patient(), observation("7"), NOTED, observation("9"))
    sought = seek(talk, "haemolysed")

    assert titles(talk, sought) == ["Potassium"]
    assert len(sought.reach) == 1
    assert sought.reach[0].startswith(
        "The full text of 2 records could not be gone through, a fault in this program"
    )
    assert seek(talk, "potassium").shown == 3
    assert "RuntimeError" in capfd.readouterr().err


def test_lines_that_have_just_come_are_said_where_they_are_too_many(talk, tmp_path, monkeypatch):
    from viewer.engine import seek_desk

    monkeypatch.setattr(seek_desk, "_AT_ONCE_S", -1.0)
    opened(talk, tmp_path, patient(), observation(), read=False)
    sought = seek(talk, "potassium")

    assert sought.reach[0] == "Not searched yet: 1 line that has just come"
    assert not sought.settled
    rest(talk)
    assert last(talk).shown == 1


def test_what_is_too_long_to_be_sought_in_a_line_is_never_hidden(talk, tmp_path):
    endless = observation("9", code={"text": "x" * 60_000})
    opened(talk, tmp_path, patient(), endless, observation("8"))

    assert len(ids(talk, seek(talk, "nowhere"))) == 1


def test_what_can_be_picked_is_counted(talk, tmp_path):
    opened(talk, tmp_path, patient(), observation("7"), ALLERGY)
    talk.send(AskChoices(generation=1))
    choices = talk.said[-1]

    assert isinstance(choices, Choices)
    said = {(one.kind, one.label, one.count) for one in choices.choices}
    assert ("domains", "Results and observations", 1) in said
    assert ("authors", "Dr Mills", 1) in said
    assert any(kind == "sources" and count == 3 for kind, _, count in said)
    for one in choices.choices:
        assert seek(talk, **{one.kind: (one.value,)}).shown == one.count


def test_the_last_question_is_taken(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation("7"))
    talk.send(AskWhyNot(generation=1, number=1, picks=Picks()))
    assert record.seeking.asked is None
    seek(talk, "")
    assert record.seeking.asked is None
    seek(talk, "x")
    assert record.seeking.asked == Picks(words="x")


@pytest.mark.parametrize("word", ["Haemolysed", "hemolysed", "penicillin"])
def test_all_copies_and_kinds_of_the_demo_are_found_after_every_source_has_answered(talk, demo, word):
    talk.open(demo)
    talk.until(settled)
    read_on(talk)
    sought = seek(talk, word)
    rows = [row for said in talk.said if isinstance(said, Rows) for row in said.upserts]

    assert sought.settled
    assert {row.id for row in rows if "enicillin" in row.title} & set(talk.conversation.record.told.rows) <= (
        ids(talk, sought) if word == "penicillin" else set(talk.conversation.record.told.rows)
    )


def test_a_fault_in_answering_hides_nothing_and_says_so(talk, tmp_path, monkeypatch, capfd):
    record = opened(talk, tmp_path, patient(), observation("7"), observation("8"))

    def breaks(*_given):
        raise RuntimeError

    monkeypatch.setattr(type(record.seeking), "_worked_out", breaks)
    sought = seek(talk, "nowhere")
    assert ids(talk, sought) == set(record.told.rows)
    assert sought.notes == (BROKE_OFF,)
    monkeypatch.setattr(type(record.seeking), "_where", breaks)
    talk.send(AskWhere(generation=1, number=1, entries=("x",)))

    assert isinstance(talk.said[-1], Refused)
    assert "RuntimeError" in capfd.readouterr().err
