"""The record locator: every page by its token, one person, and pointers are not documents."""

import json

import pytest

from tests.fetch.nhs.simulated import DAVID, HOLROYD
from viewer.demo.answers import Reply as DemoReply
from viewer.fetch.nhs.nrl import LABEL, tokens_in
from viewer.source.answer import Outcome
from viewer.source.domain import Domain
from viewer.source.gap import GapKind

REFERENCE = f"Patient/{HOLROYD}"


def pointers(told):
    return [e["resource"]["id"] for answer in told.answers for e in json.loads(answer.body)["entry"]]


def test_every_page_is_read_though_no_link_names_it(spine):
    told = spine.read(spine.source("nrl"), REFERENCE)

    assert len(told.answers) == 2
    assert len(set(pointers(told))) == 23
    assert told.ended.outcome is Outcome.COMPLETE
    assert told.ended.search == LABEL


def test_that_pointers_are_no_documents_is_said(spine):
    (note,) = spine.read(spine.source("nrl"), REFERENCE).gaps

    assert note.kind is GapKind.NOTICE
    assert note.what == "Pointers to documents, not documents"
    assert "only the types that your organisation may see" in note.why


def test_one_person_is_asked_about_with_the_headers_of_the_service(spine):
    heard = []
    reply = spine.answers("nrl").reply
    spine.answers("nrl").reply = lambda request: heard.append(request) or reply(request)

    spine.read(spine.source("nrl"), REFERENCE)

    assert [dict(one.query)["subject:identifier"] for one in heard] == [
        f"https://fhir.nhs.uk/Id/nhs-number|{HOLROYD}"
    ] * 2
    assert len({one.headers["x-request-id"] for one in heard}) == 2
    assert len({one.headers["x-correlation-id"] for one in heard}) == 1
    assert {one.path for one in heard} == {"DocumentReference"}  # no /metadata


def test_a_page_that_holds_less_than_it_says_is_truncated(spine):
    reply = spine.answers("nrl").reply
    spine.answers("nrl").reply = lambda request: DemoReply(
        200, reply(request).body.replace(b'"total": 3', b'"total": 4')
    )

    told = spine.read(spine.source("nrl"), REFERENCE)

    assert told.ended.outcome is Outcome.TRUNCATED
    assert "holds more than it sent" in told.why


def test_the_answers_are_of_the_version_that_the_service_speaks(spine):
    spine.trace()
    spine.find(spine.source("gpc"))
    claims = {
        key: {answer.fhir_version for answer in spine.read(spine.source(key), reference).answers}
        for key, reference in (("nrl", REFERENCE), ("imms", REFERENCE), ("gpc", "Patient/RS1042"))
    }

    assert claims == {"nrl": {"4.0.1"}, "imms": {"4.0.1"}, "gpc": {"3.0.1"}}


def test_looking_for_a_person_takes_the_first_page_alone(spine):
    told = spine.find(spine.source("nrl"))

    assert (len(told.answers), told.ended.outcome, told.gaps) == (1, Outcome.COMPLETE, ())


def test_nobody_s_pointers_are_an_empty_list(spine):
    told = spine.read(spine.source("nrl"), f"Patient/{DAVID}")

    assert (pointers(told), told.ended.outcome) == ([], Outcome.COMPLETE)


@pytest.mark.parametrize("reference", ["Patient/x", "", "Patient/9990018422"])
def test_without_a_valid_number_nothing_is_asked(spine, reference):
    told = spine.read(spine.source("nrl"), reference)

    assert told.ended.outcome is Outcome.FAILED
    assert {gap.domain for gap in told.gaps} == {Domain.DOCUMENTS, Domain.PLANS}
    assert all("this service was not asked" in gap.what for gap in told.gaps)


def test_without_the_organisation_the_service_refuses_in_words(spine):
    told = spine.read(spine.source("nrl", organisation=""), REFERENCE)

    assert told.ended.outcome is Outcome.FAILED
    assert "(MISSING_OR_INVALID_HEADER)" in told.why


def test_a_page_that_fails_in_the_middle_is_truncated_and_said(spine):
    reply = spine.answers("nrl").reply

    def second_fails(request):
        asked = dict(request.query)
        return DemoReply(403, b"{}") if "next-page-token" in asked else reply(request)

    spine.answers("nrl").reply = second_fails

    told = spine.read(spine.source("nrl"), REFERENCE)

    assert len(told.answers) == 1
    assert told.ended.outcome is Outcome.DENIED
    assert "after page 1" in told.why


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", ()),
        (b"{}", ()),
        (b'{"meta": {"tag": [{"display": "other", "code": "k"}]}}', ()),
        (b'{"meta": {"tag": [{"display": "next-page-token", "code": "k"}]}}', ("k",)),
        (b'{"meta": {"tag": [{"display": "next_page_token"}]}}', ()),
    ],
)
def test_tokens_are_read_from_the_bundle_s_tags_alone(body, expected):
    assert tokens_in(body) == expected
