"""PDS over real HTTP: reads, numbers that lead elsewhere or nowhere, searches (IDM-03, 08, 09, 11, 12; NHS-01..06)."""

import pytest

from viewer.source.answer import Outcome
from viewer.source.connection import Nhs
from viewer.source.endpoint import SignIn
from viewer.source.gap import GapKind
from viewer.source.state import SourceState
from viewer.source.trace import TraceStatus, why_not_called

HOLROYD, ASHWORTH, PICKERSGILL = "9990018421", "9990057915", "9990049351"
OLD, NEW = "9990061114", "9990062781"
THORNBER = {"family": "Thornber", "birth_date": "2015-06-21"}


def test_a_person_is_read_by_number_and_noted_for_the_session(national):
    run = national.find("pds", nhs_number=HOLROYD)
    trace = national.session.traces.of(HOLROYD)

    assert run.state is SourceState.COMPLETE
    assert run.bodies[0]["id"] == HOLROYD
    assert (trace.status, trace.born, trace.family) == (TraceStatus.VALID, "1942-03-08", "Holroyd")
    assert trace.verified
    assert trace.practice == "Y99001"
    assert why_not_called(trace, trace.when) == ""


def test_nobody_asks_for_a_capability_statement_and_nothing_is_said_of_it(national):
    run = national.find("pds", nhs_number=HOLROYD)
    assert not run.events[-1].gaps
    assert not run.ended.gaps


def test_a_replaced_number_is_answered_under_the_new_one_and_said(national):
    run = national.find("pds", nhs_number=OLD)
    traces = national.session.traces

    assert run.bodies[0]["id"] == NEW
    assert run.ended.outcome is Outcome.COMPLETE
    assert "replaced" in run.why
    assert traces.of(OLD).status is TraceStatus.SUPERSEDED
    assert traces.current(OLD) == NEW
    assert traces.of(NEW).status is TraceStatus.VALID


def test_a_number_replaced_after_the_search_is_not_read_as_if_it_were_the_same(national):
    run = national.read("pds", OLD)

    assert run.ended.outcome is Outcome.FAILED
    assert not run.answers
    assert "replaced by another one since" in run.why


@pytest.mark.parametrize(
    ("number", "words", "status"),
    [
        ("9990061122", "declared invalid", TraceStatus.INVALID),
        ("9990077002", "does not know this NHS number", TraceStatus.NOT_FOUND),
        ("9990018422", "no NHS number", TraceStatus.INVALID),
    ],
)
def test_numbers_that_lead_to_nobody_have_words_of_their_own(national, number, words, status):
    run = national.find("pds", nhs_number=number)

    assert run.ended.outcome is Outcome.FAILED
    assert words in run.why
    assert not run.answers
    assert national.session.traces.of(number).status is status
    assert number not in run.why


def test_restricted_and_deceased_people_are_noted_as_such(national):
    for number in (ASHWORTH, PICKERSGILL):
        national.find("pds", nhs_number=number)
    ashworth, pickersgill = map(national.session.traces.of, (ASHWORTH, PICKERSGILL))

    assert (ashworth.restricted, ashworth.practice, ashworth.deceased) == (True, "", False)
    assert (pickersgill.deceased, pickersgill.restricted) == (True, False)


def test_demographics_are_read_again_by_the_number(national):
    run = national.read("pds", HOLROYD)
    assert run.state is SourceState.COMPLETE
    assert run.bodies[0]["birthDate"] == "1942-03-08"


def test_what_is_no_number_is_not_asked(national):
    run = national.read("pds", "NM700142")
    assert run.ended.outcome is Outcome.FAILED
    assert not run.answers


def test_a_search_by_name_keeps_the_services_order_and_all_who_match(national):
    run = national.find("pds", **THORNBER)

    assert run.state is SourceState.COMPLETE
    assert [entry["resource"]["id"] for entry in run.bodies[0]["entry"]] == ["9990035210", "9990036160"]
    assert not run.ended.gaps


def test_given_names_and_gender_narrow_a_search(national):
    run = national.find("pds", **THORNBER, given="Isla May", gender="female")
    assert [entry["resource"]["id"] for entry in run.bodies[0]["entry"]] == ["9990036160"]


def test_only_after_nobody_was_found_are_similar_names_offered_and_then_searched(national):
    similar = {"family": "Holroid", "given": "Margret", "birth_date": "1942-03-08"}

    exact = national.find("pds", **similar)
    fuzzy = national.find("pds", **similar, fuzzy=True)

    assert exact.ended.outcome is Outcome.COMPLETE
    assert "names that sound alike" in exact.why
    assert exact.ended.gaps[0].kind is GapKind.NOTICE
    assert [entry["resource"]["id"] for entry in fuzzy.bodies[0]["entry"]] == [HOLROYD]
    assert not fuzzy.ended.gaps


def test_a_fuzzy_search_that_finds_nobody_offers_nothing_more(national):
    run = national.find("pds", family="Nobody", given="At All", birth_date="1942-03-08", fuzzy=True)
    assert not run.ended.gaps


def test_too_many_matches_ask_to_refine(national):
    run = national.find("pds", family="Fenwick-Test", birth_date="1980-01-01")

    assert run.ended.outcome is Outcome.FAILED
    assert "more than 50 people match" in run.why
    assert "Refine" in run.ended.gaps[0].advice
    assert not run.answers


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"family": "Thornber"}, "full date of birth"),
        ({"family": "Thornber", "birth_date": "2015-06"}, "full date of birth"),
        ({"birth_date": "2015-06-21"}, "family name"),
        ({**THORNBER, "fuzzy": True}, "first name"),
    ],
)
def test_a_search_with_too_little_is_not_sent(national, query, words):
    run = national.find("pds", **query)
    assert run.ended.outcome is Outcome.FAILED
    assert words in run.why
    assert not run.answers


def test_an_application_reads_by_number_and_never_searches_for_a_user(national):
    application = {"sign_in": SignIn.SIGNED_JWT}

    read = national.find("pds", endpoint=application, nhs_number=HOLROYD)
    searched = national.find("pds", endpoint=application, **THORNBER)

    assert read.state is SourceState.COMPLETE
    assert searched.ended.outcome is Outcome.DENIED
    assert "signed in as an application" in searched.why


def test_a_wrong_role_is_said_in_the_services_words(national):
    run = national.find("pds", endpoint={"nhs": Nhs(role="nurse")}, nhs_number=HOLROYD)
    assert run.ended.outcome is Outcome.FAILED
    assert "NHSD-Session-URID" in run.why
    assert national.session.traces.of(HOLROYD) is None


def test_a_busy_service_is_asked_again_under_the_same_request_id(national, site, fetching):
    busy = fetching.Said(status=429, headers={"Retry-After": "0"}, body=fetching.outcome("slow down"))
    person = {"resourceType": "Patient", "id": HOLROYD}
    site.on(f"Patient/{HOLROYD}", busy, fetching.Said(body=person))

    run = national.find("pds", site.base, nhs_number=HOLROYD)
    ids = {heard.headers["X-Request-ID"] for heard in site.asked(f"Patient/{HOLROYD}")}

    assert run.state is SourceState.COMPLETE
    assert len(site.asked(f"Patient/{HOLROYD}")) == 2
    assert len(ids) == 1


def test_an_endless_wait_is_said(national, site, fetching):
    site.on(f"Patient/{HOLROYD}", fetching.Said(status=429, headers={"Retry-After": "600"}))
    run = national.find("pds", site.base, nhs_number=HOLROYD)
    assert "wait 10 minutes" in run.why


@pytest.mark.parametrize(
    "body",
    [
        {"resourceType": "Patient", "id": "1"},
        {"resourceType": "Bundle", "type": "searchset"},
        b'{"resourceType": "Patient", "id": "9990018421", "id": "9990024103"}',
    ],
)
def test_an_answer_that_is_no_person_is_not_used(national, site, fetching, body):
    site.on(f"Patient/{HOLROYD}", fetching.Said(body=body))
    run = national.find("pds", site.base, nhs_number=HOLROYD)
    assert run.ended.outcome is Outcome.FAILED
    assert not run.answers
    assert national.session.traces.of(HOLROYD) is None


def test_a_search_that_is_answered_with_a_person_is_not_used(national, site, fetching):
    site.on("Patient", fetching.Said(body={"resourceType": "Patient", "id": HOLROYD}))
    run = national.find("pds", site.base, **THORNBER)
    assert run.ended.outcome is Outcome.FAILED


def test_a_dead_service_is_said_for_reads_and_searches(national):
    national.town.kill(national.town.key_of("pds"))
    assert national.find("pds", nhs_number=HOLROYD).state is SourceState.FAILED
    assert national.find("pds", **THORNBER).state is SourceState.FAILED
