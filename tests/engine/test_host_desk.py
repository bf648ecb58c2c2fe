"""Hubs are followed with the sign-in that names them, signed in only at their own server, and left in order."""

import json
import queue
import threading
from dataclasses import replace

import pytest

from tests.context.conftest import NUMBER, TOPIC, TestHub
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened
from viewer.engine.host_desk import HostDesk, _proxy_of
from viewer.engine.messages import HostLeft, HostPatient, HostSync
from viewer.engine.setting import Secrets, Setting
from viewer.fetch.options_for import options_for
from viewer.source.connection import OAuth, Transport
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.protocols import PatientQuery
from viewer.source.secret import Purpose, secret_name
from viewer.source.signed_in import SignedIn
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault


@pytest.fixture
def hub():
    made = TestHub()
    yield made
    made.close()


class Engine:
    """The part of an engine that runs errands: what they tell is read like the conversation reads it."""

    def __init__(self, folder):
        self.inbox = queue.Queue()
        secrets = Secrets(_vault=MemoryVault())
        self.desk = EndpointDesk(Setting(file=folder / "e.json", policy=Policy(), secrets=secrets))
        self.errands = Errands(self.inbox)
        self.hosts = HostDesk(self.desk, self.errands)

    def said(self):
        happened = self.inbox.get(timeout=10)
        assert isinstance(happened, Happened)
        return list(happened.then())


@pytest.fixture
def engine(tmp_path):
    made = Engine(tmp_path)
    yield made
    made.errands.close(20)


def endpoint(base_url, **more):
    settings = {
        "id": "a" * 32, "name": "Ward system", "care_setting": "", "base_url": base_url,
        "sign_in": SignIn.BEARER, "oauth": OAuth(follow_host=True),
    }  # fmt: skip
    return Endpoint(**settings | more)


def signed_in(hub):
    return SignedIn(hub_url=hub.url, hub_topic=TOPIC)


@pytest.fixture
def host(engine, hub):
    one = endpoint(hub.url.removesuffix("/hub") + "/r4")
    engine.desk.setting.secrets.vault.store(one.id, "canary")
    return one


def test_a_hub_is_followed_answered_and_left(engine, hub, host):
    engine.hosts.follow(host, signed_in(hub))
    assert engine.said() == [HostSync(host="Ward system", following=True)]
    _, headers = hub.posted.get(timeout=10)
    assert headers["Authorization"] == "Bearer canary"
    hub.event("Patient-open")
    known = f"{host.id}|e1"
    assert engine.said() == [HostPatient(host="Ward system", event_id=known, nhs_number=NUMBER)]
    for unknown in ("", "e1", f"{host.id}|e2", f"{'b' * 32}|e1"):
        engine.hosts.answer(unknown, followed=False)
    engine.hosts.answer(known, followed=True)
    assert hub.answer() == {"id": "e1", "status": "200"}
    hub.event("Patient-close", event_id="e2")
    assert engine.said()[0].closed
    hub.event("UserLogout", event_id="e3", patients=())
    assert engine.said() == [HostLeft(host="Ward system", logout=True)]
    engine.hosts.leave(host.id)
    assert hub.closed.get(timeout=10) == 1000


def test_at_another_server_the_hub_gets_no_token(engine, hub, host):
    engine.hosts.follow(replace(host, base_url="https://fhir.example.org/r4"), signed_in(hub))
    assert engine.said()[0].following
    _, headers = hub.posted.get(timeout=10)
    assert "Authorization" not in headers


def test_without_a_sign_in_the_hub_is_asked_without_one(engine, hub, host):
    engine.desk.setting.secrets.forget(host.id)
    engine.hosts.follow(host, signed_in(hub))
    assert engine.said()[0].following
    assert "Authorization" not in hub.posted.get(timeout=10)[1]


def test_nothing_is_followed_that_was_not_asked_for_or_not_named(engine, hub, host):
    engine.hosts.follow(replace(host, oauth=OAuth()), signed_in(hub))
    engine.hosts.follow(host, SignedIn())
    engine.errands.close(5)
    assert hub.posted.empty()
    assert engine.inbox.empty()


def test_a_lost_line_is_said_and_taken_up_again(engine, hub, host, monkeypatch):
    monkeypatch.setattr("viewer.engine.host_desk._AGAIN_S", (0.01,))
    engine.hosts.follow(host, signed_in(hub))
    assert engine.said()[0].following
    hub.line.close()
    hub._line.get(timeout=10)
    assert "connection was lost" in engine.said()[0].words
    again = engine.said()[0]
    assert not again.following
    assert "stands again" in again.words


def test_certificates_that_cannot_be_used_are_said_and_nothing_is_sent(engine, hub, host, tmp_path):
    one = replace(host, transport=Transport(ca_file=str(tmp_path / "none.pem")))
    engine.hosts.follow(one, signed_in(hub))
    assert "is not followed" in engine.said()[0].words
    assert hub.posted.empty()


def test_a_launch_says_for_whom_by_nhs_number(engine, demo):
    gp = next(one for one in demo.endpoints if "Northmoor" in one.name)
    engine.desk.setting.secrets.vault.store(gp.id, demo.secrets.get(gp.id, ""))
    (said,) = engine.hosts.launched(gp, SignedIn(), threading.Event())
    assert "without naming a patient" in said.words
    (said,) = engine.hosts.launched(gp, SignedIn(patient="Patient/none"), threading.Event())
    assert "no valid NHS number" in said.words
    found = engine.desk.source(gp).find(query(nhs_number="9990018421"), threading.Event())
    reference = next(reference_in(event) for event in found if hasattr(event, "body"))
    assert engine.hosts.launched(gp, SignedIn(patient=reference), threading.Event()) == (
        HostPatient(host=gp.name, event_id="", nhs_number="9990018421"),
    )


def query(**who):
    return PatientQuery(**who)


def reference_in(answer):
    entries = json.loads(answer.body)["entry"]
    return f"Patient/{entries[0]['resource']['id']}"


@pytest.mark.parametrize(
    ("transport", "proxy"),
    [
        (Transport(), True),
        (Transport(proxy="direct"), None),
        (Transport(proxy="http://proxy.example:3128"), "http://proxy.example:3128"),
        (
            Transport(proxy="http://proxy.example:3128", proxy_user="me@x"),
            "http://me%40x:p%3A%2Fw@proxy.example:3128",
        ),
    ],
)
def test_the_line_takes_the_way_that_is_set_for_its_source(engine, host, transport, proxy):
    engine.desk.setting.secrets.vault.store(secret_name(host.id, Purpose.PROXY), "p:/w")
    options = options_for(replace(host, transport=transport), engine.desk.setting.secrets)

    assert _proxy_of(options.proxy) == proxy


@pytest.mark.parametrize(("marking", "stated"), [(Marking.LIVE, {NUMBER}), (Marking.SANDBOX, set())])
def test_a_live_host_that_shows_a_patient_states_the_relationship_until_it_closes_them(
    engine, marking, stated
):
    host = replace(endpoint("https://x"), marking=marking)
    shown = HostPatient(host="Ward system", event_id="1", nhs_number=NUMBER)
    grounds = engine.desk.setting.session.grounds
    engine.hosts.state(host, [shown, HostSync(host="Ward system", following=True, words="")])
    assert grounds.stated == stated

    engine.hosts.state(host, [HostPatient(host="Ward system", event_id="2", nhs_number=NUMBER, closed=True)])
    assert grounds.stated == set()
