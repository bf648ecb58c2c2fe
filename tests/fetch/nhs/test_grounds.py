"""Live national content needs a role of the sign-in, a stated relationship and direct care (NHS-11, NHS-15)."""

from dataclasses import replace

import pytest

from tests.fetch.nhs.simulated import HOLROYD, QUICK, Told
from viewer.fetch.nhs.gate import SERVICE_NOT_ASKED
from viewer.fetch.source import EndpointSource
from viewer.source.answer import Outcome
from viewer.source.endpoint import Marking
from viewer.source.state import SourceState

REFERENCE = f"Patient/{HOLROYD}"


def live(spine, key, **nhs):
    endpoint = replace(spine.endpoint(key, **nhs), marking=Marking.LIVE)
    return EndpointSource(endpoint, spine.signs.authoriser(endpoint), options=QUICK, session=spine.session)


def heard(spine, key):
    requests, reply = [], spine.answers(key).reply
    spine.answers(key).reply = lambda request: requests.append(request) or reply(request)
    return requests


@pytest.mark.parametrize(
    ("role", "stated", "said"),
    [
        ("", False, ["no sign-in of this session gives you a national role", "no host system states"]),
        ("Nurse", False, ["no host system states"]),
        ("", True, ["no sign-in of this session gives you a national role"]),
    ],
)
@pytest.mark.parametrize("key", ["nrl", "imms"])
def test_what_lacks_is_named_and_nothing_at_all_is_sent(spine, key, role, stated, said):
    spine.session.grounds.role = role
    spine.session.grounds.stated = {HOLROYD} if stated else set()
    requests = heard(spine, key)

    told = spine.read(live(spine, key, role="555086718101"), REFERENCE)

    assert requests == []
    assert (told.ended.outcome, told.end.state) == (Outcome.DENIED, SourceState.DENIED)
    assert told.gaps
    for gap in told.gaps:
        assert SERVICE_NOT_ASKED.casefold() in gap.what.casefold()
        assert all(words in gap.why for words in said)
    assert "retry this source" in told.gaps[0].advice


@pytest.mark.parametrize("key", ["nrl", "imms"])
def test_with_role_and_relationship_it_is_read(spine, key):
    spine.session.grounds.role = "Nurse"
    spine.session.grounds.stated = {HOLROYD}

    assert spine.read(live(spine, key), REFERENCE).ended.outcome is Outcome.COMPLETE


def test_a_relationship_with_somebody_else_opens_nothing(spine):
    spine.session.grounds.role = "Nurse"
    spine.session.grounds.stated = {"9990062781"}

    assert spine.read(live(spine, "nrl"), REFERENCE).ended.outcome is Outcome.DENIED


def test_another_purpose_than_direct_care_asks_nothing_neither_for_the_person_nor_the_record(spine):
    spine.session.grounds.role, spine.session.grounds.stated = "Nurse", {HOLROYD}
    spine.session.grounds.purpose = "HRESCH"
    requests = heard(spine, "nrl")

    told = [spine.find(live(spine, "nrl")), spine.read(live(spine, "nrl"), REFERENCE)]

    assert requests == []
    assert all("direct care alone" in one.why and "Research" in one.why for one in told)


def test_whoever_may_see_demographics_alone_still_finds_the_person(spine):
    told = spine.find(live(spine, "nrl"))

    assert isinstance(told, Told)
    assert told.ended.outcome is Outcome.COMPLETE


def test_a_search_that_names_nobody_by_number_says_what_it_said_before(spine):
    spine.session.grounds.purpose = "HRESCH"

    told = spine.find(live(spine, "nrl"), number="")

    assert "by NHS number only" in told.why


def test_the_summary_needs_the_role_and_may_be_read_on_a_relationship_that_is_claimed_and_alerted(spine):
    requests = heard(spine, "scr")
    told = spine.read(live(spine, "scr"), REFERENCE)
    assert requests == []
    assert "no sign-in of this session gives you a national role" in told.why

    spine.session.grounds.role = "Nurse"
    told = spine.read(live(spine, "scr"), REFERENCE)
    assert "permission to view has not been recorded" in told.why


def test_demo_and_sandbox_are_read_without(spine):
    assert spine.read(spine.source("nrl"), REFERENCE).ended.outcome is Outcome.COMPLETE
