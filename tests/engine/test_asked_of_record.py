"""What is asked of the record on screen, and what of it changes nothing."""

from tests.engine.window import settled
from viewer.engine.asked_of_record import QUIET, answers
from viewer.engine.group_messages import AskGroups
from viewer.engine.messages import AskDetail, AskPage, CancelLoad, Detail, Refused, Regroup, Retry
from viewer.engine.open_record import OpenRecord
from viewer.engine.seek_messages import AskChoices, AskWhere, AskWhyNot, Seek
from viewer.errors import ViewerError


def test_only_what_reads_or_regroups_changes_the_record():
    assert set(QUIET) == {CancelLoad, AskDetail, AskPage, Seek, AskWhere, AskWhyNot, AskChoices, AskGroups}


def test_each_question_is_answered(talk, demo):
    talk.open(demo)
    talk.until(settled)
    talk.tell()
    conversation = talk.conversation
    ask = lambda message: list(  # noqa: E731
        answers(conversation.desk, conversation.hunt, conversation.record, message, conversation.now())
    )
    entry = next(iter(conversation.record.entries))

    assert [type(one) for one in ask(AskDetail(entry=entry))] == [Detail]
    assert [(type(one), one.entry) for one in ask(AskDetail(entry="gone"))] == [(Refused, "gone")]
    assert [one.page for one in ask(AskPage(page="patient"))] == ["patient"]
    assert ask(CancelLoad()) == []
    merged = next(key for key, one in conversation.record.entries.items() if len(one.members) > 1)
    *rows, done = ask(Regroup(entry=merged))
    assert done.entry == merged
    assert rows
    assert ask(Retry()) == []
    assert not conversation.record.settled


def test_what_keeps_a_detail_from_being_told_says_whose_it_is(talk, demo, monkeypatch, capfd):
    talk.open(demo)
    talk.until(settled)
    talk.tell()
    conversation = talk.conversation
    for fault, what in (
        (ViewerError("It is damaged", "Read it again."), "It is damaged"),
        (KeyError(), "fault"),
    ):
        monkeypatch.setattr(OpenRecord, "detail", lambda *_, fault=fault: raised(fault))
        asked = AskDetail(entry="e")
        (said,) = answers(
            conversation.desk, conversation.hunt, conversation.record, asked, conversation.now()
        )
        assert said.entry == "e"
        assert what in said.what
    assert "KeyError" in capfd.readouterr().err


def raised(fault):
    raise fault
