"""Each search is tried as it would be asked; what fails is said alone, what works together."""

import threading

import pytest

from viewer.auth.authorise import Anonymous
from viewer.fetch.capability import Capability, Offer
from viewer.fetch.desk import Desk
from viewer.fetch.probe_searches import form_step, operation_words, search_steps
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.fhir.resource import FhirVersion
from viewer.source.connection import Use


@pytest.fixture
def desk(fetching, site):
    endpoint = fetching.endpoint(site.base)
    server = SafeServer(endpoint, Anonymous(), fetching.QUICK)
    yield Desk(origin_of_endpoint(endpoint), server, fetching.QUICK)
    server.session.close()


def offering(*types):
    return Capability(version=FhirVersion.R4, offered={name: Offer() for name in types})


def tried(desk, *types, limit_s=60.0):
    found = list(search_steps(desk, offering(*types), threading.Event(), limit_s))
    return {name: (ok, words) for name, ok, words in found}


def test_what_fails_is_said_alone_and_the_rest_goes_on(fetching, site, desk):
    site.on("Condition", fetching.Said(status=403))
    site.on("Flag", fetching.Said(body={"resourceType": "Flag"}))
    site.on("Goal", fetching.Said(body=fetching.bundle()))

    found = tried(desk, "Condition", "Flag", "Goal")

    assert "refuses access (status 403)" in found["Search Condition"][1]
    assert "not a list" in found["Search Flag"][1]
    assert found["Searches"][0]
    assert found["Searches"][1].startswith("1 search is answered; the slowest is Goal (")


def test_many_that_fail_alike_share_a_line_after_the_first_three(site, desk):
    found = tried(desk, "AllergyIntolerance", "Condition", "Flag", "Consent", "Goal", "Device")

    assert [name for name in found if name.startswith("Search ")] == [
        "Search AllergyIntolerance",
        "Search Condition",
        "Search Flag",
        "Search Consent and 2 more",
    ]
    assert found["Search Consent and 2 more"][1].endswith("So it is with Consent, Goal, Device.")
    assert "Search Consent" in tried(desk, "AllergyIntolerance", "Condition", "Flag", "Consent")


def test_a_search_that_wants_less_or_a_category_is_answered(fetching, site, desk):
    def plain_only(heard):
        return fetching.Said(status=400) if heard.get("_count") else fetching.Said(body=fetching.bundle())

    def by_category(heard):
        return fetching.Said(body=fetching.bundle()) if heard.get("category") else fetching.Said(status=400)

    site.on("Goal", plain_only)
    site.on("Observation", by_category)

    words = tried(desk, "Goal", "Observation")["Searches"][1]

    assert words.startswith("2 searches are answered")
    assert "; only by category: Observation; the source does not list" in words


def test_a_search_that_is_refused_in_every_way_is_said(fetching, site, desk):
    site.on("Observation", fetching.Said(status=400))

    found = tried(desk, "Observation")

    assert "does not accept the question" in found["Search Observation"][1]
    assert found["Searches"][0] is False
    assert found["Searches"][1].startswith("0 searches are answered; the source does not list")


def test_a_sign_in_that_ends_stops_the_searches(fetching, site, desk):
    site.on("Condition", fetching.Said(status=401))

    found = tried(desk, "Condition", "Goal")

    assert not found["Search Condition"][0]
    assert found["Searches not tried"] == (None, "stopped by the refused sign-in: Goal")


def test_the_time_has_an_end(site, desk):
    found = tried(desk, "Condition", limit_s=-1.0)

    assert found["Searches not tried"][1].endswith("Condition")
    assert found["Searches"][0] is None
    assert site.heard == []


WHO = "https://fhir.nhs.uk/Id/nhs-number|9990000018"


@pytest.mark.parametrize(
    ("link", "use", "expected"),
    [
        ("", Use.AUTO, (True, "is not taken")),
        ("", Use.ALWAYS, (False, "is not taken")),
        (f"Patient?identifier={WHO}", Use.AUTO, (True, "proves what was asked")),
        ("Patient/_search", Use.AUTO, (True, "so addresses are used")),
        ("Patient/_search", Use.ALWAYS, (True, "does not repeat")),
    ],
)
def test_forms_are_tried(fetching, desk, link, use, expected):
    (site,) = fetching.sites
    body = fetching.bundle(self_link=f"{site.base}/{link}")
    site.on("Patient/_search", fetching.Said(body=body) if link else fetching.Said(status=405))

    _, ok, words = form_step(desk, use)

    assert ok == expected[0]
    assert expected[1] in words


def test_forms_that_are_switched_off_are_not_tried(site, desk):
    assert form_step(desk, Use.NEVER)[2] == "by address; the form (POST) is switched off for this source"
    assert site.heard == []


def test_after_a_refused_sign_in_a_form_is_not_sent(fetching, site, desk):
    site.on("metadata", fetching.Said(status=401))
    desk.get("metadata")

    assert ": it asks to sign in (status 401)" in form_step(desk, Use.AUTO)[2]
    assert len(site.heard) == 1


def test_operations_that_bring_more_are_named():
    assert operation_words(Capability(operations=frozenset({"everything", "match"}))) == (
        ", and offers $everything, $match"
    )
    assert operation_words(Capability()) == ""
