"""What a source said is written down and read again without any difference."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.source.answer import Answer, Asked, Ended, Outcome, SourceEnded
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.state import SourceState
from viewer.store.kept_record_rows import NotWritable, events_of, row_of

MOMENT = datetime(2026, 11, 22, 3, 2, 10, 123456, tzinfo=UTC)
GAP = Gap(source="gp", kind=GapKind.DENIED, domain=Domain.PLANS, what="w", why="y", when=MOMENT, advice="a")


def answer(body):
    return Answer(
        source="gp",
        search="Condition",
        body=body,
        media_type="application/fhir+json",
        place="page 3",
        path="https://gp.example/fhir/Condition?patient=1",
        retrieved=MOMENT,
        fhir_version="4.0.1",
    )


@given(st.binary(max_size=3000))
def test_every_byte_of_an_answer_comes_back(body):
    assert list(events_of([row_of(answer(body))])) == [answer(body)]


def test_every_kind_of_event_comes_back():
    events = [
        Asked(source="gp", search="Condition", domains=frozenset({Domain.PROBLEMS, Domain.PLANS})),
        answer(b"\xff\xfe not text"),
        Ended(source="gp", search="Condition", outcome=Outcome.DENIED, expected=7, gaps=(GAP,), gone=True),
        SourceEnded(source="gp", state=SourceState.PARTIAL, gaps=(GAP,)),
    ]
    assert list(events_of(map(row_of, events))) == events


def test_half_a_character_in_a_name_of_the_sources_is_not_written():
    with pytest.raises(NotWritable):
        row_of(Asked(source="gp", search="\ud83d", domains=frozenset()))
