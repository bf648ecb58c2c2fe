"""The immunisation history: every disease is asked for, and what was left out is said."""

import json

import pytest

from tests.fetch.nhs.simulated import HOLROYD, OLIVER
from viewer.demo.answers import Reply as DemoReply
from viewer.fetch.nhs.immunisations import TARGETS, targets_in
from viewer.source.answer import Outcome
from viewer.source.domain import Domain
from viewer.source.gap import GapKind

REFERENCE = f"Patient/{OLIVER}"


def given(told):
    entries = [entry for answer in told.answers for entry in json.loads(answer.body).get("entry", [])]
    return {e["resource"]["id"] for e in entries if e["resource"]["resourceType"] == "Immunization"}


def test_every_disease_is_asked_for_in_one_question(spine):
    heard = []
    reply = spine.answers("imms").reply
    spine.answers("imms").reply = lambda request: heard.append(dict(request.query)) or reply(request)

    told = spine.read(spine.source("imms"), REFERENCE)

    (asked,) = heard
    assert asked["-immunization.target"].split(",") == list(TARGETS)
    assert asked["patient.identifier"] == f"https://fhir.nhs.uk/Id/nhs-number|{OLIVER}"
    assert asked["_include"] == "Immunization:patient"
    assert len(given(told)) == 12


def test_what_was_left_out_of_the_search_is_withheld_and_named(spine):
    told = spine.read(spine.source("imms"), REFERENCE)

    (withheld,) = [gap for gap in told.gaps if gap.kind is GapKind.WITHHELD]
    assert withheld.what == "Immunisations (HPV): not given"
    assert withheld.domain is Domain.IMMUNISATIONS
    assert any("may have been given all the same" in gap.why for gap in told.gaps)


def test_looking_for_a_person_says_nothing_of_vaccinations(spine):
    told = spine.find(spine.source("imms"), OLIVER)

    assert (told.ended.outcome, told.gaps) == (Outcome.COMPLETE, ())


def test_without_a_number_nothing_is_asked(spine):
    assert "by NHS number only" in spine.read(spine.source("imms"), "Patient/x").why


def older(spine, unknown):
    """Let the service refuse a whole question for one disease that it does not know."""
    heard = []
    reply = spine.answers("imms").reply
    refusal = DemoReply(
        400, b'{"resourceType":"OperationOutcome","issue":[{"diagnostics":"unknown target"}]}'
    )

    def answer(request):
        targets = dict(request.query)["-immunization.target"].split(",")
        heard.append(targets)
        return refusal if unknown & set(targets) else reply(request)

    spine.answers("imms").reply = answer
    return heard


def test_an_older_release_is_asked_disease_by_disease(spine):
    heard = older(spine, {"BCG", "ROTAVIRUS"})

    told = spine.read(spine.source("imms"), REFERENCE)

    assert heard[1:] == [[target] for target in TARGETS]
    assert len(given(told)) == 10
    (withheld,) = [gap for gap in told.gaps if gap.kind is GapKind.WITHHELD]
    assert "BCG" in withheld.what
    assert "ROTAVIRUS" in withheld.what
    assert told.ended.outcome is Outcome.TRUNCATED  # HPV: refused with 403


def test_a_service_that_refuses_everything_says_why_in_its_own_words(spine):
    older(spine, set(TARGETS))

    told = spine.read(spine.source("imms"), REFERENCE)

    assert told.ended.outcome is Outcome.FAILED
    assert "unknown target" in told.why
    assert not [gap for gap in told.gaps if gap.kind is GapKind.WITHHELD]


def test_the_wrong_person_s_history_is_not_taken(spine):
    reply = spine.answers("imms").reply

    def other(request):
        answer = reply(request)
        return DemoReply(200, answer.body.replace(OLIVER.encode(), HOLROYD.encode()))

    spine.answers("imms").reply = other

    told = spine.read(spine.source("imms"), REFERENCE)

    assert told.answers == []
    assert told.ended.outcome is Outcome.FAILED
    assert "another NHS number" in told.why


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("", set()),
        ("https://a/Immunization?-immunization.target=MMR", {"MMR"}),
        ("https://[bad", set()),
    ],
)
def test_diseases_are_read_from_the_self_link(link, expected):
    assert targets_in(link) == expected
