"""Letters are read beside the record on screen alone, and forgotten with it."""

from tests.engine.reading import letter, plain, read, read_on
from tests.engine.seeking import opened, rest, seek, titles
from tests.load.answers import patient
from viewer.engine.letter_reader import ReadCopy
from viewer.engine.messages import CloseRecord


def test_letters_leave_with_the_record_and_nothing_late_comes_back(talk, tmp_path):
    opened(talk, tmp_path, patient(), letter("1", **plain("warfarin")), read=False)
    desk = talk.conversation.beside.letters
    talk.tell()
    rest(talk)
    letters, record = desk.letters, talk.conversation.record
    (spot,) = letters._copies
    talk.send(CloseRecord(generation=2))

    assert desk.letters is None
    assert not desk.step(record)
    assert list(desk._take(letters, ReadCopy(spot=spot, letters=()))) == []
    assert not letters.settled


def test_who_reads_ends_when_all_is_read_and_is_begun_again_for_more(talk, tmp_path):
    record = read(talk, tmp_path, letter("1", **plain("warfarin")))
    desk = talk.conversation.beside.letters
    assert desk._reader is None
    desk.letters._begin(next(iter(desk.letters._copies)))
    read_on(talk)

    assert desk._reader is None
    assert desk._begun == 2
    assert titles(talk, seek(talk, "warfarin")) == ["Letter 1"]
    assert record.seeking.letters() == desk.letters.counts()


def test_only_a_source_s_own_server_is_one_that_it_can_be_asked_of(demo, talk):
    found = talk.open(demo)
    endpoint = demo.endpoints[0]

    assert found
    holds = talk.conversation.beside.letters._holds
    assert holds(endpoint.id, "Binary/1")
    assert not holds(endpoint.id, "https://elsewhere.example/Binary/1")
    assert not holds("none", "Binary/1")
