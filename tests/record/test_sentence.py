from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.record.builders import LONDON, domain_row, gap, record, source_row
from viewer.record.model import Counts
from viewer.record.sentence import not_seen, sources_sentence
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.state import DomainState, SourceState


def test_all_complete_is_said_in_three_words():
    assert sources_sentence(record(), LONDON) == "2 of 2 complete."


def test_what_failed_is_named_with_the_time_and_what_is_therefore_not_known():
    when = datetime(2026, 11, 22, 3, 2, tzinfo=UTC)
    failed = source_row("gp", SourceState.FAILED, gaps=(gap(when=when),))
    rows = (
        domain_row("gp", Domain.MEDICINES, DomainState.FAILED),
        domain_row("gp", Domain.ALLERGIES, DomainState.FAILED),
        domain_row("gp", Domain.DEVICES, DomainState.NOT_SUPPORTED),
        domain_row("gp", Domain.PROBLEMS, DomainState.DATA),
    )

    assert sources_sentence(record(sources=(failed, "trust"), rows=rows), LONDON) == (
        "1 of 2 complete. GP practice failed 03:02: allergies and adverse reactions and medicines not seen; "
        "the server answered 503."
    )


@pytest.mark.parametrize("received", [0, 1])
@pytest.mark.parametrize("state", [SourceState.FAILED, SourceState.DENIED, SourceState.CANCELLED])
def test_a_source_that_did_not_even_find_the_patient_is_not_said_to_lack_demographics_only(state, received):
    gone = source_row(
        "gp", state, counts=Counts(received=received), gaps=(gap(why="nothing answers at its address"),)
    )
    rows = (
        domain_row("gp", Domain.DEMOGRAPHICS, DomainState.FAILED),
        domain_row("gp", Domain.ALLERGIES, DomainState.FAILED),
    )

    said = sources_sentence(record(sources=(gone, "trust"), rows=rows), LONDON)

    assert "nothing of it seen; nothing answers at its address" in said
    assert "demographics" not in said


def test_what_is_urgent_is_said_first_even_where_a_part_of_it_came():
    rows = (
        domain_row("gp", Domain.IMMUNISATIONS, DomainState.FAILED),
        domain_row("gp", Domain.RESULTS, DomainState.FAILED, count=2),
        domain_row("gp", Domain.MEDICINES, DomainState.FAILED, count=9),
    )
    said = sources_sentence(
        record(sources=(source_row("gp", SourceState.PARTIAL), "trust"), rows=rows), LONDON
    )

    assert "medicines and results and observations not completely seen; immunisations not seen" in said


def test_the_worst_comes_first_and_what_was_not_linked_last():
    states = [
        ("gp", SourceState.LOADING),
        ("trust", SourceState.PARTIAL),
        ("mh", SourceState.DENIED),
        ("ooh", SourceState.NOT_LINKED),
    ]
    rows = (
        domain_row("gp", Domain.RESULTS, DomainState.DATA, settled=False),
        domain_row("trust", Domain.RESULTS, DomainState.TRUNCATED),
    )
    words = sources_sentence(
        record(sources=[source_row(source, state, retrieved="") for source, state in states], rows=rows),
        LONDON,
    )

    assert words == (
        "0 of 3 complete. "
        "Community trust refused: nothing of it seen. "
        "Acute trust is incomplete: results and observations not completely seen. "
        "GP practice is loading: results and observations not completely seen. "
        "Out of hours: found, not linked: not in this record."
    )


def test_where_several_are_in_trouble_each_reason_stands_beside_its_source():
    sources = [source_row(one, SourceState.FAILED, retrieved="", gaps=(gap(),)) for one in ("gp", "trust")]
    rows = [domain_row(one, Domain.RESULTS, DomainState.FAILED) for one in ("gp", "trust")]

    assert sources_sentence(record(sources=sources, rows=rows), LONDON) == (
        "0 of 2 complete. GP practice failed: nothing of it seen; the server answered 503. "
        "Acute trust failed: nothing of it seen; the server answered 503."
    )


def test_a_reason_that_another_one_quotes_is_not_said_twice():
    quoted = gap(why="it is too busy; it says: error: too many requests.")
    gaps = (gap(why="too many requests"), gap(why=f"after page 2: {quoted.why}"), quoted)
    sources = [source_row("gp", SourceState.FAILED, retrieved="", gaps=gaps)]
    rows = [domain_row("gp", Domain.RESULTS, DomainState.FAILED)]

    assert sources_sentence(record(sources=sources, rows=rows), LONDON) == (
        "0 of 1 complete. GP practice failed: nothing of it seen; "
        "after page 2: it is too busy; it says: error: too many requests."
    )


def test_a_trouble_without_any_domain_still_has_a_sentence():
    rows = (domain_row("gp"),)
    partial = source_row("gp", SourceState.PARTIAL, gaps=(gap(kind=GapKind.NOTICE),))

    assert sources_sentence(record(sources=(partial,), rows=rows), LONDON) == (
        "0 of 1 complete. GP practice is incomplete 03:02."
    )


def test_no_source_is_said():
    assert sources_sentence(record(sources=()), LONDON) == "No source is part of this record."


@pytest.mark.parametrize("state", DomainState)
def test_what_may_still_come_or_is_not_whole_is_not_seen(state):
    assert not_seen(domain_row(state=state)) == (state.value in {"failed", "withheld", "truncated"})


def test_a_domain_still_under_way_is_not_seen():
    assert not_seen(domain_row(settled=False))


def test_a_source_that_found_nobody_is_not_complete_for_this_person():
    found = record()
    searched = replace(found, sources=(*found.sources, source_row("mh")))

    assert sources_sentence(searched, LONDON) == (
        "2 of 3 complete. Community trust: no Patient found, so nothing of it is seen."
    )


def test_a_source_that_was_not_asked_is_not_said_to_be_found():
    why = gap(kind=GapKind.NOT_LINKED, what="Not asked: the NHS number is not verified")
    said = sources_sentence(
        record(sources=("gp", source_row("mh", SourceState.NOT_LINKED, gaps=(why,)))), LONDON
    )

    assert said.endswith("Community trust: not asked: the NHS number is not verified.")
