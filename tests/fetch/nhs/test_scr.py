"""The Summary Care Record over real HTTP: nothing without grounds, alerts before reading (NHS-10, 11, 12; CMP-16)."""

import json
from datetime import UTC, datetime

import pytest

from viewer.source.answer import Outcome
from viewer.source.connection import Nhs
from viewer.source.domain import Domain
from viewer.source.endpoint import SignIn
from viewer.source.gap import GapKind
from viewer.source.permission import Permission, PermissionKind, Relationship
from viewer.source.state import SourceState

HOLROYD, BAXENDALE, DUNNE, OYELARAN = "9990018421", "9990024103", "9990062781", "9990071888"
FULL = Nhs(organisation="Y99001", role="555254240100", role_name="Doctor", from_asid="200000009901")


@pytest.fixture
def permit(national):
    def record(number, kind=PermissionKind.PERMISSION, relationship=Relationship.STATED, **more):
        plain = {"user": "555254239107", "when": datetime.now(UTC), "reason": "unconscious"}
        permission = Permission(nhs_number=number, kind=kind, relationship=relationship, **{**plain, **more})
        national.session.permissions.record(permission)

    return record


def kinds(run):
    return {gap.kind for gap in run.ended.gaps}


def bundle(*resources):
    return {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": one} for one in resources]}


def pointer(identity):
    master = {"system": "https://fhir.nhs.uk/Id/nhsSCRUUID", "value": identity}
    return {"resourceType": "DocumentReference", "id": "d", "masterIdentifier": master}


def test_without_a_recorded_permission_nothing_is_sent_at_all(national, site):
    run = national.read("scr", HOLROYD, site.base)

    assert run.ended.outcome is Outcome.DENIED
    assert kinds(run) == {GapKind.WITHHELD}
    assert "permission to view has not been recorded" in run.why
    assert run.state is SourceState.DENIED
    assert site.heard == []


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [
        ({"nhs": Nhs(organisation="Y99001", from_asid="2")}, "no role"),
        ({"nhs": FULL, "sign_in": SignIn.SIGNED_JWT}, "signed in as an application"),
    ],
)
def test_without_a_role_or_a_user_nothing_is_sent(national, permit, site, endpoint, words):
    permit(HOLROYD)
    run = national.read("scr", HOLROYD, site.base, **endpoint)
    assert words in run.why
    assert site.heard == []


def test_without_a_number_nothing_is_sent(national, permit, site):
    assert "none is known" in national.read("scr", "NM1", site.base).why
    assert site.heard == []


def test_somebody_elses_permission_opens_nothing(national, permit, site):
    permit(BAXENDALE)
    assert "not been recorded" in national.read("scr", HOLROYD, site.base).why
    assert site.heard == []


def test_a_summary_is_read_in_two_steps_and_says_that_it_is_a_part(national, permit):
    permit(HOLROYD)
    run = national.read("scr", HOLROYD)
    where, summary = run.bodies

    assert run.ended.outcome is Outcome.COMPLETE
    assert where["entry"][0]["resource"]["resourceType"] == "DocumentReference"
    assert summary["entry"][0]["resource"]["resourceType"] == "Composition"
    assert "a summary is a part of the GP record" in run.why
    assert "has agreed that it may be viewed" in run.why
    assert national.answers("scr").alerts == []


def test_allergies_and_medicines_that_stand_only_in_the_text_are_not_passed_over_in_silence(national, permit):
    permit(HOLROYD)
    run = national.read("scr", HOLROYD)
    cut = {gap.domain for gap in run.ended.gaps if gap.kind is GapKind.TRUNCATED}
    assert cut == {Domain.ALLERGIES, Domain.MEDICINES}


def test_a_person_who_wants_to_be_asked_is_named_so(national, permit):
    permit(BAXENDALE)
    assert "wants to be asked each time" in national.read("scr", BAXENDALE).why


def test_no_summary_is_no_statement_that_there_is_none(national, permit):
    permit(OYELARAN)
    run = national.read("scr", OYELARAN)
    assert run.ended.outcome is Outcome.COMPLETE
    assert "does not mean that there is none" in run.why
    assert not run.answers


def test_withheld_consent_is_said_as_withheld(national, permit):
    permit(DUNNE)
    run = national.read("scr", DUNNE)
    assert run.ended.outcome is Outcome.DENIED
    assert kinds(run) == {GapKind.WITHHELD}
    assert "has not agreed" in run.why


@pytest.mark.parametrize(
    ("kind", "relationship", "pair"),
    [
        (PermissionKind.EMERGENCY, Relationship.STATED, ("1", "4")),
        (PermissionKind.EMERGENCY, Relationship.SELF_CLAIMED, ("1", "4")),
        (PermissionKind.PUBLIC_INTEREST, Relationship.STATED, ("2", "1")),
        (PermissionKind.PUBLIC_INTEREST, Relationship.SELF_CLAIMED, ("1", "1")),
        (PermissionKind.PERMISSION, Relationship.SELF_CLAIMED, ("1", "6")),
    ],
)
def test_access_on_the_users_own_word_alerts_before_it_is_read(national, permit, kind, relationship, pair):
    permit(HOLROYD, kind, relationship)
    run = national.read("scr", HOLROYD)
    (alert,) = national.answers("scr").alerts

    assert run.ended.outcome is Outcome.COMPLETE
    assert (alert["type"]["code"], alert["subtype"][0]["code"]) == pair
    assert alert["outcomeDesc"] == "unconscious"


def test_an_alert_that_is_not_taken_keeps_the_summary_unread(national, permit, site, fetching):
    permit(HOLROYD, PermissionKind.EMERGENCY)
    site.on("DocumentReference", fetching.Said(body=bundle(pointer("A"))))
    for answer in (
        fetching.Said(status=400, body=fetching.outcome("no")),
        fetching.Said(status=200 + 4),
        fetching.Said(act=fetching.cut_connection),
    ):
        site.on("AuditEvent", answer)
        run = national.read("scr", HOLROYD, site.base)
        assert run.ended.outcome is Outcome.FAILED
        assert "so the summary was not read" in run.why
        assert not run.answers
    assert site.asked("Bundle") == []


def test_the_alert_is_sent_between_the_two_steps_and_again_only_under_its_own_id(
    national, permit, site, fetching
):
    permit(HOLROYD, PermissionKind.EMERGENCY)
    composition = {"resourceType": "Composition", "id": "A"}
    site.on("DocumentReference", fetching.Said(body=bundle(pointer("A"))))
    site.on("AuditEvent", fetching.Said(status=503), fetching.Said(status=201))
    site.on("Bundle", fetching.Said(body=bundle(composition)))

    run = national.read("scr", HOLROYD, site.base)
    tried = site.asked("AuditEvent")

    assert run.ended.outcome is Outcome.COMPLETE
    assert [heard.path for heard in site.heard] == ["DocumentReference", "AuditEvent", "AuditEvent", "Bundle"]
    assert len({heard.headers["X-Request-ID"] for heard in tried}) == 1
    assert len({heard.body for heard in tried}) == 1
    assert json.loads(tried[0].body)["entity"][0]["what"]["identifier"]["value"] == "A"


@pytest.mark.parametrize("lacking", ["organisation", "from_asid"])
def test_where_an_alert_is_due_and_cannot_be_made_out_nothing_is_sent(national, permit, site, lacking):
    permit(HOLROYD, PermissionKind.EMERGENCY)
    settings = {"organisation": "Y99001", "from_asid": "2", "role": "5"} | {lacking: ""}
    run = national.read("scr", HOLROYD, site.base, nhs=Nhs(**settings))
    assert "the alert that is due cannot be sent" in run.why
    assert site.heard == []


def test_a_summary_that_got_another_id_meanwhile_is_looked_for_again(national, permit, site, fetching):
    permit(HOLROYD)
    site.on(
        "DocumentReference",
        fetching.Said(body=bundle(pointer("A"))),
        fetching.Said(body=bundle(pointer("B"))),
    )

    def answer(heard):
        current = heard.get("composition.identifier") == "B"
        return fetching.Said(body=bundle({"resourceType": "Composition"}) if current else bundle())

    site.on("Bundle", answer)
    run = national.read("scr", HOLROYD, site.base)

    assert run.ended.outcome is Outcome.COMPLETE
    assert [heard.get("composition.identifier") for heard in site.asked("Bundle")] == ["A", "B"]


def test_an_id_that_leads_to_nothing_twice_is_a_failure_and_not_no_summary(national, permit, site, fetching):
    permit(HOLROYD)
    site.on("DocumentReference", fetching.Said(body=bundle(pointer("A"))))
    site.on("Bundle", fetching.Said(body=bundle()))
    run = national.read("scr", HOLROYD, site.base)
    assert run.ended.outcome is Outcome.FAILED
    assert "does not mean that there is no summary" in run.why
    assert not run.answers


def test_an_answer_about_another_number_is_not_used(national, permit, site, fetching):
    permit(HOLROYD)
    identifier = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": BAXENDALE}
    other = {"resourceType": "Patient", "id": "p", "identifier": [identifier]}
    site.on("DocumentReference", fetching.Said(body=bundle(pointer("A"), other)))
    run = national.read("scr", HOLROYD, site.base)
    assert "another NHS number" in run.why
    assert not run.answers


@pytest.mark.parametrize(
    "said",
    [{"body": {"resourceType": "Patient"}}, {"status": 500, "body": b""}, {"status": 401}],
)
def test_an_answer_that_is_no_list_is_a_failure(national, permit, site, fetching, said):
    permit(HOLROYD)
    site.on("DocumentReference", fetching.Said(**said))
    run = national.read("scr", HOLROYD, site.base)
    assert run.ended.outcome in {Outcome.FAILED, Outcome.DENIED}
    assert not run.answers


@pytest.mark.parametrize("which", ["where", "summary"])
def test_an_answer_that_ends_in_the_middle_is_not_no_summary(national, permit, site, fetching, which):
    permit(HOLROYD)
    where, summary = (json.dumps(body).encode() for body in national.read("scr", HOLROYD).bodies)
    half = {"where": where[: len(where) // 2], "summary": summary[: len(summary) // 2]}
    site.on("DocumentReference", fetching.Said(body=half.get("where") if which == "where" else where))
    site.on("Bundle", fetching.Said(body=half["summary"]))

    run = national.read("scr", HOLROYD, site.base)

    assert run.ended.outcome is Outcome.FAILED
    assert "its answer ends in the middle" in run.why


def test_a_dead_service_is_said(national, permit):
    permit(HOLROYD)
    national.town.kill(national.town.key_of("scr"))
    assert national.read("scr", HOLROYD).state is SourceState.FAILED


def test_a_search_asks_nothing_and_says_why(national, site):
    run = national.find("scr", site.base, nhs_number=HOLROYD)
    assert run.state is SourceState.COMPLETE
    assert "is not searched" in run.why
    assert site.heard == []
