"""No live patient is searched for or opened without one person who can be named."""

from dataclasses import replace

import pytest

from tests.account import works_as
from tests.auth.at_hand import Keys
from tests.engine.live import HOLROYD, LiveTalk, lines, live, people
from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority
from viewer.engine import gates
from viewer.engine.messages import Banner, Found, Glance, Refused, Retry, SignOut
from viewer.engine.setting import Setting
from viewer.errors import NotAllowed
from viewer.fetch.source import origin_of_endpoint
from viewer.source.connection import OAuth
from viewer.source.endpoint import Marking, SignIn
from viewer.source.origin import Origin, SourceKind
from viewer.store.policy import Policy


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    works_as(monkeypatch, "a.okafor")


@pytest.fixture
def authority():
    with Authority(Client("viewer")) as running:
        yield running


@pytest.fixture
def another():
    with Authority(Client("viewer")) as running:
        yield running


@pytest.fixture
def made(tmp_path):
    talks = []

    def make(*own, **policy):
        talks.append(LiveTalk(tmp_path, *own, **policy))
        return talks[-1]

    yield make
    for talk in talks:
        talk.conversation.beside.errands.close(20)
        talk.end()


@pytest.mark.parametrize("sign_in", ["none", "api-key", "basic"])
def test_a_source_that_knows_only_a_system_is_not_searched_under_a_shared_account(demo, made, sign_in):
    talk = made(live(demo, "gp", sign_in=SignIn(sign_in)))

    refused = talk.find()

    assert isinstance(refused, Refused)
    assert "nobody is named here" in refused.what
    assert "taken for a shared one" in refused.what
    assert "Sign in to a live source" in refused.advice
    assert "personal_accounts" in refused.advice
    assert talk.conversation.hunt.search is None
    (line,) = lines("refusal")
    assert (line["what"], line["sources"]) == (gates.NOBODY, [demo.ids["gp"]])
    assert line["patient"]
    assert HOLROYD not in str(line)


def test_where_policy_says_that_accounts_are_personal_it_opens(demo, made):
    talk = made(live(demo, "gp"), personal_accounts=True)

    found = talk.find()
    talk.open_found(found)

    assert isinstance(found, Found)
    assert isinstance(talk.until(lambda one: isinstance(one, Glance)), Glance)
    assert lines("refusal") == []
    assert lines("open")[0]["user"] == "a.okafor"


def test_an_account_of_nobody_in_particular_is_no_person_whatever_policy_says(demo, made, monkeypatch):
    works_as(monkeypatch, "Reception")
    refused = made(live(demo, "gp"), personal_accounts=True).find()

    assert isinstance(refused, Refused)
    assert "no one person's name" in refused.what


def test_whoever_signs_in_at_one_live_source_is_the_person_of_the_session(demo, made, authority):
    portal = people(authority, 7)
    talk = made(live(demo, "gp"), portal)
    assert isinstance(talk.find(), Refused)

    talk.sign_in(portal)
    found = talk.find(generation=2)

    assert isinstance(found, Found)
    assert {row.source for row in found.candidates} == {demo.ids["gp"]}
    assert lines("search")[0]["signed_in"] == {portal.id: "Ada Okafor"}


def test_a_sign_in_to_a_sandbox_names_nobody_for_live_data(demo, made, authority):
    setting = made(live(demo, "gp"), people(authority, 7)).setting
    setting.own = (setting.own[0],)

    assert gates.live_people(setting, [demo.ids["gp"]]) == {}


def test_a_source_of_ones_own_names_nobody_to_a_source_of_the_organisation(demo, made, authority):
    named, rogue = live(demo, "gp"), people(authority, 7, "Mine")
    talk = made(rogue, endpoints=(named,))
    talk.sign_in(rogue)

    refused = talk.find()

    assert isinstance(refused, Refused)
    assert "nobody is named here" in refused.what
    assert "only a sign-in at one that it set up counts" in refused.advice
    with pytest.raises(NotAllowed):
        gates.check(talk.setting, [origin_of_endpoint(named)])
    assert "signed_in" not in lines("refusal")[-1]
    assert gates.live_people(talk.setting, [rogue.id]).keys() == {"Mine"}


def test_a_sign_in_at_a_source_of_the_organisation_names_the_person_for_all_of_them(demo, made, authority):
    portal = people(authority, 7)
    talk = made(endpoints=(live(demo, "gp"), portal))
    talk.sign_in(portal)

    assert isinstance(talk.find(), Found)
    assert lines("search")[0]["signed_in"] == {portal.id: "Ada Okafor"}


def test_after_the_sign_out_nothing_more_is_asked_of_the_open_record(demo, made, authority):
    portal = people(authority, 7)
    talk = made(live(demo, "gp"), portal)
    talk.sign_in(portal)
    talk.open_found(talk.find())
    talk.until(lambda one: isinstance(one, Glance) and one.settled)

    talk.send(SignOut(endpoint_id=portal.id))
    talk.until(lambda one: type(one).__name__ == "SignInEnded" and one.signed_in is None)
    talk.send(Retry(generation=2, source=demo.ids["gp"]))

    assert "nobody is named here" in talk.until(lambda one: isinstance(one, Refused)).what


def test_two_persons_in_one_session_open_no_record_and_both_stand_in_the_trail(
    demo, made, authority, another
):
    another.service.manner.person = {"sub": "9", "name": "Ben Jones", "fhirUser": "Practitioner/9"}
    own = live(demo, "gp"), people(authority, 7), people(another, 8, "GP portal")
    talk = made(*own)
    talk.sign_in(own[1])
    assert isinstance(talk.find(), Found)
    talk.sign_in(own[2])

    refused = talk.find(generation=3)

    assert isinstance(refused, Refused)
    assert "Different persons are signed in at Acute portal and at GP portal" in refused.what
    line = lines("refusal")[-1]
    assert line["what"] == gates.DIFFERENT
    assert line["patient"]
    assert line["signed_in"] == {own[1].id: "Ada Okafor", own[2].id: "Ben Jones"}


def test_one_person_under_two_spellings_is_one_person(demo, made, authority, another):
    another.service.manner.person = {"sub": "9", "name": "Dr A. Okafor", "fhirUser": "Practitioner/9"}
    own = live(demo, "gp"), people(authority, 7), people(another, 8, "GP portal")
    talk = made(*own)
    talk.sign_in(own[1])
    talk.sign_in(own[2])

    assert isinstance(talk.find(generation=3), Found)


def test_a_user_without_a_name_is_said_not_to_be_compared(demo, made, authority, another):
    another.service.manner.person = {"sub": "9", "fhirUser": "Person/9"}
    own = live(demo, "gp"), people(authority, 7), people(another, 8, "GP portal")
    talk = made(*own)
    talk.sign_in(own[1])
    talk.sign_in(own[2])
    origins = [Origin(id="x", name="x", kind=SourceKind.ENDPOINT, base="", marking=Marking.LIVE)]

    said = gates.check(talk.setting, origins)

    assert said[0].startswith("GP portal gives no name of who is signed in")


@pytest.mark.parametrize("marking", [Marking.DEMO, Marking.SANDBOX])
def test_demo_and_sandbox_ask_for_no_person(tmp_path, marking):
    setting = Setting(file=tmp_path / "e.json", policy=Policy())
    origin = Origin(id="x", name="x", kind=SourceKind.ENDPOINT, base="http://x", marking=marking)

    assert gates.check(setting, [origin]) == ()


def test_files_ask_for_no_person_whatever_they_are_marked(tmp_path):
    setting = Setting(file=tmp_path / "e.json", policy=Policy())
    origin = Origin(id="x", name="x", kind=SourceKind.FILE, base="", marking=Marking.LIVE)

    assert gates.check(setting, [origin]) == ()


def test_a_refusal_that_cannot_be_noted_is_a_refusal_all_the_same(tmp_path, monkeypatch, demo, made):
    talk = made(live(demo, "gp"))
    (tmp_path / "state").write_text("a file where the trail's folder should be", "utf-8")

    refused = talk.find()

    assert isinstance(refused, Refused)
    assert "audit trail cannot be written" in refused.what
    assert talk.conversation.hunt.search is None


def test_a_live_record_whose_trail_cannot_be_written_does_not_open(tmp_path, demo, made):
    talk = made(live(demo, "gp"), personal_accounts=True)
    found = talk.find()
    trail = tmp_path / "state" / "tributary"
    for file in sorted(trail.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    trail.rmdir()
    trail.write_text("in the way", "utf-8")

    talk.open_found(found)

    assert "audit trail cannot be written" in talk.until(lambda one: isinstance(one, Refused)).what
    assert talk.conversation.record is None


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def staff(keys):
    """A sign-in service for staff as the national one is, which says in which roles they work."""
    proof = {"public_key": keys.public("rsa"), "key_id": "k1", "algorithms": ("RS512",)}
    with Authority(Client("login", **proof), Client("nhs", **proof)) as running:
        running.service.manner.person = {"sub": "u-1", "name": "Okafor Ada Dr"}
        running.service.manner.scopes = ("openid", "profile", "nationalrbacaccess")
        oauth = OAuth(
            client_id="nhs", token_url=f"{running.base}/token", identity_issuer=running.base,
            identity_client="login", key_file=keys.file("rsa"), key_id="k1", algorithm="RS512",
        )  # fmt: skip
        yield running, replace(people(running, 7), sign_in=SignIn.EXCHANGE, oauth=oauth)


@pytest.mark.parametrize(
    ("role", "label"),
    [
        ('"Admin & Clerical":"Admin & Clerical":"Receptionist Access Role"', "Allergies unavailable"),
        ('"Clinical":"Clinical Provision":"Nurse Access Role"', "Known allergies"),
    ],
)
def test_the_banner_of_a_clerk_shows_no_allergies_and_the_role_is_the_sessions(
    demo, made, staff, role, label
):
    running, portal = staff
    roles = [{"person_roleid": "555000000001", "role_name": role, "org_code": "X26"}]
    running.service.manner.details = {"nhsid_nrbac_roles": roles}
    talk = made(live(demo, "ooh"), live(demo, "acute"), live(demo, "community"), portal)
    talk.sign_in(portal)

    talk.open_found(talk.find())
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    banner = [one for one in talk.said if isinstance(one, Banner)][-1]

    assert banner.allergy_label == label
    assert banner.allergy_words.startswith("Not shown to the role") is (label != "Known allergies")
    assert talk.setting.session.grounds.role.endswith("at X26")


def test_a_source_of_ones_own_gives_no_role_where_the_organisation_names_live_sources(demo, made, staff):
    running, rogue = staff
    role = '"Clinical":"Clinical Provision":"Nurse Access Role"'
    running.service.manner.details = {
        "nhsid_nrbac_roles": [{"person_roleid": "555000000001", "role_name": role, "org_code": "X26"}]
    }
    talk = made(live(demo, "gp"), rogue, personal_accounts=True)
    talk.sign_in(rogue)
    desk, setting = talk.conversation.desk, talk.setting
    desk.sources()
    assert setting.session.grounds.role.endswith("at X26")
    assert len(desk.roles) == 1

    setting.policy, setting.own = replace(setting.policy, endpoints=setting.own[:1]), setting.own[1:]
    desk.sources()

    assert setting.session.grounds.role == ""
    assert desk.roles == []
