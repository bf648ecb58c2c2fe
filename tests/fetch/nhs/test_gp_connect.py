"""The structured record of a GP practice, from the gate to the last area, against the simulator."""

import json

import pytest

from tests.fetch.nhs.simulated import DAVID, DUNNE, FREYA, HOLROYD, ISLA
from viewer.fetch.nhs.gp_connect import FROM_THE_PRACTICE
from viewer.fetch.nhs.structured import DOMAINS, LABEL
from viewer.source.answer import Outcome
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.state import SourceState


def found(spine, number=HOLROYD, **nhs):
    spine.trace(number)
    return spine.find(spine.source("gpc", **nhs), number)


def test_the_person_alone_is_asked_for_first(spine):
    told = found(spine)
    kinds = {entry["resource"]["resourceType"] for entry in json.loads(told.answers[0].body)["entry"]}

    assert told.ended.outcome is Outcome.COMPLETE
    assert "Patient" in kinds
    assert not kinds & {"Condition", "AllergyIntolerance", "Observation", "MedicationStatement"}


def test_the_whole_record_comes_in_one_question_and_says_whose_it_is(spine):
    found(spine)

    told = spine.read(spine.source("gpc"), "Patient/RS1042")

    assert told.ended.search == LABEL
    assert told.end.state is SourceState.COMPLETE
    assert len(told.answers) == 1
    (note,) = [gap for gap in told.gaps if gap.what == FROM_THE_PRACTICE]
    assert note.kind is GapKind.NOTICE
    assert f"{note.when:%d-%b-%Y %H:%M}" in note.why


@pytest.mark.parametrize(
    ("number", "outcome", "words"),
    [
        (DUNNE, Outcome.DENIED, "it gives no record for this NHS number"),
        (ISLA, Outcome.DENIED, "it gives no record for this NHS number: the patient has not agreed"),
    ],
)
def test_a_refusal_ends_in_its_own_words(spine, number, outcome, words):
    told = found(spine, number)

    assert told.ended.outcome is outcome
    assert words in told.why
    assert "not registered" not in told.why.lower()


def test_what_an_older_system_does_not_know_is_not_supplied(spine):
    found(spine, FREYA)

    told = spine.read(spine.source("gpc"), "Patient/RS3310")

    missing = {gap.domain: gap for gap in told.gaps if gap.kind is GapKind.NOT_SUPPORTED}
    assert set(missing) == {Domain.REFERRALS, Domain.RESULTS}
    assert all("not supplied by this practice" in gap.what for gap in missing.values())
    assert told.ended.outcome is Outcome.COMPLETE


def test_a_wrong_asid_is_a_refusal_of_the_proxy(spine):
    told = found(spine, to_asid="200000000999")

    assert told.ended.outcome is Outcome.DENIED
    assert "status 403" in told.why


def test_without_a_user_who_is_somebody_nothing_is_sent(spine):
    told = found(spine, user_name="")

    assert told.ended.outcome is Outcome.DENIED
    assert "which person asks" in told.why


def test_a_gateway_that_is_down_once_is_asked_again(spine):
    listener = spine.town.listener(spine.town.key_of("gpc"))
    calls = []
    reply = listener.answers.reply
    down = spine.answers("gpc").refusal().__class__(502, b'{"resourceType":"OperationOutcome","issue":[]}')

    def flaky(request):
        calls.append(request.headers["ssp-traceid"])
        return down if len(calls) == 1 else reply(request)

    listener.answers.reply = flaky

    told = found(spine)

    assert told.ended.outcome is Outcome.COMPLETE
    assert len(calls) == 2
    assert len(set(calls)) == 1  # one question, asked twice


def test_a_gateway_that_stays_down_is_said(spine):
    down = spine.answers("gpc").refusal().__class__(502, b'{"resourceType":"OperationOutcome","issue":[]}')
    spine.answers("gpc").reply = lambda _request: down

    assert "offline at the moment (status 502)" in found(spine).why


def test_a_reference_that_was_never_given_is_not_asked_about(spine):
    told = spine.read(spine.source("gpc"), "Patient/RS1042")

    assert told.ended.outcome is Outcome.FAILED
    assert {gap.domain for gap in told.gaps} == DOMAINS | {Domain.DEMOGRAPHICS}
    assert "by NHS number only" in told.why


def test_a_reference_that_was_given_can_be_looked_for_again(spine):
    found(spine)

    assert spine.find(spine.source("gpc"), reference="Patient/RS1042").ended.outcome is Outcome.COMPLETE


def test_without_a_number_nobody_is_looked_for(spine):
    assert "by NHS number only" in spine.find(spine.source("gpc"), "").why


def test_the_wrong_person_is_not_taken(spine):
    reply = spine.answers("gpc").reply
    spine.trace(DAVID)

    def other(request):
        return reply(
            request.__class__(
                **{**_fields(request), "body": request.body.replace(b"9990071888", b"9990018421")}
            )
        )

    spine.answers("gpc").reply = other

    told = spine.find(spine.source("gpc"), DAVID)

    assert told.ended.outcome is Outcome.FAILED
    assert told.answers == []
    assert "another NHS number" in told.why


def _fields(request):
    return {name: getattr(request, name) for name in ("method", "path", "query", "body", "headers")}


def test_an_answer_that_is_no_record_is_said(spine):
    spine.answers("gpc").reply = lambda _request: (
        spine.answers("nrl").refusal().__class__(200, b'{"resourceType":"Patient"}')
    )

    assert "not a record" in found(spine).why
