"""Letters that came with a record are found by their words; each is counted once, with its reason."""

import pytest

from tests.engine.reading import counted, letter, packed, plain, read, read_on
from tests.engine.seeking import last, opened, rest, seek, titles, where
from tests.load.answers import observation, patient
from tests.made_letters.paper import pdf_of
from viewer.engine import reading_letters
from viewer.engine.documents.pdf_messages import LetterText
from viewer.engine.letter_reader import ReadCopy
from viewer.engine.messages import OpenFiles
from viewer.engine.reading_letters import in_order
from viewer.timeline.search.reach import Paper

BINARY = {
    "resourceType": "Binary",
    "id": "b",
    "contentType": "text/plain",
    "data": packed(b"kept apart: bisoprolol"),
}


def test_the_words_of_a_letter_are_found_and_said_where_they_stand(talk, tmp_path):
    read(talk, tmp_path, letter("1", **plain("Please stop warfarin.")), letter("2", **plain("Nothing new.")))
    sought = seek(talk, "warfarin")

    assert titles(talk, sought) == ["Letter 1"]
    (key,) = [row.id for row in talk.conversation.record.told.rows.values() if row.title == "Letter 1"]
    assert where(talk, key) == {key: ("Letter text", "Please stop warfarin.")}
    assert (sought.reach, sought.settled) == ((), True)
    assert counted(talk) == {Paper.SEARCHED: 2}


def test_before_they_are_read_it_is_said_and_the_answer_comes_again(talk, tmp_path):
    opened(talk, tmp_path, patient(), letter("1", **plain("Please stop warfarin.")), read=False)
    while not talk.conversation.record.seeking.index.is_done:
        talk.conversation.record.seeking.read_some()
    first = seek(talk, "warfarin")
    assert first.reach[-1] == "Not searched yet: records are still being looked through for letters"
    rest(talk)
    pending = seek(talk, "warfarin", 2)
    assert pending.reach == ("1 letter not searched: still being read",)
    assert not pending.settled
    read_on(talk)

    assert titles(talk, last(talk)) == ["Letter 1"]
    assert last(talk).settled


def test_each_that_is_not_searched_has_its_reason(talk, tmp_path):
    read(
        talk,
        tmp_path,
        letter("scan", data=packed(pdf_of([[]])), contentType="application/pdf"),
        letter("away", url="https://elsewhere.example/1.pdf", contentType="application/pdf"),
        letter("empty", title="nothing sent"),
        letter("both", plain("one"), {"contentType": "text/plain", "data": "§"}),
        observation("9", valueQuantity={"value": 1, "unit": "contentType"}),
    )

    assert counted(talk) == {
        Paper.SCAN: 1, Paper.ELSEWHERE: 1, Paper.NOT_SENT: 1, Paper.SEARCHED: 1, Paper.DAMAGED: 1,
    }  # fmt: skip
    assert seek(talk, "zzz").reach == (
        "4 letters not searched: 1 only a pointer, 1 sent without content, 1 is a scanned image, 1 damaged",
    )


def test_a_binary_that_a_letter_refers_to_is_one_document_and_both_are_found_by_it(talk, tmp_path):
    referring = letter("1", url="Binary/b", contentType="text/plain")
    read(talk, tmp_path, referring, BINARY)

    assert counted(talk) == {Paper.SEARCHED: 1}
    assert titles(talk, seek(talk, "bisoprolol")) == ["Letter 1", "text/plain"]
    read(talk, tmp_path, BINARY, referring)
    assert counted(talk) == {Paper.SEARCHED: 1}


def test_what_is_too_large_is_said_and_never_taken_out(talk, tmp_path, monkeypatch):
    monkeypatch.setattr(reading_letters, "MOST_BYTES", 100)
    read(talk, tmp_path, letter("1", **plain("Please stop warfarin.")))

    assert counted(talk) == {Paper.TOO_LARGE: 1}


@pytest.mark.parametrize("limit", ["MOST_TEXT", "MOST_INDEX"])
def test_text_beyond_the_measure_of_a_record_is_left_out_and_said(talk, tmp_path, monkeypatch, limit):
    monkeypatch.setattr(reading_letters, limit, 4)
    read(talk, tmp_path, letter("1", **plain("Please stop warfarin.")))

    assert counted(talk) == {Paper.TOO_MUCH: 1}
    assert seek(talk, "warfarin").reach == (
        "1 letter not searched: beyond the text that is searched in one record",
    )


def test_a_copy_whose_bytes_are_gone_is_said_to_be_unreadable(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), letter("1", **plain("warfarin")), read=False)
    letters = talk.conversation.beside.letters.letters
    while record.told.unlooked:
        letters._look(record.told.unlooked.popitem()[0])
    (spot,) = letters._copies
    letters._copies[spot].place = reading_letters.Place(page=99, start=0, end=9)
    letters.step()

    assert counted(talk) == {Paper.UNREADABLE: 1}
    assert not letters._holds_any(reading_letters.Place(page=99, start=0, end=9))


def test_what_leaves_the_record_is_counted_and_found_no_more(talk, tmp_path):
    record = read(talk, tmp_path, letter("1", url="Binary/b"), BINARY)
    letters = talk.conversation.beside.letters.letters
    spot = next(iter(letters._copies))
    record.load.remove(record.origins[0].id)
    talk.tell()
    record.supporting_rows()
    read_on(talk)
    letters.take(ReadCopy(spot=spot, letters=()))
    letters.not_given(spot, 0)
    letters.take(ReadCopy(spot=spot, letters=(), alone=True))

    assert counted(talk) == {}
    assert seek(talk, "bisoprolol").shown == 0
    assert letters._text == 0


def test_what_is_read_by_hand_is_searched_too_and_what_is_not_given_is_said(talk, tmp_path):
    record = read(
        talk, tmp_path, letter("1", url="https://elsewhere.example/1.txt", contentType="text/plain")
    )
    letters = talk.conversation.beside.letters.letters
    letters.holds = lambda _source, _url: True
    (spot,) = letters._copies
    copy = letters._copies[spot]
    letters._put(spot, copy, reading_letters.Letter(0, "1.txt"), None)
    assert [one for one, _ in letters.at_source()] == [spot]
    assert letters.lacks(spot, 0)
    letters.not_given(spot, 0)
    assert counted(talk) == {Paper.NOT_GIVEN: 1}
    found = LetterText(Paper.SEARCHED.name, "warfarin")
    letters.take(ReadCopy(spot=spot, letters=((reading_letters.Letter(0), found),), alone=True))
    rest(talk)

    assert counted(talk) == {Paper.SEARCHED: 1}
    assert list(letters.at_source()) == []
    assert titles(talk, seek(talk, "warfarin")) == ["Letter 1"]
    assert record.seeking.index.papers.letters == len("warfarin")


def test_the_letters_of_the_next_record_are_its_own(talk, tmp_path):
    read(talk, tmp_path, letter("1", **plain("warfarin")))
    before = talk.conversation.beside.letters.letters
    talk.send(OpenFiles(generation=2, paths=(str(tmp_path / "a.json"),)))
    talk.tell()

    assert talk.conversation.beside.letters.letters is not before


def test_two_sources_of_one_name_are_counted_apart_in_their_order():
    counts = {"b": {Paper.SCAN: 2}, "a": {Paper.SCAN: 1}, "c": {Paper.SCAN: 3}}
    named = in_order(counts, {"a": "Trust", "x": "GP", "c": "Other", "b": "Trust"})

    assert list(named.items()) == [
        ("Trust", {Paper.SCAN: 1}), ("Other", {Paper.SCAN: 3}), ("Trust (2)", {Paper.SCAN: 2}),
    ]  # fmt: skip
