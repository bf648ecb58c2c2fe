"""Exports come in pieces, one at a time; what belongs to another is dropped."""

import pytest

from viewer.engine.export_messages import AskExport, CancelExport, Exported, ExportRefused
from viewer.record.paper import Part
from viewer.ui.session.exports import ExportTalk


class Link:
    """Keeps what is sent."""

    generation = 4

    def __init__(self):
        self.sent = []

    def send(self, message):
        self.sent.append(message)


@pytest.fixture
def talk(qapp):
    made = ExportTalk(Link())
    made.heard = []
    made.whole.connect(lambda text, words: made.heard.append((text, words)))
    made.refused.connect(made.heard.append)
    return made


def say(talk, message):
    talk.hearers()[type(message)](message)


def piece(text, *, ticket=1, last=False, words=""):
    return Exported(ticket=ticket, form="csv", text=text, last=last, words=words)


def test_pieces_become_one_text_with_what_is_to_be_known(talk):
    part = Part(title="Results", entries=("a",))
    talk.ask("csv", part)

    say(talk, piece("a"))
    say(talk, piece("b", last=True, words="w"))

    assert talk._link.sent == [AskExport(ticket=1, form="csv", part=part, generation=4)]
    assert talk.heard == [("ab", "w")]


def test_what_belongs_to_another_or_comes_after_the_end_is_dropped(talk):
    talk.ask("csv", None)
    talk.ask("csv", None)
    say(talk, piece("old", ticket=1, last=True))
    say(talk, ExportRefused(ticket=1, what="old"))
    say(talk, piece("new", ticket=2, last=True))
    say(talk, piece("late", ticket=2, last=True))

    assert talk.heard == [("new", "")]


def test_a_refusal_is_said_with_its_advice_and_ends_it(talk):
    talk.ask("print", None)
    say(talk, ExportRefused(ticket=1, what="Not allowed", advice="Ask."))
    say(talk, piece("late", last=True))

    assert talk.heard == ["Not allowed. Ask."]


def test_cancelled_it_is_taken_back_once(talk):
    talk.cancel()
    talk.ask("csv", None)
    talk.cancel()
    talk.cancel()
    say(talk, piece("late", last=True))

    assert talk._link.sent[1:] == [CancelExport(ticket=1, generation=4)]
    assert talk.heard == []
