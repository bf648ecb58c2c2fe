"""Paging of a national service: to the last page, or it is said where it ended and why."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.auth.authorise import Anonymous
from viewer.fetch.desk import Desk
from viewer.fetch.nhs.pages import Pages, Question
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.source.answer import Answer, Ended, Outcome
from viewer.source.domain import Domain


def asked(fetching, site, options=None, **more):
    endpoint = fetching.endpoint(site.base)
    options = options or fetching.QUICK
    desk = Desk(origin_of_endpoint(endpoint), SafeServer(endpoint, Anonymous(), options), options)
    question = Question(
        label="Pointers",
        domains=frozenset({Domain.DOCUMENTS}),
        address="Condition?patient=1",
        headers=dict,
        **more,
    )
    return Pages(desk, question)


def read(fetching, site, **more):
    events = list(asked(fetching, site, **more).events())
    assert isinstance(events[-1], Ended)
    assert all(isinstance(event, Answer) for event in events[:-1])
    return events[:-1], events[-1]


@given(sizes=st.lists(st.integers(0, 4), min_size=1, max_size=8))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_page_to_the_last_one_is_given_on(fetching, sizes):
    site = fetching.site()
    numbers = iter(range(100))
    site.on("Condition", fetching.pages(*([next(numbers) for _ in range(size)] for size in sizes)))

    answers, ended = read(fetching, site)

    ids = [entry["resource"]["id"] for one in answers for entry in json.loads(one.body)["entry"]]
    assert ended.outcome is Outcome.COMPLETE
    assert ids == [str(number) for number in range(sum(sizes))]


def test_a_page_that_repeats_ends_the_search_and_is_said(fetching, site):
    site.on("Condition", fetching.Said(body=fetching.bundle(1, next_link="Condition?page=2")))

    answers, ended = read(fetching, site)

    assert (len(answers), ended.outcome) == (2, Outcome.TRUNCATED)
    assert "same page twice" in ended.gaps[0].why


def test_links_that_go_round_are_not_followed_for_ever(fetching, site):
    def answer(heard):
        page = "2" if heard.get("page") == "1" else "1"
        return fetching.Said(body=fetching.bundle(len(site.heard), next_link=f"Condition?page={page}"))

    site.on("Condition", answer)

    answers, ended = read(fetching, site)

    assert ended.outcome is Outcome.TRUNCATED
    assert len(answers) < 6
    assert "circle" in ended.gaps[0].why


def test_a_next_page_elsewhere_is_not_followed(fetching, site):
    site.on("Condition", fetching.Said(body=fetching.bundle(1, next_link="https://evil.example/Condition")))

    _, ended = read(fetching, site)

    assert ended.outcome is Outcome.TRUNCATED
    assert "another server" in ended.gaps[0].why


def test_two_next_pages_are_one_too_many(fetching, site):
    body = fetching.bundle(1, next_link="Condition?page=2")
    body["link"].append({"relation": "next", "url": "Condition?page=3"})
    site.on("Condition", fetching.Said(body=body))

    assert "two different next pages" in read(fetching, site)[1].gaps[0].why


def test_a_page_that_is_cut_off_is_not_the_last(fetching, site):
    site.on("Condition", fetching.Said(body=b'{"resourceType": "Bundle", "entry": [{"resource": {"resou'))

    assert "cut off" in read(fetching, site)[1].gaps[0].why


def test_there_is_a_bound_and_it_is_said(fetching, site):
    from dataclasses import replace

    site.on("Condition", fetching.pages([1], [2], [3]))
    answers, ended = read(fetching, site, options=replace(fetching.QUICK, max_pages=2))

    assert len(answers) == 2
    assert "more than 2 pages" in ended.gaps[0].why


def test_an_expired_page_starts_the_search_again_once(fetching, site):
    first = fetching.Said(body=fetching.bundle(1, next_link="Condition?page=2"))
    site.on("Condition", first, fetching.Said(status=410), first, fetching.Said(body=fetching.bundle(2)))

    answers, ended = read(fetching, site)

    assert ended.outcome is Outcome.COMPLETE
    assert len(answers) == 3
    assert ended.gaps == ()


def test_a_total_greater_than_what_came_is_said(fetching, site):
    site.on("Condition", fetching.pages([1], [2], total=3))

    _, ended = read(fetching, site)

    assert ended.outcome is Outcome.TRUNCATED
    assert "holds more than it sent" in ended.gaps[0].why


def test_an_error_among_the_matches_is_a_failed_search(fetching, site):
    body = fetching.bundle(1)
    body["entry"].append({"resource": fetching.outcome("half of it is missing")})
    site.on("Condition", fetching.Said(body=body))

    _, ended = read(fetching, site)

    assert ended.outcome is Outcome.TRUNCATED
    assert "half of it is missing" in ended.gaps[0].why


@pytest.mark.parametrize(
    ("said", "words", "answers"),
    [
        ({"body": {"resourceType": "Patient"}}, "not a list", 0),
        ({"status": 404, "body": {"resourceType": "OperationOutcome"}}, "status 404", 0),
        ({"status": 403, "body": {"resourceType": "OperationOutcome"}}, "status 403", 1),
        ({"body": b"<html>"}, "web page", 0),
    ],
)
def test_what_is_no_page_is_said(fetching, site, said, words, answers):
    site.on("Condition", fetching.Said(**said))

    got, ended = read(fetching, site)

    assert words in ended.gaps[0].why
    assert ended.gaps[0].domain is Domain.DOCUMENTS
    assert len(got) == answers


def test_nobody_there_is_said(fetching):
    site = fetching.site()
    site.close()

    assert read(fetching, site)[1].outcome is Outcome.FAILED
