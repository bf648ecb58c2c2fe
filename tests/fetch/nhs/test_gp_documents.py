"""A practice's documents: found, listed with every obligatory include, read one by one on demand."""

import json

import pytest

from tests.fetch.nhs.simulated import DAVID, HOLROYD, ISLA, ZARA
from viewer.auth.authorise import Anonymous
from viewer.demo.answers import Reply as DemoReply
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.nhs import gp_documents
from viewer.fetch.nhs.gp_documents import LABEL, read_document
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.source.answer import Answer, Outcome
from viewer.source.domain import Domain
from viewer.source.gap import GapKind

KEY = "gpc-documents"


def listed(spine, number=HOLROYD, reference="Patient/RS1042"):
    spine.trace(number)
    spine.find(spine.source(KEY), number)
    return spine.read(spine.source(KEY), reference)


def desk_at(spine, authoriser=None, **nhs):
    endpoint = spine.endpoint(KEY, **nhs)
    options = spine.source(KEY)._options
    desk = Desk(
        origin_of_endpoint(endpoint),
        SafeServer(endpoint, authoriser or spine.signs.authoriser(endpoint), options),
        options,
    )
    desk.session = spine.session
    return desk, endpoint


def test_the_person_is_found_by_number(spine):
    spine.trace()
    told = spine.find(spine.source(KEY))

    assert told.ended.outcome is Outcome.COMPLETE
    assert [entry["resource"]["id"] for entry in json.loads(told.answers[0].body)["entry"]] == ["RS1042"]


def test_nobody_is_an_empty_list_and_no_failure(spine):
    spine.trace(ZARA)
    told = spine.find(spine.source(KEY), ZARA)

    assert (told.ended.outcome, told.gaps) == (Outcome.COMPLETE, ())


def test_every_document_is_listed_and_it_is_said_when_contents_are_read(spine):
    told = listed(spine)

    resources = [entry["resource"] for entry in json.loads(told.answers[0].body)["entry"]]
    assert sum(one["resourceType"] == LABEL for one in resources) == 3
    assert told.ended.outcome is Outcome.COMPLETE
    said = {gap.what: gap for gap in told.gaps}
    assert "when you open it" in said["Documents are listed"].why
    assert said["Documents are listed"].domain is Domain.DOCUMENTS
    assert {gap.kind for gap in told.gaps} == {GapKind.NOTICE}


def test_without_consent_no_list_is_given(spine):
    told = listed(spine, ISLA, "Patient/RS3311")

    assert told.ended.outcome is Outcome.DENIED
    assert "(NO_PATIENT_CONSENT)" in told.why


@pytest.mark.parametrize("reference", ["Patient/RS1042", "Patient/NOBODY"])
def test_a_reference_that_was_never_given_is_not_asked_about(spine, reference):
    told = spine.read(spine.source(KEY), reference)

    assert told.ended.outcome is Outcome.FAILED
    assert "by NHS number only" in told.why


def test_without_a_number_nobody_is_looked_for(spine):
    assert spine.find(spine.source(KEY), "").ended.outcome is Outcome.FAILED


def test_one_document_is_read_on_demand(spine):
    spine.trace()
    got = read_document(*desk_at(spine), "Binary/B-RS1042-doc-discharge", HOLROYD)

    assert isinstance(got, Answer)
    assert json.loads(got.body)["contentType"] == "application/pdf"


def test_a_document_above_five_megabytes_is_explained(spine):
    spine.trace()
    got = read_document(*desk_at(spine), "Binary/B-RS1042-doc-large", HOLROYD)

    assert isinstance(got, Fault)
    assert "none above 5 MB" in got.why
    assert "(NO_RECORD_FOUND)" in got.why
    assert "telephone" in got.advice


def test_a_larger_answer_than_a_practice_may_send_is_not_used(spine, monkeypatch):
    spine.trace()
    monkeypatch.setattr(gp_documents, "MOST_BYTES", 10)

    got = read_document(*desk_at(spine), "Binary/B-RS1042-doc-discharge", HOLROYD)

    assert "larger than the 5 MB" in got.why


def test_an_answer_that_is_no_document_is_not_one(spine):
    spine.trace()
    spine.answers(KEY).reply = lambda _request: DemoReply(200, b'{"resourceType":"Bundle"}')

    assert "not a document" in read_document(*desk_at(spine), "Binary/1", HOLROYD).why


def test_no_document_is_read_of_somebody_who_may_not_be_asked_about(spine):
    spine.trace(DAVID, restricted=True)

    assert "restricted" in read_document(*desk_at(spine), "Binary/B-RS1042-doc-discharge", DAVID).why


def test_a_dead_practice_is_said(spine):
    spine.trace()
    desk, endpoint = desk_at(spine)
    spine.town.kill(spine.town.key_of(KEY))

    assert read_document(desk, endpoint, "Binary/1", HOLROYD).outcome is Outcome.FAILED


def test_a_practice_is_never_asked_without_a_statement(spine):
    spine.trace()

    got = read_document(*desk_at(spine, Anonymous()), "Binary/1", HOLROYD)

    assert "(BAD_REQUEST)" in got.why
