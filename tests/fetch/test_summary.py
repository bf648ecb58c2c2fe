"""A summary is never the whole record; documents come by an operation where they cannot be searched."""

import pytest

from viewer.source.answer import Outcome
from viewer.source.connection import Asking, Use
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.state import SourceState

PATH = "Patient/1/$summary"
OPERATIONS = [
    {"name": "summary", "definition": "http://hl7.org/fhir/uv/ips/OperationDefinition/summary"},
    {"name": "docref", "definition": "http://hl7.org/fhir/us/core/OperationDefinition/docref"},
]


def resource(kind, *operations, searched=False):
    codes = ["read", "search-type"] if searched else ["read"]
    return {
        "type": kind,
        "interaction": [{"code": code} for code in codes],
        "operation": [{"name": name} for name in operations],
    }


def listing(fetching, *resources):
    return fetching.Said(
        body={
            "resourceType": "CapabilityStatement",
            "fhirVersion": "4.0.1",
            "rest": [{"mode": "server", "resource": resources}],
        }
    )


@pytest.fixture
def archive(fetching, site):
    """A source that gives a summary and nothing else."""
    site.on("metadata", listing(fetching, resource("Patient", "summary")))
    site.on(PATH, fetching.Said(body={"resourceType": "Bundle", "type": "document", "entry": []}))
    return site


def test_where_nothing_can_be_searched_the_summary_is_read_and_called_one(fetching, archive):
    result = fetching.read(archive)

    assert len(result.answers("$summary")) == 1
    ended = result.ended("$summary")
    assert ended.outcome is Outcome.TRUNCATED
    assert {gap.domain for gap in ended.gaps} == set(Domain) - {Domain.DEMOGRAPHICS}
    assert all("not the whole record" in gap.why for gap in ended.gaps)
    assert result.end.state is SourceState.PARTIAL


@pytest.mark.parametrize(
    ("said", "outcome", "words"),
    [
        ({"status": 403}, Outcome.DENIED, "refuses access"),
        ({"status": 500}, Outcome.FAILED, "status 500"),
        ({"body": {"resourceType": "Patient", "id": "1"}}, Outcome.FAILED, "not a summary"),
    ],
)
def test_a_summary_that_does_not_come_fails_every_domain_in_words(fetching, archive, said, outcome, words):
    archive.on(PATH, fetching.Said(**said))

    ended = fetching.read(archive).ended("$summary")

    assert ended.outcome is outcome
    assert all(words in gap.why for gap in ended.gaps)


def test_the_message_of_a_summary_that_failed_is_given_on(fetching, archive):
    archive.on(PATH, fetching.Said(status=500, body=fetching.outcome("not today")))

    assert len(fetching.read(archive).answers("$summary")) == 1


def test_where_searches_are_offered_no_summary_is_read_unless_it_is_set(fetching, archive):
    resources = (resource("Patient", "summary"), resource("Condition", searched=True))
    archive.on("metadata", listing(fetching, *resources))
    archive.on("Condition", fetching.Said(body=fetching.bundle("1")))

    result = fetching.read(archive)
    assert archive.asked(PATH) == []
    assert result.end.state is SourceState.COMPLETE

    result = fetching.read(archive, asking=Asking(summary=Use.ALWAYS, post_search=Use.NEVER))
    assert result.ended("$summary").outcome is Outcome.COMPLETE
    assert [gap.kind for gap in result.ended("$summary").gaps] == [GapKind.NOTICE]
    assert "a part of the record" in result.why("$summary")


def test_a_summary_beside_searches_that_does_not_come_is_a_note(fetching, archive):
    resources = (resource("Patient", "summary"), resource("Condition", searched=True))
    archive.on("metadata", listing(fetching, *resources))
    archive.on("Condition", fetching.Said(body=fetching.bundle("1")))
    archive.on(PATH, fetching.Said(status=404, body=fetching.outcome("no such luck")))

    result = fetching.read(archive, asking=Asking(summary=Use.ALWAYS, post_search=Use.NEVER))

    assert "did not come" in result.why("$summary")
    assert "no such luck" in result.why("$summary")
    assert result.answers("$summary") == []
    assert result.end.state is SourceState.COMPLETE


def test_a_summary_that_is_set_off_is_not_read(fetching, archive):
    result = fetching.read(archive, asking=Asking(summary=Use.NEVER))

    assert archive.asked(PATH) == []
    assert result.ended("Condition").outcome is Outcome.NOT_SUPPORTED


@pytest.mark.parametrize("others", [(), (resource("Condition", searched=True),)])
def test_documents_come_by_their_operation_where_they_cannot_be_searched(fetching, archive, others):
    resources = (resource("Patient", "summary"), resource("DocumentReference", "docref"), *others)
    archive.on("metadata", listing(fetching, *resources))
    archive.on("Condition", fetching.Said(body=fetching.bundle()))
    archive.on(
        "DocumentReference/$docref", fetching.Said(body=fetching.bundle("1", kind="DocumentReference"))
    )

    result = fetching.read(archive)

    assert result.ids("DocumentReference") == ["1"]
    assert result.ended("DocumentReference").outcome is Outcome.COMPLETE
    (heard,) = archive.asked("DocumentReference/$docref")
    assert dict(heard.query) == {"patient": "1", "start": "1900-01-01"}
