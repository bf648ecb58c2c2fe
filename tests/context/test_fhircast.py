"""A hub is followed, answered in time, and its loss is said (CTX-01..04)."""

import json
import logging
import threading

import pytest

from tests.context.conftest import NUMBER, TOPIC, News, PlainWeb, running
from viewer.context.answers import Answers
from viewer.context.fhircast import HubLine
from viewer.context.news import HostEnded, PatientClosed, PatientShown, Sync
from viewer.context.subscription import Hub, Subscription

IN_STEP = Sync(following=True)


class Following:
    """A line to the test hub, run in a thread."""

    def __init__(self, hub, answers=None, **more):
        self.news = News()
        self.stop = threading.Event()
        about = Hub(name="Ward system", url=hub.url, topic=TOPIC)
        subscription = Subscription(about, PlainWeb(), lambda: {"Authorization": "Bearer canary"})
        self.line = HubLine(subscription, self.news, answers=answers, **more)

    def run(self):
        return running(self.line, self.stop)

    def out_of_step(self):
        news = self.news.next()
        assert isinstance(news, Sync)
        assert not news.following
        assert "Not in step with Ward system since " in news.words
        return news.words


@pytest.fixture
def following(hub):
    return Following(hub)


def test_it_subscribes_signed_in_listens_and_leaves_in_order(hub, following):
    with following.run():
        assert following.news.next() == IN_STEP
        fields, headers = hub.posted.get(timeout=10)
        assert fields["hub.mode"] == "subscribe"
        assert fields["hub.channel.type"] == "websocket"
        assert fields["hub.topic"] == TOPIC
        assert "Patient-open" in fields["hub.events"]
        assert headers["Authorization"] == "Bearer canary"
    fields, _headers = hub.posted.get(timeout=10)
    assert fields["hub.mode"] == "unsubscribe"
    assert fields["hub.channel.endpoint"].startswith("ws://127.0.0.1")
    assert "hub.events" not in fields
    assert hub.closed.get(timeout=10) == 1000
    assert following.news.heard.empty()


@pytest.mark.parametrize(("followed", "status"), [(True, "200"), (False, "409")])
def test_a_patient_waits_for_the_decision_and_a_repetition_gets_the_same_answer(
    hub, following, followed, status
):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event("patient-open")
        assert following.news.next() == PatientShown(event_id="e1", nhs_number=NUMBER)
        assert following.line.answer("e1", followed=followed)
        assert hub.answer() == {"id": "e1", "status": status}
        hub.event("Patient-open")
        assert hub.answer() == {"id": "e1", "status": status}
        assert not following.line.answer("e1", followed=not followed)
    assert following.news.heard.empty()


def test_a_decision_that_comes_too_late_is_refused_and_said(hub):
    following = Following(hub, Answers(decide_s=0.0))
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event("Patient-open")
        assert isinstance(following.news.next(), PatientShown)
        assert hub.answer() == {"id": "e1", "status": "409"}
        assert "could not be found in time" in following.out_of_step()
        assert not following.line.answer("e1", followed=True)


@pytest.mark.parametrize("patients", [(), ("9990000019",), (NUMBER, "9990000026")])
def test_a_patient_who_cannot_be_resolved_is_refused_and_said(hub, following, patients):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event("Patient-open", patients=patients)
        assert hub.answer() == {"id": "e1", "status": "409"}
        assert "no NHS number" in following.out_of_step()


def test_an_older_event_is_received_and_not_acted_on(hub, following):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event("Patient-open")
        assert isinstance(following.news.next(), PatientShown)
        hub.event("Patient-open", event_id="e0", when="2020-11-22T02:59:59.9", patients=("9990000026",))
        assert hub.answer() == {"id": "e0", "status": "202"}
    assert following.news.heard.empty()


def test_the_host_closes_its_patient(hub, following):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event("Patient-close")
        assert following.news.next() == PatientClosed(event_id="e1", nhs_number=NUMBER)


@pytest.mark.parametrize(("name", "logout"), [("userLogout", True), ("UserHibernate", False)])
def test_the_user_leaves_the_host(hub, following, name, logout):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event(name, patients=())
        assert following.news.next() == HostEnded(logout=logout)
        assert hub.answer() == {"id": "e1", "status": "200"}


def test_a_heartbeat_is_answered_and_no_news(hub, following):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event("heartbeat", patients=())
        assert hub.answer() == {"id": "e1", "status": "200"}
    assert following.news.heard.empty()


def test_a_sync_error_is_said(hub, following):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event("SyncError", patients=())
        assert "shows something else" in following.out_of_step()


@pytest.mark.parametrize("message", ["no json", b"\xff", "[]", '{"hub.topic": "topic-1"}', '{"event": {}}'])
def test_what_cannot_be_read_is_said(hub, following, message):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.say(message)
        assert "cannot be read" in following.out_of_step()


def test_an_event_of_another_session_is_refused_and_not_followed(hub, following):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event("Patient-open", topic="another")
        assert hub.answer() == {"id": "e1", "status": "409"}
        assert "cannot be read" in following.out_of_step()


def test_a_hub_that_keeps_silent_about_patients_is_left(hub, following):
    hub.confirm["hub.events"] = "UserLogout"
    with following.run() as thread:
        assert "when its patient changes" in following.out_of_step()
        thread.join(20)


def test_a_lost_connection_is_said(hub, following):
    with following.run() as thread:
        assert following.news.next() == IN_STEP
        hub.line.close()
        assert "connection was lost" in following.out_of_step()
        thread.join(20)


def test_a_denial_is_said(hub, following):
    with following.run() as thread:
        assert following.news.next() == IN_STEP
        hub.say({"hub.mode": "denied", "hub.topic": TOPIC, "hub.events": "", "hub.reason": "x"})
        assert "ended the connection" in following.out_of_step()
        thread.join(20)


def test_a_lease_is_renewed_and_its_end_is_said(hub, following):
    hub.confirm["hub.lease_seconds"] = 1
    with following.run() as thread:
        assert following.news.next() == IN_STEP
        assert "hub.channel.endpoint" not in hub.posted.get(timeout=10)[0]
        renewal, _headers = hub.posted.get(timeout=10)
        assert renewal["hub.mode"] == "subscribe"
        assert renewal["hub.channel.endpoint"].startswith("ws://")
        assert "its time ran out" in following.out_of_step()  # the hub confirmed nothing
        thread.join(20)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (403, None, "did not accept the subscription"),
        (202, {}, "did not accept the subscription"),
        (202, [], "did not accept the subscription"),
        (202, {"hub.channel.endpoint": "ws://hub.example.org/x"}, "without encryption"),
        (202, {"hub.channel.endpoint": "ws://127.0.0.1:1/x"}, "connection was lost"),
        (202, {"hub.channel.endpoint": "wss://[bad"}, "connection was lost"),
        (202, {"hub.channel.endpoint": "ws://[bad"}, "without encryption"),
    ],
)
def test_a_hub_that_cannot_be_followed_is_said(hub, following, status, body, words):
    hub.status, hub.body = status, body
    with following.run() as thread:
        assert words in following.out_of_step()
        thread.join(20)


@pytest.mark.parametrize("name", ["Patient-open", "Patient-close"])
def test_an_event_of_the_future_is_refused_and_does_not_make_the_next_one_old(hub, following, name):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event(name, when="9020-11-22T03:00:00Z")
        assert hub.answer() == {"id": "e1", "status": "409"}
        assert "a time that is still to come" in following.out_of_step()
        hub.event("Patient-open", event_id="e2")
        assert following.news.next() == PatientShown(event_id="e2", nhs_number=NUMBER)


def test_more_time_takes_no_notice_away(hub, following):
    with following.run():
        assert following.news.next() == IN_STEP
        hub.event("SyncError", patients=())
        assert "shows something else" in following.out_of_step()
        hub.answer()
        hub.say(hub.confirm)
        hub.event("heartbeat", event_id="e2", patients=())
        assert hub.answer() == {"id": "e2", "status": "200"}
        assert following.news.heard.empty()


def test_a_line_that_stands_again_does_not_say_that_both_show_the_same(hub, following):
    with following.run() as thread:
        assert following.news.next() == IN_STEP
        hub.line.close()
        assert "connection was lost" in following.out_of_step()
        thread.join(20)
    following.stop.clear()
    hub._line.get(timeout=10)
    with following.run():
        assert "whom it shows is not known" in following.out_of_step()
        hub.event("Patient-open")
        assert following.news.next() == PatientShown(event_id="e1", nhs_number=NUMBER)


def test_a_hub_that_floods_is_left(hub, following, monkeypatch):
    monkeypatch.setattr("viewer.context.fhircast._MOST_MESSAGES", 3)
    with following.run() as thread:
        assert following.news.next() == IN_STEP
        for number in range(3):
            hub.event("heartbeat", event_id=f"e{number}", patients=())
        assert "more than can be followed" in following.out_of_step()
        thread.join(20)


def test_a_hub_that_speaks_at_its_ease_is_followed_on(hub, following, monkeypatch):
    monkeypatch.setattr("viewer.context.fhircast._MOST_MESSAGES", 1)
    monkeypatch.setattr("viewer.context.fhircast._SPAN_S", -1.0)
    with following.run():
        assert following.news.next() == IN_STEP
        for number in range(3):
            hub.event("heartbeat", event_id=f"e{number}", patients=())
            assert hub.answer() == {"id": f"e{number}", "status": "200"}
        assert following.news.heard.empty()


def test_an_address_that_nests_without_end_is_none(hub, following):
    hub.raw = b"[" * 500_000
    with following.run() as thread:
        assert "did not accept the subscription" in following.out_of_step()
        thread.join(20)


def test_the_proxy_that_is_set_is_taken_for_the_line_too(hub):
    # The address is no loopback one, so that a proxy counts; port 1 of this computer answers nobody.
    hub.body = {"hub.channel.endpoint": "wss://hub.invalid/x"}
    following = Following(hub, proxy="http://127.0.0.1:1")
    with following.run() as thread:
        assert "connection was lost" in following.out_of_step()
        thread.join(20)


def test_a_kind_of_proxy_that_cannot_be_used_is_no_crash(hub):
    hub.body = {"hub.channel.endpoint": "wss://hub.invalid/x"}
    following = Following(hub, proxy="socks5://127.0.0.1:1")
    with following.run() as thread:
        assert "connection was lost" in following.out_of_step()
        thread.join(20)


def test_a_hub_that_does_not_answer_is_said(hub, following):
    hub.close()
    with following.run() as thread:
        assert "nothing answered" in following.out_of_step()
        thread.join(20)


def test_nothing_of_a_patient_or_the_topic_is_logged_or_printed(hub, following, caplog):
    caplog.set_level(logging.DEBUG)
    with following.run():
        news = following.news.next()
        hub.event("Patient-open")
        shown = following.news.next()
        following.line.answer("e1", followed=True)
        hub.answer()
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name != "websockets.server")
    assert NUMBER not in ours + repr(news) + repr(shown)
    assert TOPIC not in ours + repr(Hub(name="x", url="https://a.org", topic=TOPIC))
    assert json.dumps(TOPIC)  # the canary is what it is thought to be
