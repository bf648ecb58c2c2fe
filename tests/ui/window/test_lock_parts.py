"""What the lock has the window forget."""


def test_whoever_worked_here_is_forgotten_with_a_fresh_engine(opened, engine):
    parts = opened.locking._parts
    opened.session.sources._held["lock-1"] = opened.session.sources._held["x"] = "secret"
    parts.forget()
    assert opened.session.sources._held
    parts.forget_person()
    assert opened.session.sources._held == {}
    assert len(engine.handles) == 2
    assert "Dr A Example" in parts.who()
    parts.say("The session has ended.")
    assert opened.status.message.text() == "The session has ended."
