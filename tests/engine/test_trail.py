"""The trail of a process: anchored where policy says, sent where the source takes it; failures are said once."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.fhir.balp import BALP, problems
from viewer.engine import setting as module
from viewer.engine.setting import Setting
from viewer.engine.trail import OWN_KEY
from viewer.errors import StoreError
from viewer.fetch.source import origin_of_endpoint
from viewer.source.endpoint import Endpoint, Kind, Marking
from viewer.source.origin import Origin, SourceKind
from viewer.store.audit import Action, audit_file, demo_audit_file
from viewer.store.audit_anchor import anchors_in
from viewer.store.audit_verify import verify
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

NUMBER = "9990000018"
ELSEWHERE = Origin(id="x", name="x", kind=SourceKind.ENDPOINT, base="https://x.example/fhir")
DEMO = Origin(id="d", name="d", kind=SourceKind.ENDPOINT, base="http://l", marking=Marking.DEMO)


class Keyring(MemoryVault):
    """What a keyring keeps beyond the session."""

    lasting = True


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(module, "vault", Keyring)
    monkeypatch.setattr("viewer.store.audit_system_log.SOCKETS", ())
    return tmp_path


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_args):
        pass

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/fhir+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        resource = {"type": "AuditEvent", "interaction": [{"code": "create"}]}
        rest = [{"mode": "server", "resource": [resource]}]
        self.answer(200, json.dumps({"resourceType": "CapabilityStatement", "rest": rest}).encode())

    def do_POST(self):
        self.server.came.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.answer(self.server.status, b"")


@pytest.fixture
def repository():
    """A server that takes AuditEvents."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.came, server.status, server.daemon_threads = [], 201, True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def lines():
    return [json.loads(line) for line in audit_file().read_text("utf-8").splitlines()]


def setting_of(home, **policy):
    return Setting(file=home / "endpoints.json", policy=Policy(**policy))


def endpoint_at(server, **more):
    base = f"http://127.0.0.1:{server.server_port}/fhir"
    return Endpoint(id="e" * 32, name="GP", care_setting="", base_url=base, **more)


def test_the_first_line_and_the_last_are_anchored_in_the_file_that_policy_names(home):
    file = home / "anchors"
    file.touch()
    setting = setting_of(home, audit_anchor="none", audit_anchor_file=str(file))
    setting.audit(Action.SEARCH, [ELSEWHERE], patient=NUMBER)
    setting.audit(Action.OPEN, [ELSEWHERE], patient=NUMBER)
    setting.trail.close()

    found = anchors_in(file.read_text())
    assert [one.lines for one in found] == [1, 2]
    assert verify(audit_file(), None, found).findings == []
    assert setting.notices == []
    assert NUMBER not in file.read_text()


def test_an_anchor_that_fails_is_said_once_and_nothing_is_stopped(home):
    setting = setting_of(home, audit_anchor="none", audit_anchor_file=str(home / "gone" / "anchors"))
    for _ in range(2):
        setting.audit(Action.OPEN, [ELSEWHERE], patient=NUMBER)

    (notice,) = setting.notices
    assert "could not be made known outside of this computer" in notice
    assert [one["action"] for one in lines()] == ["open", "anchor-failed", "open"]


def test_without_a_keyring_it_is_said_once_that_the_hashes_of_this_session_are_its_own(home, monkeypatch):
    monkeypatch.setattr(module, "vault", MemoryVault)
    setting = setting_of(home, audit_anchor="none")
    setting.audit(Action.OPEN, [DEMO], patient=NUMBER)
    assert setting.notices == []

    for _ in range(2):
        setting.audit(Action.OPEN, [ELSEWHERE], patient=NUMBER)
    assert setting.notices == [OWN_KEY]
    assert "a key of its own, so its patients cannot be compared with other sessions" in OWN_KEY


def test_the_demo_anchors_nothing_and_opens_no_keyring(home):
    (home / "anchors").touch()
    setting = setting_of(home, audit_anchor="none", audit_anchor_file=str(home / "anchors"))
    setting.audit(Action.OPEN, [DEMO], patient=NUMBER)

    assert (home / "anchors").read_text() == ""
    assert setting.secrets._vault is None


def test_every_later_line_of_a_process_that_read_live_data_is_sealed_by_the_accounts_key(home):
    setting = setting_of(home)
    setting.audit(Action.LOCK, [])
    setting.audit(Action.OPEN, [ELSEWHERE], patient=NUMBER)
    setting.audit(Action.SESSION_END, [])

    assert [one["action"] for one in lines()] == ["open", "session-end"]
    assert len({one["trail"] for one in lines()}) == 1
    assert '"lock"' in demo_audit_file().read_text("utf-8")


@pytest.fixture
def guarded(home):
    """A fresh engine, as after each lock, where a source of test data is set up."""

    def fresh(**more):
        setting = setting_of(home, audit_anchor="none", audit_anchor_file=str(home / "anchors"))
        setting.own = (
            Endpoint(
                id="e" * 32,
                name="GP",
                care_setting="",
                base_url="https://gp.example/fhir",
                marking=Marking.SANDBOX,
            ),
        )
        for name, value in more.items():
            setattr(setting, name, value)
        return setting

    return fresh


def test_what_is_done_on_no_source_is_sealed_by_the_account_and_anchored_where_one_is_set_up(home, guarded):
    """A wrong PIN, a lock, an unlock, the end of a session; the engine is a fresh one after each lock."""
    (home / "anchors").touch()
    setting = guarded()
    for action in (Action.DENIED, Action.UNLOCK, Action.LOCK, Action.SESSION_END):
        setting.audit(action, [], what="wrong PIN" if action is Action.DENIED else "")
    key = setting.secrets.secret("audit")

    anchors = anchors_in((home / "anchors").read_text())
    assert [one.lines for one in anchors] == [1, 4]
    report = verify(audit_file(), bytes.fromhex(key), anchors)
    assert (report.last, report.sealed, report.anchors, report.findings) == (4, 4, 2, [])
    assert not demo_audit_file().exists()


def test_what_is_done_on_no_source_and_cannot_be_noted_is_refused_where_one_is_set_up(guarded):
    audit_file().mkdir(parents=True)
    setting = guarded()

    with pytest.raises(StoreError, match="cannot be written"):
        setting.audit(Action.UNLOCK, [])
    assert setting.notices == []


def test_while_the_demo_is_in_use_no_keyring_is_opened_whatever_is_set_up(home, guarded):
    demo = Endpoint(id="d" * 32, name="D", care_setting="", base_url="http://l", marking=Marking.DEMO)
    setting = guarded(demo=(demo,))
    setting.audit(Action.LOCK, [])

    assert setting.secrets._vault is None
    assert not audit_file().exists()
    assert demo_audit_file().exists()


def test_a_search_and_an_opening_have_ids_that_their_requests_carry(home):
    setting = setting_of(home)
    for action in (Action.LOCK, Action.SEARCH, Action.OPEN, Action.PRINT):
        setting.audit(action, [ELSEWHERE], patient=NUMBER)

    before, search, opened, printed = [one["request"] for one in lines()]
    assert before == ""
    assert search != opened == printed == setting.session.act.id


def test_acts_are_sent_to_the_source_that_takes_them_with_its_own_reference(home, repository):
    setting = setting_of(home, send_audit=True)
    setting.own = (endpoint_at(repository),)
    origin = origin_of_endpoint(setting.own[0])
    setting.session.act.opened(NUMBER, {origin.id: "Patient/1"})
    setting.audit(Action.OPEN, [origin, ELSEWHERE], patient=NUMBER, what="record")
    setting.audit(Action.LOCK, [])
    setting.trail.close()

    ((path, body),) = repository.came
    event = json.loads(body)
    assert path == "/fhir/AuditEvent"
    assert problems(event) == []
    assert event["meta"]["profile"] == [f"{BALP}PatientRead"]
    assert event["entity"][0]["what"]["reference"] == "Patient/1"
    assert NUMBER not in body.decode()
    assert lines()[0]["patient"] not in body.decode()
    assert setting.notices == []


def test_what_could_not_be_sent_is_said_once_and_is_in_the_trail(home, repository):
    repository.status = 403
    setting = setting_of(home, send_audit=True)
    setting.own = (endpoint_at(repository),)
    for _ in range(3):
        setting.audit(Action.OPEN, [origin_of_endpoint(setting.own[0])], patient=NUMBER)
    setting.trail.close()

    (notice,) = setting.notices
    assert notice.startswith("Audit events cannot be sent to their source: GP: ")
    acts = [one["action"] for one in lines()]
    assert (acts.count("open"), acts.count("send-failed")) == (3, 1)
    assert verify(audit_file()).findings == []


def test_a_failure_that_cannot_even_be_noted_is_said(home, repository):
    repository.status = 403
    setting = setting_of(home, send_audit=True)
    setting.own = (endpoint_at(repository),)
    told = setting.trail._failure_of(audit_file(), b"k", "e" * 32)
    audit_file().mkdir(parents=True)

    told("GP: no")

    assert len(setting.notices) == 2
    assert "cannot be written" in setting.notices[1]


@pytest.mark.parametrize("more", [{"kind": Kind.PDS}, {"marking": Marking.DEMO}])
def test_national_services_and_the_demo_are_sent_none(home, repository, more):
    setting = setting_of(home, send_audit=True, kinds=frozenset({Kind.PDS}))
    setting.own = (endpoint_at(repository, **more),)
    setting.audit(Action.OPEN, [origin_of_endpoint(setting.own[0])], patient=NUMBER)
    setting.trail.close()

    assert repository.came == []


def test_without_policy_nothing_is_sent(home, repository):
    setting = setting_of(home)
    setting.own = (endpoint_at(repository),)
    setting.audit(Action.OPEN, [origin_of_endpoint(setting.own[0])], patient=NUMBER)
    setting.trail.close()

    assert repository.came == []
