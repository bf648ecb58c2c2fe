"""The whole record in one question: used where it is proved to be whole, type by type."""

import pytest

from viewer.source.answer import Asked, Outcome
from viewer.source.connection import Asking, Use
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.state import SourceState

PATH = "Patient/1/$everything"
OPERATION = {"name": "everything", "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything"}


def record(kind, *ids, patient="1"):
    """Return resources of one type as ``Bundle.entry``."""
    return [
        {
            "fullUrl": f"http://x/{kind}/{one}",
            "resource": {"resourceType": kind, "id": one, "subject": {"reference": f"Patient/{patient}"}},
        }
        for one in ids
    ]


def whole(*entries, next_link=""):
    found = {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [one for part in entries for one in part],
    }
    return {**found, "link": [{"relation": "next", "url": next_link}]} if next_link else found


@pytest.fixture
def server(fetching, site):
    """A server that offers everything, with two goals, one task and no allergy."""
    kinds = ["AllergyIntolerance", "Goal", "Task"]
    site.on("metadata", fetching.capability(kinds, operation=[OPERATION]))
    site.on("AllergyIntolerance", fetching.Said(body=fetching.bundle()))
    site.on(PATH, fetching.Said(body=whole(record("Goal", "1", "2"), record("Task", "3"))))
    for kind, ids in {"Goal": ["1", "2"], "Task": ["3"]}.items():
        site.on(kind, searched(fetching, kind, ids))
    return site


def searched(fetching, kind, ids):
    """Answer a search, and a question for its count."""

    def answer(heard):
        if heard.get("_summary") == "count":
            return fetching.Said(body={"resourceType": "Bundle", "type": "searchset", "total": len(ids)})
        return fetching.Said(body=whole(record(kind, *ids)))

    return answer


def in_full(site, kind):
    return [heard for heard in site.asked(kind) if not heard.get("_summary")]


def test_a_type_whose_count_is_right_is_not_searched_again(fetching, server):
    result = fetching.read(server)

    assert result.ids("$everything") == ["1", "2", "3"]
    assert [result.ended(kind).outcome for kind in ("Goal", "Task")] == [Outcome.COMPLETE] * 2
    assert [result.ended(kind).expected for kind in ("Goal", "Task", "$everything")] == [2, 1, None]
    assert in_full(server, "Goal") == in_full(server, "Task") == []
    assert result.end.state is SourceState.COMPLETE


def test_what_is_urgent_is_searched_for_before_everything(fetching, server):
    result = fetching.read(server, options=fetching.QUICK.__class__(workers=1))

    paths = [heard.path for heard in server.heard]
    assert paths.index("AllergyIntolerance") < paths.index(PATH) < paths.index("Goal")
    assert result.ended("AllergyIntolerance").outcome is Outcome.COMPLETE


def test_a_type_that_everything_lacks_is_searched_in_full(fetching, server):
    server.on(PATH, fetching.Said(body=whole(record("Goal", "1", "2"))))

    result = fetching.read(server)

    assert result.ids("Task") == ["3"]
    assert in_full(server, "Goal") == []
    assert result.end.state is SourceState.COMPLETE


def test_a_type_whose_count_cannot_be_had_is_searched_in_full(fetching, server):
    server.on(
        "Task",
        lambda heard: (
            fetching.Said(status=400)
            if heard.get("_summary")
            else fetching.Said(body=whole(record("Task", "3")))
        ),
    )

    assert fetching.read(server).ids("Task") == ["3"]


def test_another_patients_resource_and_a_repeat_do_not_make_up_for_one_that_is_missing(fetching, server):
    for stranger in (
        record("Goal", "9", patient="2"),
        record("Goal", "1"),
        record("Goal", "9", patient="12"),
    ):
        server.on(PATH, fetching.Said(body=whole(record("Goal", "1"), stranger, record("Task", "3"))))

        assert fetching.read(server).ids("Goal") == ["1", "2"]


def test_its_pages_are_followed_to_the_last_one_even_where_the_next_is_another_search(fetching, server):
    server.on(PATH, fetching.Said(body=whole(record("Goal", "1"), next_link="Observation?_page=2")))
    server.on("Observation", fetching.Said(body=whole(record("Goal", "2"), record("Task", "3"))))

    result = fetching.read(server)

    assert result.ids("$everything") == ["1", "2", "3"]
    assert in_full(server, "Goal") == []


@pytest.mark.parametrize("status", [404, 403, 500])
def test_where_it_cannot_be_had_every_type_is_searched_and_that_is_a_note(fetching, server, status):
    server.on(PATH, fetching.Said(status=status, body=fetching.outcome("no such luck")))

    result = fetching.read(server)

    assert result.answers("$everything") == []
    assert "no such luck" in result.why("$everything")

    assert (result.ids("Goal"), result.ids("Task")) == (["1", "2"], ["3"])
    assert [gap.kind for gap in result.ended("$everything").gaps] == [GapKind.NOTICE]
    assert "each type was then asked for by itself" in result.why("$everything")
    assert result.end.state is SourceState.COMPLETE


def test_where_it_breaks_off_every_type_is_searched_and_nothing_is_lost(fetching, server):
    server.on(PATH, fetching.Said(body=whole(record("Goal", "1"), next_link="Observation?_page=2")))
    server.on("Observation", fetching.Said(status=500))

    result = fetching.read(server)

    assert (result.ids("Goal"), result.ids("Task")) == (["1", "2"], ["3"])
    assert result.end.state is SourceState.COMPLETE


def test_a_reservation_of_its_own_makes_it_no_proof(fetching, server):
    said = whole(record("Goal", "1", "2"), record("Task", "3"))
    said["entry"].append({"resource": fetching.outcome("some were left out")})
    server.on(PATH, fetching.Said(body=said))

    result = fetching.read(server)

    assert in_full(server, "Goal")
    assert "some were left out" in result.why("$everything")


def test_included_records_count_towards_its_own_total(fetching, server):
    said = whole(record("Goal", "1", "2"), record("Task", "3"))
    for entry in said["entry"][1:]:
        entry["search"] = {"mode": "include"}
    server.on(PATH, fetching.Said(body={**said, "total": 3}))

    fetching.read(server)

    assert in_full(server, "Goal") == []


def unsearchable(fetching, site):
    """The server reads goals and brings them with everything, but does not search for them."""
    said = fetching.capability(["AllergyIntolerance", "Goal"], operation=[OPERATION])
    said.body["rest"][0]["resource"][1]["interaction"] = [{"code": "read"}]
    site.on("metadata", said)


def test_a_type_that_cannot_be_searched_is_settled_by_everything_where_that_came_whole(fetching, server):
    unsearchable(fetching, server)

    result = fetching.read(server)

    assert result.ended("Goal").outcome is Outcome.COMPLETE
    assert result.ended("Task").outcome is Outcome.COMPLETE  # not listed, but it came
    assert result.ended("Flag").outcome is Outcome.NOT_SUPPORTED  # not listed, and none came: not "none"


def test_a_type_that_cannot_be_searched_is_incomplete_where_everything_broke_off(fetching, server):
    unsearchable(fetching, server)
    server.on(PATH, fetching.Said(body=whole(record("Goal", "1"), next_link="Observation?_page=2")))

    result = fetching.read(server)

    assert result.ended("Goal").outcome is Outcome.TRUNCATED
    assert "did not come to its end" in result.why("Goal")
    assert result.end.state is SourceState.PARTIAL


def test_it_is_asked_where_it_is_set_and_not_where_it_is_set_off(fetching, server):
    never = Asking(everything=Use.NEVER, post_search=Use.NEVER)
    fetching.read(server, asking=never)
    assert server.asked(PATH) == []

    server.on("metadata", fetching.capability(["Goal"]))
    fetching.read(server)
    assert server.asked(PATH) == []

    fetching.read(server, asking=Asking(everything=Use.ALWAYS, post_search=Use.NEVER))
    assert len(server.asked(PATH)) == 1


def test_every_question_is_asked_once_and_every_domain_is_settled_by_one(fetching, server):
    result = fetching.read(server)

    asked = [event for event in result.events if isinstance(event, Asked)]
    assert len({event.search for event in asked}) == len(asked)
    assert {domain for event in asked for domain in event.domains} == set(Domain)


def test_stopped_in_the_middle_it_says_so(fetching, server):
    class Stop:
        asked = 0

        def is_set(self):
            return bool(server.asked(PATH))

    result = fetching.read(server, cancel=Stop())

    assert result.end.state is SourceState.CANCELLED
    assert result.ended("Goal").outcome is Outcome.CANCELLED
