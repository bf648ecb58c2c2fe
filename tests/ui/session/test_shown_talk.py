"""The engine knows which page is on screen, also one that was started again."""

from viewer.engine.shown_messages import AskShown, ShownMoments, Turned
from viewer.ui.session.shown_talk import ShownTalk


def test_a_page_that_is_turned_to_is_told_and_told_again_to_a_new_engine(opened, engine):
    talk = opened.session.shown
    talk.turn("results")
    talk.turn_again()

    assert [one.page for one in engine.heard(Turned)][-2:] == ["results", "results"]


def test_before_any_page_was_turned_to_nothing_is_told_again(opened, engine):
    before = len(engine.heard(Turned))
    ShownTalk(opened.session._link, opened).turn_again()

    assert len(engine.heard(Turned)) == before


def test_what_is_asked_is_answered(qtbot, opened, engine):
    talk = opened.session.shown
    with qtbot.waitSignal(talk.told) as told:
        talk.ask()
        qtbot.waitUntil(lambda: bool(engine.heard(AskShown)))
        engine.say(ShownMoments(generation=opened.session.generation, moments=(), limits="L"))

    assert told.args[0].limits == "L"
