"""One desk a source: after a refused sign-in nothing more is sent."""

from viewer.auth.authorise import Anonymous
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
