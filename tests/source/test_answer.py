"""What a source may say is told apart by type alone."""

from typing import get_args

from viewer.source.answer import (
    Answer,
    Asked,
    Ended,
    Outcome,
    Recalled,
    RecallEnded,
    SourceEnded,
    SourceEvent,
)


def test_a_source_says_four_things_and_what_was_kept_of_it_two():
    assert set(get_args(SourceEvent)) == {Asked, Answer, Ended, SourceEnded, Recalled, RecallEnded}


def test_an_end_claims_nothing_by_default():
    ended = Ended(source="gp", search="Condition", outcome=Outcome.COMPLETE)

    assert (ended.expected, ended.gaps) == (None, ())
