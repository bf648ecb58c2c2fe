from viewer.engine.frames import from_engine, from_window, pack
from viewer.engine.messages import AnswerHost, HostLeft, HostPatient, HostSync


def test_messages_about_the_host_cross_the_pipe():
    for said in (
        HostPatient(host="Ward", event_id="e1", nhs_number="9990000018", closed=True),
        HostSync(host="Ward", following=False, words="x"),
        HostLeft(host="Ward", logout=True),
    ):
        assert from_engine(pack(said)[4:]) == said
    answer = AnswerHost(event_id="e1", followed=True)
    assert from_window(pack(answer)[4:]) == answer
