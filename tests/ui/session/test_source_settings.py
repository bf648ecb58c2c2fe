"""What the window asks about sources, and which secrets it keeps for a restarted engine."""

from tests.ui.sample_messages import endpoints
from viewer.engine import messages as say
from viewer.source.secret import Purpose, secret_name
from viewer.source.signed_in import SignedIn

ENDPOINT = endpoints().endpoints[0]
PROXY = secret_name(ENDPOINT.id, Purpose.PROXY)

KEPT = say.EndpointKept(endpoint_id=ENDPOINT.id, ok=True, words="Saved.")


def test_each_wish_is_one_message(session, engine):
    session.start()
    sources = session.sources
    sources.test(ENDPOINT, {Purpose.SIGN_IN: "s"})
    sources.cancel_test(ENDPOINT.id)
    sources.sign_in(ENDPOINT.id)
    sources.cancel_sign_in(ENDPOINT.id)
    sources.choose_role(ENDPOINT.id, "R8000")
    sources.sign_out(ENDPOINT.id)
    sources.remove(ENDPOINT.id)
    sources.stop_keeping(ENDPOINT.id)

    kinds = [type(message) for message in engine.heard()]
    assert kinds == [say.TestEndpoint, say.CancelTest, say.BeginSignIn, say.CancelSignIn, say.ChooseRole,
                     say.SignOut, say.RemoveEndpoint, say.StopKeeping]  # fmt: skip


def test_secrets_that_no_keyring_took_are_handed_to_a_restarted_engine(qtbot, session, engine):
    session.start()
    session.sources.save(ENDPOINT, {Purpose.SIGN_IN: "whisper", Purpose.PROXY: "hush"})
    with qtbot.waitSignal(session.endpoints_changed):
        engine.say(say.Endpoints(endpoints=(ENDPOINT,)))  # of something else: nothing is saved yet
    with qtbot.waitSignal(session.sources.kept):
        engine.say(say.Endpoints(endpoints=(ENDPOINT,), session_only=(ENDPOINT.id, PROXY)))
        engine.say(KEPT)
    engine.handle.crash()
    qtbot.waitUntil(lambda: bool(engine.heard(say.SessionSecrets)))

    assert engine.heard(say.SessionSecrets)[0].secrets == {ENDPOINT.id: "whisper", PROXY: "hush"}
    with qtbot.waitSignal(session.endpoints_changed):
        engine.say(say.Endpoints(endpoints=(ENDPOINT,)))  # its greeting, before it read what it was handed
    assert session.sources._held == {ENDPOINT.id: "whisper", PROXY: "hush"}
    session.sources.save(ENDPOINT, {Purpose.SIGN_IN: ""})
    assert session.sources._held == {PROXY: "hush"}
    session.sources.remove(ENDPOINT.id)
    assert session.sources._held == {}


def test_a_secret_in_the_keyring_is_forgotten_by_the_window(qtbot, session, engine):
    session.start()
    session.sources.save(ENDPOINT, {Purpose.SIGN_IN: "whisper"})
    with qtbot.waitSignal(session.sources.kept):
        engine.say(say.Endpoints(endpoints=(ENDPOINT,), secrets=(ENDPOINT.id,)))
        engine.say(KEPT)
    with qtbot.waitSignal(session.stopped):
        engine.handle.crash()
    qtbot.waitUntil(lambda: len(engine.handles) == 2)

    assert engine.heard(say.SessionSecrets) == []
    assert session.endpoints.secrets == (ENDPOINT.id,)


def test_locking_forgets_what_was_typed(session, engine):
    session.start()
    session.sources.save(ENDPOINT, {Purpose.SIGN_IN: "whisper"})
    session.lock()

    assert (session.sources._typed, session.sources._held) == ({}, {})


def test_a_source_is_known_by_its_id_and_who_is_signed_in_there(qtbot, session, engine):
    assert session.sources.endpoint(ENDPOINT.id) is None
    assert session.sources.signed_in(ENDPOINT.id) is None
    session.start()
    who = SignedIn(user="Dr A Example")
    with qtbot.waitSignal(session.endpoints_changed):
        engine.say(say.Endpoints(endpoints=(ENDPOINT,), signed_in={ENDPOINT.id: who}))

    assert session.sources.endpoint(ENDPOINT.id) == ENDPOINT
    assert session.sources.endpoint("other") is None
    assert session.sources.signed_in(ENDPOINT.id) == who


def test_a_secret_that_was_not_saved_is_not_held(qtbot, session, engine):
    session.start()
    session.sources.save(ENDPOINT, {Purpose.SIGN_IN: "whisper"})
    with qtbot.waitSignal(session.sources.kept):
        engine.say(say.Endpoints(endpoints=(ENDPOINT,), session_only=(ENDPOINT.id,)))
        engine.say(say.EndpointKept(endpoint_id=ENDPOINT.id, ok=False))

    assert (session.sources._typed, session.sources._held) == ({}, {})


def test_what_a_sign_in_got_and_no_keyring_keeps_is_handed_to_a_restarted_engine(qtbot, session, engine):
    session.start()
    name = secret_name(ENDPOINT.id, Purpose.REFRESH)
    engine.say(say.SecretHeld(name=name, secret="first"))
    engine.say(say.SecretHeld(name=name, secret="rotated"))
    engine.say(say.SecretHeld(name="other", secret="gone soon"))
    engine.say(say.SecretHeld(name="other", secret=""))
    with qtbot.waitSignal(session.endpoints_changed):
        engine.say(say.Endpoints(endpoints=(ENDPOINT,)))
    engine.handle.crash()
    qtbot.waitUntil(lambda: bool(engine.heard(say.SessionSecrets)))

    assert engine.heard(say.SessionSecrets)[0].secrets == {name: "rotated"}
