from dataclasses import replace

from tests.record.builders import domain_row, gap, record, source_row
from viewer.record.sources import (
    files_of,
    holding,
    in_full,
    linked_sources,
    names_of,
    not_linked,
    rows_of,
    settled,
)
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState


def test_two_sources_of_one_name_are_told_apart():
    both = record(
        sources=(source_row("a", name="Letters"), source_row("b", name="Letters"), source_row("c", name=""))
    )

    assert names_of(both) == {"a": "Letters", "b": "Letters (2)", "c": "c"}


def test_a_source_that_is_not_linked_is_no_part_of_the_record():
    some = record(sources=("gp", source_row("mh", state=SourceState.NOT_LINKED)))

    assert [row.origin.id for row in linked_sources(some)] == ["gp"]
    assert [row.origin.id for row in not_linked(some)] == ["mh"]


def test_in_full_means_settled_answered_and_without_a_gap():
    assert in_full(domain_row(state=DomainState.EMPTY))
    assert not in_full(domain_row(state=DomainState.NOT_ASKED))
    assert not in_full(domain_row(settled=False))
    assert not in_full(domain_row(gaps=(gap(),)))
    assert not in_full(domain_row(gaps=(gap(kind=GapKind.NOTICE),)))


def test_a_type_that_a_source_does_not_offer_beside_others_leaves_the_answer_whole():
    assert in_full(domain_row(state=DomainState.DATA, gaps=(gap(kind=GapKind.NOT_SUPPORTED),)))


def test_a_record_is_settled_when_every_source_and_domain_is():
    done = record()
    row = replace(done.domains[0], settled=False)

    assert settled(done)
    assert not settled(replace(done, domains=(row, *done.domains[1:])))
    assert not settled(record(sources=(source_row(state=SourceState.LOADING),)))


def test_rows_and_files_are_found_by_source():
    some = record(sources=("gp", source_row("file", kind=SourceKind.FILE)))

    assert set(rows_of(some, Domain.PLANS)) == {"gp", "file"}
    assert files_of(some) == {"file"}


def test_a_service_that_can_hold_nothing_of_a_domain_is_not_waited_for():
    rows = (domain_row("gp"), domain_row("pds", state=DomainState.NOT_HELD))
    some = record(sources=("gp", "pds", "new"), rows=rows)

    assert [row.origin.id for row in holding(some, {Domain.ALLERGIES})] == ["gp", "new"]
    assert [row.origin.id for row in holding(some, {Domain.PLANS})] == ["gp", "pds", "new"]
