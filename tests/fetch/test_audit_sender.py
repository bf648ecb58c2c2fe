"""AuditEvents go to the source that says it takes them, beside the reading; what fails is said once."""

import json
import threading

import pytest

from viewer.auth.authorise import Anonymous
from viewer.errors import SignInNeeded
from viewer.fetch import audit_sender
from viewer.fetch.audit_sender import sender_for

EVENT = json.dumps({"resourceType": "AuditEvent"}).encode()
TAKES = {
    "resourceType": "CapabilityStatement",
    "fhirVersion": "4.0.1",
    "rest": [{"mode": "server", "resource": [{"type": "AuditEvent", "interaction": [{"code": "create"}]}]}],
}


class Signed(Anonymous):
    def headers(self, endpoint):
        return {"Authorization": "Bearer canary"}


@pytest.fixture
def said():
    return []


@pytest.fixture
def sender(fetching, site, said):
    made = sender_for(fetching.endpoint(site.base), Signed(), fetching.QUICK, said.append)
    yield made
    made.close(30)


def test_an_event_is_created_with_the_sources_own_sign_in(fetching, site, sender, said):
    site.on("metadata", fetching.Said(body=TAKES))
    site.on("AuditEvent", fetching.Said(status=201))

    sender.send(EVENT)
    sender.send(EVENT)
    sender.close(30)

    assert [(one.method, one.body) for one in site.asked("AuditEvent")] == [("POST", EVENT), ("POST", EVENT)]
    assert site.asked("AuditEvent")[0].headers["Authorization"] == "Bearer canary"
    assert site.asked("AuditEvent")[0].headers["Content-Type"] == "application/fhir+json"
    assert len(site.asked("metadata")) == 1
    assert said == []


def test_a_source_that_does_not_say_that_it_takes_them_gets_none(site, sender, said):
    sender.send(EVENT)
    sender.close(30)

    assert (len(site.asked("metadata")), site.asked("AuditEvent"), said) == (1, [], [])


def test_a_busy_source_is_asked_again(fetching, site, sender, said):
    site.on("metadata", fetching.Said(body=TAKES))
    busy = fetching.Said(status=503, headers={"Retry-After": "0"})
    site.on("AuditEvent", busy, fetching.Said(status=201))

    sender.send(EVENT)
    sender.close(30)

    assert len(site.asked("AuditEvent")) == 2
    assert said == []


def test_a_refusal_is_said_once_until_it_works_again(fetching, site, sender, said):
    site.on("metadata", fetching.Said(body=TAKES))
    no = fetching.Said(status=403)
    site.on("AuditEvent", no, no, fetching.Said(status=201), no)

    for _ in range(4):
        sender.send(EVENT)
    sender.close(30)

    (first, second) = said
    assert first == second
    assert "refused an audit event (status 403)" in first
    assert "canary" not in first


def test_a_source_that_is_not_there_is_said(fetching, said):
    sender = sender_for(
        fetching.endpoint("http://127.0.0.1:9/fhir"), Anonymous(), fetching.QUICK, said.append
    )
    sender.send(EVENT)
    sender.send(EVENT)
    sender.close(30)

    assert len(said) == 1
    assert "could not be asked whether it takes audit events" in said[0]


def test_a_statement_that_is_none_is_said(fetching, site, sender, said):
    site.on("metadata", fetching.Said(body={"resourceType": "Patient"}))

    sender.send(EVENT)
    sender.close(30)

    assert "could not be asked whether it takes audit events" in said[0]


def test_a_connection_that_ends_in_the_middle_is_said(fetching, site, sender, said):
    site.on("metadata", fetching.Said(body=TAKES))
    site.on("AuditEvent", fetching.Said(act=fetching.cut_connection))

    sender.send(EVENT)
    sender.close(30)

    assert len(said) == 1


def test_an_address_that_is_none_is_said(fetching, said):
    sender = sender_for(
        fetching.endpoint("http://elsewhere.example/fhir"), Anonymous(), fetching.QUICK, said.append
    )
    sender.send(EVENT)
    sender.close(30)

    assert len(said) == 1


def test_a_missing_sign_in_is_said(fetching, site, said):
    class Nobody(Anonymous):
        def headers(self, endpoint):
            raise SignInNeeded(endpoint.name, "you are not signed in")

    sender = sender_for(fetching.endpoint(site.base), Nobody(), fetching.QUICK, said.append)
    sender.send(EVENT)
    sender.close(30)

    assert "you are not signed in" in said[0]


def test_what_waits_is_bounded_and_a_silent_source_keeps_nobody(fetching, site, monkeypatch, said):
    monkeypatch.setattr(audit_sender, "MOST_WAITING", 1)
    reached = threading.Event()

    def silent(handler):
        reached.set()
        site.hang(handler)

    site.on("metadata", fetching.Said(act=silent))
    sender = sender_for(fetching.endpoint(site.base), Anonymous(), fetching.QUICK, said.append)
    sender.send(EVENT)
    assert reached.wait(30)
    sender.send(EVENT)
    sender.send(EVENT)
    sender.close(0.01)

    assert [one.split(": ")[1] for one in said] == ["too many audit events wait to be sent"]
    site.released.set()


def test_a_sender_that_sent_nothing_has_nothing_to_end(sender):
    sender.close(0)
