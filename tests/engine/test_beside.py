"""What goes on beside the record: endpoints, tests, grounds for viewing."""

import json
import queue
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest

from viewer.engine import messages as say
from viewer.engine.beside import Beside
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands
from viewer.engine.messages import (
    CancelTest,
    Endpoints,
    RecordPermission,
    RemoveEndpoint,
    SaveEndpoint,
    TestEndpoint,
)
from viewer.engine.setting import Secrets, Setting
from viewer.errors import NotAllowed, UsageError, VaultError
from viewer.source.connection import Nhs
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.source.permission import PermissionKind, Relationship
from viewer.source.secret import Purpose, secret_name
from viewer.store.audit import audit_file
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

SCR = Endpoint(
    id="a" * 32, name="SCR", care_setting="", base_url="http://127.0.0.1:9/x", kind=Kind.SCR,
    sign_in=SignIn.NONE, nhs=Nhs(organisation="A1001", role="555", user_id="42"),
)  # fmt: skip
NUMBER, NOW = "9990000018", datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
GROUNDS = RecordPermission(source=SCR.id, kind=PermissionKind.EMERGENCY, reason=" unconscious ")


@pytest.fixture
def inbox():
    return queue.Queue(maxsize=8)


@pytest.fixture
def beside(tmp_path, monkeypatch, inbox):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    policy = Policy(kinds=frozenset({Kind.SCR}), allow_break_glass=True)
    setting = Setting(file=tmp_path / "e.json", policy=policy, secrets=Secrets(_vault=MemoryVault()))
    setting.own = (SCR,)
    made = Beside(EndpointDesk(setting), Errands(inbox), lambda: None)
    yield made
    made.errands.close(30)


def told(happened):
    return [said for one in happened for said in one.then()]


def test_saving_and_removing_tell_the_list(beside, inbox):
    assert told(beside.take(SaveEndpoint(endpoint=SCR))) == []
    listed, kept = inbox.get(timeout=30).then()
    assert isinstance(listed, Endpoints)
    assert (listed.kinds, kept.ok) == (("scr",), True)
    told(beside.take(RemoveEndpoint(endpoint_id=SCR.id)))
    assert next(iter(inbox.get(timeout=30).then())).endpoints == ()


def test_what_a_sign_in_stores_where_there_is_no_keyring_is_handed_to_the_window(beside, inbox):
    secrets = beside.desk.setting.secrets
    name = secret_name(SCR.id, Purpose.REFRESH)
    secrets.store(SCR.id, "typed: the window holds it already")
    secrets.store(name, "canary")
    secrets.forget(name)

    first, last = (next(iter(inbox.get(timeout=30).then())) for _ in range(2))
    assert (first.name, first.secret, last.name, last.secret) == (name, "canary", name, "")
    assert "canary" not in repr(first)
    assert inbox.empty()


def test_what_a_keyring_keeps_stays_there(beside, inbox):
    class Lasting:
        lasting = True

        def store(self, name, secret):
            pass

        def forget(self, name):
            pass

    secrets, name = beside.desk.setting.secrets, secret_name(SCR.id, Purpose.REFRESH)
    secrets._vault = Lasting()
    secrets.store(name, "canary")
    secrets.forget(name)
    assert inbox.empty()
    secrets.session.store(name, "of the session before")
    secrets.store(name, "canary")

    assert next(iter(inbox.get(timeout=30).then())).secret == ""


def test_a_test_is_told_step_by_step_and_one_runs_at_a_time(beside, inbox):
    assert told(beside.take(TestEndpoint(endpoint=SCR))) == []
    with pytest.raises(UsageError, match="being tested"):
        list(beside.take(TestEndpoint(endpoint=SCR)))
    told(beside.take(CancelTest(endpoint_id=SCR.id)))
    said = []
    while not said or not said[-1].done:
        said += inbox.get(timeout=30).then()

    assert all(isinstance(one, say.Tested) for one in said)


def test_grounds_are_kept_for_this_patient_and_the_source_is_asked_again(beside):
    happened = beside.permit(GROUNDS, NUMBER, NOW)
    kept = beside.desk.setting.session.permissions.of(NUMBER)

    assert (list(happened.then()), happened.ask_again) == ([], SCR.id)
    assert (kept.kind, kept.reason, kept.user, kept.when) == (
        PermissionKind.EMERGENCY,
        "unconscious",
        "42",
        NOW,
    )
    assert kept.relationship is Relationship.SELF_CLAIMED
    assert kept.alerts
    line = json.loads(audit_file().read_text("utf-8").splitlines()[-1])
    assert (line["action"], line["what"], line["sources"]) == ("break-glass", "emergency", [SCR.id])
    assert NUMBER not in str(line)


@pytest.mark.parametrize(
    ("number", "reason", "words"), [("", "r", "No patient with an NHS number"), (NUMBER, "  ", "reason")]
)
def test_without_a_patient_or_a_reason_nothing_is_recorded(beside, number, reason, words):
    with pytest.raises(UsageError, match=words):
        beside.permit(
            RecordPermission(source=SCR.id, kind=PermissionKind.PERMISSION, reason=reason), number, NOW
        )

    assert beside.desk.setting.session.permissions.of(NUMBER) is None


def test_what_the_audit_trail_cannot_hold_is_not_recorded(beside):
    class Locked(MemoryVault):
        def secret(self, endpoint_id):
            raise VaultError("The keyring is locked")

    beside.desk.setting.secrets._vault = Locked()
    with pytest.raises(VaultError):
        beside.permit(GROUNDS, NUMBER, NOW)

    assert beside.desk.setting.session.permissions.of(NUMBER) is None


def test_where_policy_allows_no_emergency_access_nobody_is_opened_without_their_permission(beside):
    assert beside.desk.endpoints().emergency_at == (SCR.id,)
    beside.desk.setting.policy = replace(beside.desk.setting.policy, allow_break_glass=False)

    assert beside.desk.endpoints().emergency_at == ()  # so the window offers what is not refused
    with pytest.raises(NotAllowed, match="not allowed by your organisation's policy"):
        beside.permit(GROUNDS, NUMBER, NOW)
    assert beside.desk.setting.session.permissions.of(NUMBER) is None
    beside.permit(msgspec.structs.replace(GROUNDS, kind=PermissionKind.PERMISSION), NUMBER, NOW)
    assert beside.desk.setting.session.permissions.of(NUMBER) is not None


def test_a_relationship_that_a_live_host_states_is_not_claimed(beside):
    live = replace(SCR, marking=Marking.LIVE)
    beside.desk.setting.policy = replace(beside.desk.setting.policy, allow_live=True)
    beside.desk.setting.own = (live,)
    beside.desk.setting.session.grounds.stated.add(NUMBER)
    beside.permit(GROUNDS, NUMBER, NOW)

    assert beside.desk.setting.session.permissions.of(NUMBER).relationship is Relationship.STATED
