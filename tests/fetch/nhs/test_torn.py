"""An answer in one Bundle that ends in the middle is said, and never read as "none"."""

import json
from dataclasses import replace

import pytest

from tests.fetch.nhs.simulated import HOLROYD
from viewer.fetch.nhs.structured import DOMAINS
from viewer.fetch.nhs.torn import WHY, torn
from viewer.fetch.reply import Reply
from viewer.source.answer import Outcome

BODY = json.dumps({"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient"}}]}).encode()


def test_a_whole_answer_is_not_torn_and_one_without_its_end_is():
    assert torn(Reply(status=200, body=BODY)) is None
    assert torn(Reply(status=200, body=BODY[:-3])).why == WHY
    assert torn(Reply(status=200, body=BODY[:-3]), Outcome.TRUNCATED).outcome is Outcome.TRUNCATED


@pytest.fixture
def cuts(spine):
    """Let the practice's answers end in the middle from the given one on."""
    answers = spine.answers("gpc")
    reply, asked = answers.reply, []

    def cut_from(number):
        def cut(request):
            asked.append(request)
            said = reply(request)
            return said if len(asked) < number else replace(said, body=said.body[: len(said.body) // 2])

        answers.reply = cut

    return cut_from


def test_a_practice_whose_answer_about_the_person_is_cut_is_not_one_without_the_person(spine, cuts):
    cuts(1)
    spine.trace(HOLROYD)
    told = spine.find(spine.source("gpc"), HOLROYD)

    assert told.ended.outcome is Outcome.FAILED
    assert WHY in told.why


def test_a_structured_record_that_is_cut_is_given_on_and_no_area_of_it_counts_as_answered(spine, cuts):
    cuts(2)
    spine.trace(HOLROYD)
    spine.find(spine.source("gpc"), HOLROYD)

    told = spine.read(spine.source("gpc"), "Patient/RS1042")

    assert len(told.answers) == 1
    assert told.ended.outcome is Outcome.TRUNCATED
    assert {gap.domain for gap in told.gaps if gap.why == WHY} == DOMAINS
