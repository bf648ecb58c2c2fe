"""What is asked about a document goes out with its ticket; what is about another one is dropped."""

import pytest

from viewer.engine.document_messages import (
    CloseDocument,
    DocumentComing,
    DocumentGiven,
    DocumentSaved,
    FindInDocument,
    FoundInDocument,
    OpenDocument,
    SaveDocument,
    SheetGiven,
    SheetWords,
    WantSheet,
    WantWords,
)
from viewer.engine.messages import Refused


@pytest.fixture
def talk(session):
    session.start()
    return session.documents


def test_every_wish_carries_the_ticket_of_the_open_document(talk, engine):
    talk.open("e", 2)
    talk.want_sheet(1, 1.5)
    talk.want_words()
    talk.find("x")
    talk.save("/x")

    assert engine.heard(OpenDocument) == [OpenDocument(ticket=1, entry="e", part=2)]


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        (lambda talk: talk.want_sheet(1, 1.5), WantSheet),
        (lambda talk: talk.want_words(), WantWords),
        (lambda talk: talk.find("x"), FindInDocument),
        (lambda talk: talk.save("/x"), SaveDocument),
    ],
)
def test_wishes_go_out(talk, engine, wish, kind):
    talk.open("e", 0)
    wish(talk)

    assert [one.ticket for one in engine.heard(kind)] == [1]


def test_what_comes_is_told(qtbot, talk, engine):
    talk.open("e", 0)
    for signal, message in (
        (talk.coming, DocumentComing(ticket=1, title="t", facts=(), marks=(), words="w")),
        (talk.given, DocumentGiven(ticket=1, entry="e", part=0, title="t", facts=(), kind="text")),
        (talk.sheet, SheetGiven(ticket=1, page=0, scale=1.0)),
        (talk.words, SheetWords(ticket=1, texts=())),
        (talk.found, FoundInDocument(ticket=1, sought="x", finds=())),
        (talk.saved, DocumentSaved(ticket=1, ok=True, words="w")),
    ):
        with qtbot.waitSignal(signal) as told:
            engine.say(message)
        assert told.args[0].ticket == 1


def test_what_is_about_another_document_is_dropped(qtbot, talk, engine):
    talk.open("e", 0)
    talk.open("f", 0)
    with qtbot.waitSignal(talk.words), qtbot.assertNotEmitted(talk.sheet):
        engine.say(SheetGiven(ticket=1, page=0, scale=1.0), SheetWords(ticket=2, texts=()))


def test_closing_is_told_once(talk, engine):
    talk.close()
    talk.open("e", 0)
    talk.close()
    talk.close()

    assert len(engine.heard(CloseDocument)) == 1


def test_a_refusal_is_its_own_only_while_it_is_waited_for(qtbot, talk, engine):
    talk.open("e", 0)
    with qtbot.waitSignal(talk.troubled) as told:
        engine.say(Refused(what="This document has left the record", advice="Press F5."))
    assert told.args == ["This document has left the record. Press F5."]
    with qtbot.assertNotEmitted(talk.troubled):
        talk.refused(Refused(what="Something else"))


def test_the_engine_s_end_is_said_in_the_document(qtbot, talk, engine):
    talk._tell_stop("x", False)
    talk.open("e", 0)
    with qtbot.waitSignal(talk.troubled):
        talk._tell_stop("x", False)
