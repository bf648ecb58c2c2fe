"""A source that has not answered a domain in full may have more of it; one that never keeps any may not."""

from dataclasses import replace

import pytest

from tests.record.builders import domain_row, gap, record, source_row
from viewer.record.unanswered import unanswered, unanswered_words
from viewer.source.domain import Domain
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState

RESULTS = Domain.RESULTS


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"state": DomainState.DATA, "count": 3}, ""),
        ({"state": DomainState.EMPTY}, ""),
        ({"state": DomainState.NOT_HELD}, ""),
        ({"state": DomainState.FAILED}, "failed"),
        ({"state": DomainState.NOT_ASKED}, "not asked"),
        ({"state": DomainState.TRUNCATED, "count": 3, "expected": 9}, "incomplete, 3 of 9 received"),
        ({"state": DomainState.DATA, "count": 3, "settled": False}, "still answering"),
        ({"state": DomainState.DATA, "count": 3, "gaps": (gap(),)}, "not in full"),
        ({"state": DomainState.DATA, "count": 3, "as_at": "2026-11-22T03:02:00+00:00"}, "a kept copy"),
        (
            {"state": DomainState.DATA, "count": 3, "as_at": "2026-11-22T03:02:00+00:00", "earlier": True},
            "read earlier, not again",
        ),
    ],
)
def test_what_may_lack_is_said_with_its_reason(row, why):
    some = record(sources=("gp",), rows=(domain_row("gp", RESULTS, **row),))
    assert unanswered(some, RESULTS) == ((("gp", why),) if why else ())


def test_a_file_a_source_without_the_patient_and_one_that_was_not_asked_may_all_have_more():
    file = source_row("file", kind=SourceKind.FILE)
    some = record(
        sources=("gp", file, source_row("mh", name="Vale", state=SourceState.FAILED)),
        rows=(domain_row("gp", RESULTS), domain_row("file", RESULTS, DomainState.DATA)),
    )
    assert unanswered(some, RESULTS) == (("file", "a file"), ("mh", "not asked"))
    assert unanswered_words(some, RESULTS).startswith("Not known at ")


def test_an_endpoint_that_knows_nobody_of_the_number_is_said_to():
    asked = domain_row("gp", RESULTS, DomainState.DATA)
    some = record(sources=("gp",), rows=(asked,))
    other = source_row("trust")
    nobody = replace(some, sources=(*some.sources, other))
    assert unanswered(nobody, RESULTS) == (("trust", "no such patient returned"),)


def test_where_all_have_answered_there_is_nothing_to_say():
    assert (
        unanswered_words(
            record(sources=("gp",), rows=(domain_row("gp", RESULTS, DomainState.DATA),)), RESULTS
        )
        == ""
    )
