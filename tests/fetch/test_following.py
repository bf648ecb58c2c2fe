"""The rounds after all searches: what came refers to more, and that is fetched within bounds."""

import threading

import pytest

from viewer.fetch.following import MOST
from viewer.source.answer import Asked, Ended, Outcome
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState


def page(*resources):
    entries = [{"resource": one, "search": {"mode": "match"}} for one in resources]
    return {"resourceType": "Bundle", "type": "searchset", "entry": entries}


def condition(name="1", **more):
    return {"resourceType": "Condition", "id": name, "subject": {"reference": "Patient/1"}, **more}


def refers(*references, name="1"):
    return condition(name, evidence=[{"detail": [{"reference": reference} for reference in references]}])


OF_PATIENTS = frozenset({"Condition", "Encounter", "Flag"})


def offering(fetching, *kinds, by_id=True):
    """A CapabilityStatement with ``_id`` for every type and ``patient`` for facts."""
    said = fetching.capability(dict.fromkeys(kinds), parameters=["_id"] if by_id else ["identifier"])
    for one in said.body["rest"][0]["resource"]:
        one["searchParam"] += [{"name": "patient"}] if one["type"] in OF_PATIENTS else []
    return said


@pytest.fixture
def shelf(fetching, site):
    """A site that holds resources by type and answers searches by ``_id``."""

    def hold(*resources):
        kinds = {}
        for one in resources:
            kinds.setdefault(one["resourceType"], []).append(one)
        site.on("metadata", offering(fetching, "Condition", "Practitioner", *kinds))
        for kind, held in kinds.items():
            site.on(kind, answering(held))

    def answering(held):
        def answer(heard):
            wanted = heard.get("_id").split(",") if heard.get("_id") else [one["id"] for one in held]
            return fetching.Said(body=page(*(one for one in held if one["id"] in wanted)))

        return answer

    return hold


def ids_asked(site, kind):
    return [name for heard in site.asked(kind) if heard.get("_id") for name in heard.get("_id").split(",")]


def notes(result):
    return " ".join(gap.why for gap in result.end.gaps)


def test_who_wrote_a_row_is_fetched_after_it_and_whom_a_role_names_after_that(fetching, site, shelf):
    role = {"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": "Practitioner/3"}}
    shelf(refers("PractitionerRole/r"), role, {"resourceType": "Practitioner", "id": "3"})

    result = fetching.read(site)

    asked = [event for event in result.events if isinstance(event, Asked) and "referred" in event.search]
    assert [(one.search, one.domains) for one in asked] == [
        ("PractitionerRole (referred to)", frozenset()),
        ("Practitioner (referred to, round 2)", frozenset()),
    ]
    assert result.ids("Practitioner (referred to, round 2)") == ["3"]
    assert (result.end.state, result.end.gaps) == (SourceState.COMPLETE, ())


def test_nothing_is_asked_where_all_came_and_nothing_after_a_search_for_a_person(fetching, site, shelf):
    shelf(refers("Condition/2", "#inside"), condition("2"))

    result = fetching.read(site)
    found = fetching.find(site, PatientQuery(reference="Patient/1"))

    assert not [event for event in result.events if "referred" in getattr(event, "search", "")]
    assert found.end.gaps == ()


def test_other_people_other_servers_and_what_is_not_offered_are_said_and_never_asked_for(
    fetching, site, shelf
):
    other = fetching.site()
    shelf(
        refers(
            "Patient/2",
            f"{other.base}/Practitioner/9",
            "urn:uuid:9",
            "Organization/9",
            "Practitioner/8",
            "Binary/1",
        )
    )
    site.on("Practitioner", fetching.Said(body=page()))

    result = fetching.read(site)

    assert other.heard == []
    assert not {"Patient/2", "Patient", "Organization", "Binary/1"} & {heard.path for heard in site.heard}
    for words in (
        "1 Patient not followed: about another person",
        "1 Organization not followed: not offered by the source",
        "1 Binary not followed: contents of documents are read when opened",
        "references not followed, at another server: 1",
        "references not followed, without an address: 1",
    ):
        assert words in notes(result)
    assert [gap.kind for gap in result.end.gaps] == [GapKind.NOTICE]
    assert result.end.state is SourceState.COMPLETE


def test_a_third_step_is_not_taken_and_that_is_said(fetching, site, shelf):
    chain = [
        {"resourceType": "Organization", "id": str(n), "partOf": {"reference": f"Organization/{n + 1}"}}
        for n in range(5)
    ]
    shelf(refers("Organization/0"), *chain)

    result = fetching.read(site)

    assert ids_asked(site, "Organization") == ["0", "1"]
    assert "1 Organization not followed: referred to only by what was itself referred to" in notes(result)


def test_no_more_than_the_bound_is_followed_and_the_rest_makes_the_record_partial(fetching, site, shelf):
    shelf(refers(*(f"Practitioner/{n}" for n in range(MOST + 7)), "Condition/none"))
    site.on("Practitioner", fetching.Said(body=page()))

    result = fetching.read(site)

    assert len(ids_asked(site, "Practitioner")) == MOST
    cut = [gap for gap in result.end.gaps if gap.kind is GapKind.TRUNCATED]
    assert [(gap.domain, gap.why) for gap in cut] == [
        (Domain.PROBLEMS, f"more than {MOST} records are referred to; 1 references not followed"),
        (Domain.OTHER, f"more than {MOST} records are referred to; 7 references not followed"),
    ]


def test_a_fact_is_asked_for_as_this_patients_and_a_row_that_the_search_lost_is_found(fetching, site, shelf):
    shelf(refers("Condition/lost"))

    def losing(heard):
        return fetching.Said(body=page(condition("lost") if heard.get("_id") else refers("Condition/lost")))

    site.on("Condition", losing)

    result = fetching.read(site)

    assert {heard.get("patient") for heard in site.asked("Condition")} == {"1"}
    assert result.ended("Condition (referred to)").outcome is Outcome.TRUNCATED
    assert result.end.state is SourceState.PARTIAL


def test_a_type_that_the_source_refuses_is_not_asked_for_again(fetching, site, shelf):
    shelf(refers("Flag/1"), {"resourceType": "Flag", "id": "1"})
    site.on("Flag", fetching.Said(status=403))

    result = fetching.read(site)

    assert len(site.asked("Flag")) == 1
    assert "1 Flag not followed: the source refuses this type" in notes(result)


def test_versions_of_facts_are_looked_up_by_their_newest_one(fetching, site, shelf):
    current = condition("2", meta={"versionId": "5"})
    shelf(refers("Condition/2/_history/4", "Encounter/1/_history/3", "Encounter/1/_history/2"), current)
    site.on("metadata", offering(fetching, "Condition", "Encounter"))
    site.on("Encounter", fetching.Said(body=page()))

    result = fetching.read(site)

    assert ids_asked(site, "Encounter") == ["1"]
    assert "1 Condition not followed: an older version of what came" in notes(result)


def test_facts_without_a_search_by_id_are_not_followed_and_others_are_read_one_by_one(fetching, site, shelf):
    shelf(refers("Flag/1", "Practitioner/3"))
    site.on("metadata", offering(fetching, "Condition", "Flag", "Practitioner", by_id=False))
    site.on("Flag", fetching.Said(body=page()))
    site.on("Practitioner/3", fetching.Said(body={"resourceType": "Practitioner", "id": "3"}))

    result = fetching.read(site)

    assert "1 Flag not followed: cannot be asked for by id" in notes(result)
    assert len(result.answers("Practitioner (referred to)")) == 1


def test_a_cancel_in_the_last_round_ends_every_question_and_is_said(fetching, site, shelf):
    shelf(refers("Practitioner/3"))
    cancel = threading.Event()

    def hanging(_heard):
        cancel.set()
        return fetching.Said(act=site.hang)

    site.on("Practitioner", hanging)

    events = list(fetching.source(site.base).read("Patient/1", cancel))

    ended = {event.search: event for event in events if isinstance(event, Ended)}
    assert events[-1].state is SourceState.CANCELLED
    assert [gap.kind for gap in ended["Practitioner (referred to)"].gaps] == [GapKind.CANCELLED]


def test_a_cancel_after_the_searches_asks_for_nothing_more_and_says_what_was_not_asked(fetching, site, shelf):
    shelf(refers("Practitioner/3"))
    cancel = threading.Event()
    for event in fetching.source(site.base).read("Patient/1", cancel):
        if isinstance(event, Asked) and event.search == "Practitioner (referred to)":
            cancel.set()

    assert site.asked("Practitioner") == []
    assert event.state is SourceState.CANCELLED


def test_a_server_that_names_itself_otherwise_is_still_itself(fetching, site, shelf):
    shelf(refers("https://inside:8443/fhir/Practitioner/3"), {"resourceType": "Practitioner", "id": "3"})
    asking = type(fetching.endpoint(site.base).asking)(link_aliases=("https://inside:8443",))

    result = fetching.read(site, asking=asking)

    assert result.ids("Practitioner (referred to)") == ["3"]
