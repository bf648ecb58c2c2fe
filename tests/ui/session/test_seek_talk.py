"""One question at a time over real pipes, the newest typed next; late answers are dropped."""

import pytest

from viewer.engine.group_messages import AskGroups, Groups
from viewer.engine.messages import CloseRecord
from viewer.engine.seek_messages import (
    AskChoices,
    AskWhere,
    AskWhyNot,
    Choice,
    Choices,
    Seek,
    Sought,
    SourceSays,
    Where,
    WhyNot,
)
from viewer.timeline.search.picks import NOTHING, Picks


def words(text):
    return Picks(words=text)


@pytest.fixture
def talk(qtbot, session):
    session.start()
    session.open_files(("record.json",))
    return session.seeking


def asked(qtbot, engine, number):
    qtbot.waitUntil(lambda: len(engine.heard(Seek)) == number)
    return [(one.number, one.picks.words) for one in engine.heard(Seek)]


def answer(engine, question, **changes):
    values = {
        "generation": question.generation,
        "number": question.number,
        "picks": question.picks,
        "hits": b"\x80",
        "shown": 1,
    }
    engine.say(Sought(**(values | changes)))


def test_the_newest_typed_is_asked_next_and_what_was_typed_between_never(qtbot, engine, talk):
    for typed in ("p", "pa", "pan"):
        talk.seek(words(typed))
    assert asked(qtbot, engine, 1)[0][1] == "p"

    said = []
    talk.sought.connect(said.append)
    answer(engine, engine.heard(Seek)[0])
    assert [text for _, text in asked(qtbot, engine, 2)] == ["p", "pan"]
    assert said == []  # it was about what is not typed any more
    with qtbot.waitSignal(talk.sought) as heard:
        answer(engine, engine.heard(Seek)[1])
    assert heard.args[0].picks == words("pan")


def test_a_late_answer_is_dropped_and_one_that_is_made_anew_is_shown(qtbot, engine, talk):
    talk.seek(words("old"))
    asked(qtbot, engine, 1)
    old = engine.heard(Seek)[0]
    with qtbot.waitSignal(talk.sought):
        answer(engine, old)
    talk.seek(words("new"))
    asked(qtbot, engine, 2)
    said = []
    talk.sought.connect(said.append)
    answer(engine, old, shown=7)
    with qtbot.waitSignal(talk.sought):
        answer(engine, engine.heard(Seek)[1], shown=2)
    with qtbot.waitSignal(talk.sought):  # rows came since: the same question, another answer
        answer(engine, engine.heard(Seek)[1], shown=3)
    assert [one.shown for one in said] == [2, 3]


def test_the_same_question_is_not_asked_twice_and_nothing_is_told_once(qtbot, engine, talk):
    talk.seek(words("a"))
    asked(qtbot, engine, 1)
    with qtbot.waitSignal(talk.sought):
        answer(engine, engine.heard(Seek)[0])
    talk.seek(words("a"))
    talk.seek(NOTHING)
    talk.seek(NOTHING)
    talk.seek(words("b"))
    assert [text for _, text in asked(qtbot, engine, 3)] == ["a", "", "b"]


def test_another_record_forgets_what_was_sought(qtbot, engine, session, talk):
    talk.seek(words("secret"))
    asked(qtbot, engine, 1)
    said = []
    talk.sought.connect(said.append)
    session.close_record()
    qtbot.waitUntil(lambda: bool(engine.heard(CloseRecord)))
    answer(engine, engine.heard(Seek)[0], generation=session.generation)
    session.open_files(("other.json",))
    talk.seek(words("b"))
    asked(qtbot, engine, 2)
    with qtbot.waitSignal(talk.sought):
        answer(engine, engine.heard(Seek)[1])
    assert [one.picks.words for one in said] == ["b"]
    assert "secret" not in repr(vars(talk))


def test_an_engine_that_ended_is_asked_anew(qtbot, engine, talk, link):
    talk.seek(words("a"))
    asked(qtbot, engine, 1)
    with qtbot.waitSignal(link.restarted):
        engine.handle.crash()
    talk.seek(words("a"))
    qtbot.waitUntil(lambda: len(engine.heard(Seek)) == 2)


def test_a_question_that_is_never_answered_holds_back_none_for_ever(qtbot, engine, talk):
    talk._patience.setInterval(1)
    talk.seek(words("a"))
    talk.seek(words("ab"))
    assert asked(qtbot, engine, 2)[1][1] == "ab"


def test_where_why_not_and_choices_are_passed_on_for_the_question_that_stands(qtbot, engine, session, talk):
    talk.seek(words("a"))
    talk.ask_where(["e1"])
    talk.ask_why_not(words("a"))
    talk.ask_choices()
    qtbot.waitUntil(lambda: bool(engine.heard(AskChoices)))
    number, generation = engine.heard(Seek)[0].number, session.generation
    assert (engine.heard(AskWhere)[0].entries, engine.heard(AskWhere)[0].number) == (("e1",), number)
    assert engine.heard(AskWhyNot)[0].picks == words("a")

    said = {"where": [], "why_not": [], "choices": []}
    for name, heard in said.items():
        getattr(talk, name).connect(heard.append)
    says = SourceSays(source="gp", name="GP", state="failed", words="It failed.")
    for about in (number - 1, number):
        engine.say(
            Where(generation=generation, number=about, found=(("e1", "Note", "about a"),)),
            WhyNot(generation=generation, number=about, says=(says,)),
        )
    with qtbot.waitSignal(talk.choices):
        choice = Choice(kind="sources", value="gp", label="GP", count=3)
        engine.say(Choices(generation=generation, choices=(choice,)))
    assert {name: len(heard) for name, heard in said.items()} == {"where": 1, "why_not": 1, "choices": 1}


def test_groups_of_the_last_question_alone_are_heard(qtbot, engine, talk):
    heard = []
    talk.groups.connect(heard.append)
    talk.ask_groups("encounter")
    talk.ask_groups("problem")
    qtbot.waitUntil(lambda: len(engine.heard(AskGroups)) == 2)
    first, second = engine.heard(AskGroups)
    for asked in (first, second):
        engine.say(Groups(generation=asked.generation, number=asked.number, by=asked.by))
    qtbot.waitUntil(lambda: bool(heard))
    assert [said.by for said in heard] == ["problem"]
    talk.forget()
    engine.say(Groups(generation=second.generation, number=second.number, by="problem"))
    talk.ask_groups("encounter")
    qtbot.waitUntil(lambda: len(engine.heard(AskGroups)) == 3)
    third = engine.heard(AskGroups)[2]
    engine.say(Groups(generation=third.generation, number=third.number, by="encounter"))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert [said.by for said in heard] == ["problem", "encounter"]
