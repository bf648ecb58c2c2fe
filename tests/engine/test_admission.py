"""A record opens when who asks is checked and noted; each source's own reference is known from then on."""

from dataclasses import replace
from threading import Thread
from types import SimpleNamespace

import pytest

from tests.account import works_as
from tests.engine.live import HOLROYD, LiveTalk, lines, live
from tests.merge.builders import patient
from viewer.engine.admission import own_patients
from viewer.engine.messages import Glance, LinkPatient, Refused, UnlinkSource
from viewer.merge.person import Link
from viewer.store.audit import audit_file
from viewer.store.pins import Pins


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    works_as(monkeypatch, "a.okafor")


@pytest.fixture
def talk(demo, tmp_path):
    made = LiveTalk(tmp_path, live(demo, "gp"), personal_accounts=True)
    yield made
    made.conversation.beside.errands.close(20)
    made.end()


def test_an_opened_record_is_noted_and_its_source_is_told_of_its_own_patient_alone(talk, demo):
    talk.open_found(talk.find())
    talk.until(lambda one: isinstance(one, Glance))

    (line,) = lines("open")
    act = talk.conversation.desk.setting.session.act
    assert line["request"] == act.id != ""
    assert act.reference(HOLROYD, demo.ids["gp"]).startswith("Patient/")
    assert act.reference("9990000018", demo.ids["gp"]) == ""


def test_a_source_that_is_linked_later_is_told_of_its_own_patient_and_none_once_it_is_undone(demo, tmp_path):
    talk = LiveTalk(tmp_path, live(demo, "gp"), live(demo, "acute"), personal_accounts=True)
    found, acute, gp = talk.find(), demo.ids["acute"], demo.ids["gp"]
    (own,) = {row.reference for row in found.candidates if row.group == 0 and row.source == acute}
    talk.open_found(found)
    act = talk.setting.session.act
    talk.send(UnlinkSource(generation=2, source=acute))
    assert act.reference(HOLROYD, acute) == ""

    talk.send(LinkPatient(generation=2, source=acute, reference=own))
    assert act.reference(HOLROYD, acute) == own
    assert act.reference(HOLROYD, gp).startswith("Patient/")
    talk.conversation.beside.errands.close(20)
    talk.end()


def test_what_fails_outside_while_a_record_is_open_is_said_in_that_record_and_once(talk):
    talk.open_found(talk.find())
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    failed = talk.setting.trail._failure_of(audit_file(), b"k", "gp")
    for _ in range(2):  # a sender tells from its own thread, whatever the engine does meanwhile
        Thread(target=failed, args=("GP: status 500",)).start()

    said = talk.until(lambda one: isinstance(one, Glance) and any("status 500" in n for n in one.notices))
    talk.conversation._dirty = True
    talk.tell()
    last = [one for one in talk.said if isinstance(one, Glance)][-1]
    for glance in (said, last):
        assert len([one for one in glance.notices if "Audit events cannot be sent" in one]) == 1


def test_a_source_with_two_patients_of_the_person_is_told_of_none():
    def part(source, *ids):
        links = tuple(Link(patient=patient(source, id=one), linked_by="nhs-number") for one in ids)
        return SimpleNamespace(origin=SimpleNamespace(id=source), links=links)

    assert own_patients([part("gp", "1"), part("trust", "1", "2"), part("lab")]) == {"gp": "Patient/1"}


def test_where_policy_asks_for_a_pin_the_engine_opens_no_live_record_without_one(talk):
    setting = talk.setting
    setting.policy = replace(setting.policy, pin_only=True)
    found = talk.find()

    talk.open_found(found)

    assert "asks for a PIN" in talk.until(lambda one: isinstance(one, Refused)).what
    assert talk.conversation.record is None
    assert [line["what"] for line in lines("refusal")] == ["no PIN"]
    Pins(setting.secrets, "a.okafor", memory_kib=64).set("4071-ward")
    talk.open_found(found, generation=3)
    assert talk.until(lambda one: isinstance(one, Glance))
