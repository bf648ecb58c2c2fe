"""Signing in through the engine, against a sign-in service on loopback; the conversation never waits."""

import json
import queue
from dataclasses import replace

import pytest

from tests.auth.at_hand import Keys, browse
from tests.engine.window import engine
from viewer.demo.authority.misdeeds import Misdeed
from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority
from viewer.engine.beside import Beside
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands
from viewer.engine.messages import (
    BeginSignIn,
    CancelSignIn,
    ChooseRole,
    EndpointKept,
    Endpoints,
    Find,
    Found,
    KeyringAsked,
    Quit,
    RemoveEndpoint,
    SaveEndpoint,
    SignInEnded,
    SignInPage,
    SignOut,
)
from viewer.engine.setting import Secrets, Setting
from viewer.engine.sign_in_desk import STOPPED
from viewer.errors import StoreError, UsageError
from viewer.source.connection import OAuth
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.permission import Permission, PermissionKind, Relationship
from viewer.source.protocols import PatientQuery
from viewer.store.audit import audit_file
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

ID = "a" * 32


@pytest.fixture
def authority():
    with Authority(Client("viewer")) as running:
        yield running


@pytest.fixture
def smart(authority):
    return Endpoint(
        id=ID, name="Acute", care_setting="", base_url=authority.fhir, sign_in=SignIn.SMART,
        oauth=OAuth(client_id="viewer"),
    )  # fmt: skip


class Talking:
    """The desk with its errands, and what came of them."""

    def __init__(self, folder, *own):
        self.inbox = queue.Queue(maxsize=8)
        setting = Setting(file=folder / "e.json", policy=Policy(), secrets=Secrets(_vault=MemoryVault()))
        setting.own = own
        self.desk = EndpointDesk(setting)
        self.beside = Beside(self.desk, Errands(self.inbox), lambda: None)
        self.ask_again = []

    def send(self, message):
        return [said for happened in self.beside.take(message) for said in self._taken(happened)]

    def next(self):
        """What is said next of an errand."""
        return self._taken(self.inbox.get(timeout=20))

    def _taken(self, happened):
        self.ask_again.append(happened.ask_again)
        return list(happened.then())

    def signed_in(self):
        self.send(BeginSignIn(endpoint_id=ID))
        (page,) = self.next()
        browse(page.url)
        return self.next()


@pytest.fixture
def talking(tmp_path, monkeypatch, smart):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = Talking(tmp_path, smart)
    yield made
    made.beside.errands.close(20)


def test_the_page_is_told_then_who_signed_in_and_the_source_is_asked_again(talking):
    talking.send(BeginSignIn(endpoint_id=ID))
    (page,) = talking.next()
    assert isinstance(page, SignInPage)
    browse(page.url)
    ended, endpoints = talking.next()

    assert (ended.ok, ended.signed_in.user) == (True, "Ada Okafor")
    assert isinstance(endpoints, Endpoints)
    assert endpoints.signed_in[ID] == ended.signed_in
    assert talking.ask_again == ["", ID]


def test_a_sign_in_is_in_the_audit_trail_with_its_user(talking):
    talking.signed_in()
    line = json.loads(audit_file().read_text("utf-8").splitlines()[-1])

    assert (line["action"], line["sources"]) == ("sign-in", [ID])
    assert line["signed_in"] == {ID: "Ada Okafor"}


def test_what_the_audit_trail_cannot_hold_is_signed_out_again(talking, tmp_path, monkeypatch):
    talking.send(BeginSignIn(endpoint_id=ID))
    (page,) = talking.next()
    browse(page.url)
    (tmp_path / "blocked").write_text("", "utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "blocked"))
    (ended,) = talking.next()
    assert not ended.ok
    assert "audit trail" in ended.words
    with pytest.raises(StoreError):
        talking.next()  # the sign-out cannot be noted either, and that is said

    assert talking.desk.setting.signs.signed_in(ID) is None


def test_one_sign_in_at_a_time_and_it_can_be_stopped(talking):
    talking.send(BeginSignIn(endpoint_id=ID))
    talking.next()
    with pytest.raises(UsageError, match="under way"):
        talking.send(BeginSignIn(endpoint_id=ID))
    talking.send(CancelSignIn(endpoint_id=ID))
    (ended,) = talking.next()

    assert (ended.ok, ended.words) == (False, STOPPED)


def test_a_refusal_of_the_service_is_said_in_words(talking, authority):
    authority.service.manner.misdeeds = frozenset({Misdeed.DENIED})
    (ended,) = talking.signed_in()

    assert not ended.ok
    assert "refused or cancelled" in ended.words
    line = json.loads(audit_file().read_text("utf-8").splitlines()[-1])
    assert (line["action"], line["outcome"], line["sources"]) == ("sign-in", "failed", [ID])


def test_a_service_that_does_not_answer_is_said_in_words(talking, authority):
    authority.stop()
    talking.send(BeginSignIn(endpoint_id=ID))
    (ended,) = talking.next()

    assert isinstance(ended, SignInEnded)
    assert ended.words.startswith("Acute: ")


def permitted(talking):
    """Grounds for viewing, recorded by whoever works now."""
    permissions = talking.desk.setting.session.permissions
    permissions.record(
        Permission(
            nhs_number="9990000018", kind=PermissionKind.PERMISSION, relationship=Relationship.SELF_CLAIMED,
            user="1", when=None,
        )
    )  # fmt: skip
    return permissions


def test_grounds_for_viewing_are_not_the_next_users(talking):
    permissions = permitted(talking)
    talking.signed_in()
    assert permissions.of("9990000018") is None


def test_signing_out_says_what_became_of_it_and_forgets_permissions(talking):
    talking.signed_in()
    permissions = permitted(talking)
    talking.send(SignOut(endpoint_id=ID))
    ended, endpoints = talking.next()

    assert (ended.ok, ended.signed_in, endpoints.signed_in) == (True, None, {})
    assert "signed out here" in ended.words
    assert permissions.of("9990000018") is None


def test_a_role_that_is_nobody_s_is_refused(talking):
    talking.signed_in()
    with pytest.raises(UsageError, match="role"):
        talking.send(ChooseRole(endpoint_id=ID, code="R0000"))


def test_what_is_signed_in_to_by_a_secret_or_is_gone_is_refused(talking, smart):
    talking.desk.setting.own = (replace(smart, sign_in=SignIn.BEARER),)
    with pytest.raises(UsageError, match="not signed in to in the browser"):
        talking.send(BeginSignIn(endpoint_id=ID))
    with pytest.raises(UsageError, match="not in the list"):
        talking.send(SignOut(endpoint_id="b" * 32))


def test_a_source_that_refused_a_search_is_asked_again_once_signed_in(talk, talking, smart):
    talk.setting.secrets = Secrets(_vault=MemoryVault())
    talk.setting.own = (smart,)
    talk.send(Find(generation=1, query=PatientQuery(nhs_number="9990000018")))
    before = talk.until(lambda m: isinstance(m, Found) and m.settled).sources[0]
    talk.send(BeginSignIn(endpoint_id=ID))
    browse(talk.until(lambda m: isinstance(m, SignInPage)).url)
    talk.until(lambda m: isinstance(m, SignInEnded) and m.ok)
    after = talk.until(lambda m: isinstance(m, Found) and m.settled).sources[0]

    assert (before.state, before.offers) == ("denied", ("sign-in",))
    assert (after.state, after.offers) == ("failed", ())  # this service has a sign-in and no patients


def test_an_engine_that_ends_waits_for_no_browser(tmp_path, smart, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    smart = replace(smart, id="b" * 32)
    with engine(tmp_path) as window:
        window.send(SaveEndpoint(endpoint=smart))
        window.until(lambda m: isinstance(m, EndpointKept))
        window.send(BeginSignIn(endpoint_id=smart.id))
        window.until(lambda m: isinstance(m, SignInPage))
        window.send(Quit())

        assert window.handle._child.wait(20) == 0


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def staff(keys):
    """A sign-in service for staff who have two roles, and its endpoint."""
    public = keys.public("rsa")
    clients = (
        Client("login", public_key=public, key_id="k1", algorithms=("RS512",)),
        Client("nhs", public_key=public, key_id="k1", algorithms=("RS512",)),
    )
    with Authority(*clients) as running:
        manner = running.service.manner
        manner.person = {"sub": "u-1", "name": "Okafor Ada Dr"}
        manner.scopes = ("openid", "profile", "nationalrbacaccess")
        manner.details = {
            "nhsid_nrbac_roles": [
                {"person_roleid": f"55500000000{number}", "role_name": name, "org_code": "X26"}
                for number, name in enumerate(('"Clinical":"Nurse"', '"Clinical":"Doctor"'), start=1)
            ]
        }
        oauth = OAuth(
            client_id="nhs", token_url=f"{running.base}/token", identity_issuer=running.base,
            identity_client="login", key_file=keys.file("rsa"), key_id="k1", algorithm="RS512",
        )  # fmt: skip
        yield Endpoint(
            id=ID, name="PDS", care_setting="", base_url=running.fhir, sign_in=SignIn.EXCHANGE, oauth=oauth
        )


def test_one_of_several_roles_is_chosen_for_the_session_shown_and_sent(talking, staff):
    talking.desk.setting.own = (staff,)
    ended, before = talking.signed_in()
    assert len(ended.signed_in.roles) == 2
    assert before.endpoints[0].nhs.role == ""
    permissions = permitted(talking)
    (after,) = talking.send(ChooseRole(endpoint_id=ID, code="555000000002"))
    assert permissions.of("9990000018") is None  # they were recorded in another role

    assert after.signed_in[ID].role == "Clinical, Doctor at X26"
    assert (after.endpoints[0].nhs.role, talking.ask_again[-1]) == ("555000000002", ID)
    line = json.loads(audit_file().read_text("utf-8").splitlines()[-1])
    assert line["signed_in"] == {ID: "Okafor Ada Dr, Clinical, Doctor at X26"}


def test_a_removed_source_is_signed_out_of_first(talking, authority):
    talking.signed_in()
    token = talking.desk.setting.signs.authoriser(talking.desk.one(ID)).headers(talking.desk.one(ID))
    assert authority.service.lets_in(token["Authorization"])
    (asked,) = talking.send(RemoveEndpoint(endpoint_id=ID))
    assert isinstance(asked, KeyringAsked)
    said, kept = talking.next()

    assert (said.endpoints, kept.ok) == ((), True)
    assert talking.desk.setting.signs.signed_in(ID) is None
    assert not authority.service.lets_in(token["Authorization"])
