"""One desk a source: after a refused sign-in nothing more is sent."""

import pytest

from viewer.auth.authorise import Anonymous
from viewer.errors import Cancelled, EndpointDown, SignInNeeded, VaultError
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.source.answer import Outcome
from viewer.source.gap import GapKind


def desk_of(fetching, site):
    endpoint = fetching.endpoint(site.base)
    return Desk(
        origin_of_endpoint(endpoint), SafeServer(endpoint, Anonymous(), fetching.QUICK), fetching.QUICK
    )


def test_the_first_401_is_given_back_whole_and_the_next_question_is_not_sent(fetching, site):
    site.on("Patient/1", fetching.Said(status=401, body=fetching.outcome("token expired")))
    desk = desk_of(fetching, site)

    assert b"token expired" in desk.get("Patient/1").body
    second = desk.get("Patient/1")

    assert isinstance(second, Fault)
    assert second.outcome is Outcome.DENIED
    assert len(site.heard) == 1


def test_a_source_that_asks_for_a_long_wait_is_left_alone(fetching, site):
    site.on("Patient/1", fetching.Said(status=429, headers={"Retry-After": "900"}))
    desk = desk_of(fetching, site)
    desk.get("Patient/1")

    second = desk.get("Patient/1")

    assert "15 minutes" in second.why
    assert second.outcome is Outcome.FAILED
    assert len(site.heard) == 1


def test_a_busy_source_that_names_no_time_is_asked_the_next_question(fetching, site):
    site.on("Patient/1", fetching.Said(status=503))
    desk = desk_of(fetching, site)
    desk.get("Patient/1")

    assert desk.get("metadata").status == 200


def test_a_gap_says_what_and_why_and_when_for_its_source(fetching, site):
    gap = desk_of(fetching, site).gap(GapKind.FAILED, None, "Problems (Condition)", "it broke")

    assert gap.what == "Problems (Condition) not received"
    assert gap.why == "it broke"
    assert gap.source == "0" * 32
    assert gap.when.tzinfo is not None


def test_every_kind_of_gap_has_words(fetching, site):
    desk = desk_of(fetching, site)
    made = {
        GapKind.FAILED,
        GapKind.DENIED,
        GapKind.TRUNCATED,
        GapKind.CANCELLED,
        GapKind.NOT_SUPPORTED,
        GapKind.NOTICE,
    }

    assert all(desk.gap(kind, None, "Problems", "why").what.startswith("Problems") for kind in made)


class Ticket:
    """A sign-in whose token ends; ``renewable`` says how often it can be renewed, ``error`` what happens."""

    def __init__(self, renewable=1, error=None):
        self.number, self.renewable, self.error, self.renewed = 1, renewable, error, 0

    def headers(self, _endpoint):
        return {"Authorization": f"Bearer token-{self.number}"}

    def renew(self, _endpoint):
        self.renewed += 1
        if self.error:
            raise self.error
        if self.renewed > self.renewable:
            return False
        self.number += 1
        return True


def lets_in(fetching, token, **said):
    """Answer whoever has the token; 401 for all others."""

    def answer(heard):
        known = heard.headers.get("Authorization") == f"Bearer {token}"
        return fetching.Said(**said) if known else fetching.Said(status=401)

    return answer


def signed_desk(fetching, site, ticket):
    endpoint = fetching.endpoint(site.base)
    return Desk(origin_of_endpoint(endpoint), SafeServer(endpoint, ticket, fetching.QUICK), fetching.QUICK)


def test_a_token_that_has_ended_is_renewed_and_the_request_sent_once_more(fetching, site):
    site.on("Patient/1", lets_in(fetching, "token-2", body={"resourceType": "Patient"}))
    site.on("Patient/$op", lets_in(fetching, "token-2", body={"resourceType": "Bundle"}))
    ticket = Ticket()
    desk = signed_desk(fetching, site, ticket)

    assert desk.get("Patient/1").status == 200
    assert desk.post("Patient/$op", b"{}").status == 200
    assert (ticket.renewed, len(site.heard)) == (1, 3)


def test_a_new_token_that_is_refused_too_ends_the_asking(fetching, site):
    site.on("Patient/1", fetching.Said(status=401))
    ticket = Ticket(renewable=9)
    desk = signed_desk(fetching, site, ticket)

    assert desk.get("Patient/1").status == 401
    assert desk.get("Patient/1").outcome is Outcome.DENIED
    assert (ticket.renewed, len(site.heard)) == (1, 2)


def test_a_403_is_neither_renewed_nor_sent_again(fetching, site):
    site.on("Patient/1", fetching.Said(status=403))
    ticket = Ticket()

    assert signed_desk(fetching, site, ticket).get("Patient/1").status == 403
    assert (ticket.renewed, len(site.heard)) == (0, 1)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SignInNeeded("Acute trust", "it was signed out elsewhere"), "it was signed out elsewhere"),
        (VaultError("the keyring is locked"), "the keyring is locked"),
        (EndpointDown("Acute trust", "nothing answers"), "its sign-in has ended and nothing answers"),
    ],
)
def test_a_renewal_that_fails_is_said_and_nothing_more_is_sent(fetching, site, error, words):
    site.on("Patient/1", fetching.Said(status=401))
    ticket = Ticket(error=error)
    desk = signed_desk(fetching, site, ticket)

    first, second = desk.get("Patient/1"), desk.get("metadata")

    assert first == second
    assert (first.outcome, first.why) == (Outcome.DENIED, words)
    assert (ticket.renewed, len(site.heard)) == (1, 1)


def test_a_stopped_renewal_is_no_refusal(fetching, site):
    site.on("Patient/1", fetching.Said(status=401))
    desk = signed_desk(fetching, site, Ticket(error=Cancelled("Acute trust", "stopped")))

    assert desk.get("Patient/1").outcome is Outcome.CANCELLED


def test_searches_side_by_side_survive_the_end_of_a_token_in_the_middle_of_their_pages(fetching, site):
    """Each page is let in by the token of its moment; the token ends after every page."""
    ticket = Ticket(renewable=100)
    site.on("metadata", fetching.capability(["Condition", "Procedure", "Encounter", "Observation"]))
    for kind in ("Condition", "Procedure", "Encounter", "Observation"):
        site.on(kind, dying(fetching))

    found = fetching.read(site, ticket)

    for kind in ("Condition", "Procedure", "Encounter", "Observation"):
        assert found.ids(kind) == ["a", "b", "c"]
        assert found.ended(kind).outcome is Outcome.COMPLETE
    assert 1 <= ticket.renewed <= 8


def dying(fetching):
    whole = fetching.pages(["a"], ["b"], ["c"])
    refused = set()

    def answer(heard):
        page = heard.get("page")
        if page and page not in refused:
            refused.add(page)  # the token ends between two pages, once for each
            return fetching.Said(status=401)
        return whole(heard)

    return answer
