"""What the window says about its lock, and that it keeps no PIN."""

from viewer.engine.pin_messages import AskLock, CheckPin, EndSession, LockTerms, SetPin


def test_each_question_goes_to_the_engine(qtbot, session, engine):
    session.start()
    session.pins.ask()
    session.pins.set("4071-ward", "")
    session.pins.check("4071-ward")
    session.pins.end("over")
    assert engine.heard() == [
        AskLock(), SetPin(pin="4071-ward", old=""), CheckPin(pin="4071-ward"), EndSession(why="over"),
    ]  # fmt: skip
    assert "4071-ward" not in repr(vars(session.pins))


def test_where_there_was_a_pin_the_keyring_is_looked_at_again(qtbot, session, engine):
    session.start()
    with qtbot.waitSignal(session.pins.terms_changed):
        engine.say(LockTerms(pin="set"))
    session.pins.ask()
    assert engine.heard(AskLock)[-1].look
    session.pins.forget()
    assert session.pins.terms is None


def test_while_locked_the_pin_that_was_heard_before_is_the_one_that_opens(qtbot, session, engine):
    def hear(**terms):
        with qtbot.waitSignal(pins.terms_changed):
            engine.say(LockTerms(**terms))

    session.start()
    pins = session.pins
    hear(pin="set", mark="one")
    pins.hold(locked=True)
    hear(pin="set", mark="two")
    assert pins.changed_elsewhere
    pins.check("4071-ward")
    assert engine.heard(CheckPin)[-1].mark == "one"

    pins.hold(locked=False)
    hear(pin="unknown")
    assert not pins.changed_elsewhere
    hear(pin="set", mark="two")
    pins.check("4071-ward")
    assert engine.heard(CheckPin)[-1].mark == "two"
