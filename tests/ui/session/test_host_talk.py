from viewer.engine.messages import AnswerHost, HostLeft, HostPatient, HostSync


def test_what_the_engine_says_of_the_host_arrives_and_is_answered(qtbot, session, engine):
    session.start()
    said = [
        (session.hosts.patient_shown, HostPatient(host="Ward", event_id="e1", nhs_number="9990000018")),
        (session.hosts.sync_changed, HostSync(host="Ward", following=False, words="x")),
        (session.hosts.left, HostLeft(host="Ward", logout=False)),
    ]
    for signal, message in said:
        with qtbot.waitSignal(signal) as heard:
            engine.say(message)
        assert heard.args[0].host == "Ward"
    session.hosts.answer("e1", True)
    session.hosts.answer("", True)
    assert [(one.event_id, one.followed) for one in engine.heard(AnswerHost)] == [("e1", True)]
