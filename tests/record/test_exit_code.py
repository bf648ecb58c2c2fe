from dataclasses import replace

import pytest

from tests.merge.builders import allergy
from tests.record.builders import domain_row, gap, record, source_row
from viewer.record.exit_code import exit_code
from viewer.record.model import Counts
from viewer.source.gap import GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState


def test_a_complete_record_ends_with_0_and_so_does_an_empty_answer():
    assert exit_code(record(allergy())) == 0
    assert exit_code(record()) == 0


@pytest.mark.parametrize("kind", [kind for kind in GapKind if kind.makes_partial])
def test_every_gap_that_loses_something_ends_with_3(kind):
    assert exit_code(record(allergy(), sources=(source_row(gaps=(gap(kind=kind),)),))) == 3
    assert exit_code(record(allergy(), rows=(domain_row(gaps=(gap(kind=kind),)),))) == 3


@pytest.mark.parametrize("kind", [kind for kind in GapKind if not kind.makes_partial])
def test_a_notice_loses_nothing(kind):
    assert exit_code(record(allergy(), sources=(source_row(gaps=(gap(kind=kind),)),))) == 0


@pytest.mark.parametrize("state", [state for state in SourceState if state is not SourceState.COMPLETE])
def test_a_source_that_is_not_complete_or_not_linked_ends_with_3(state):
    assert exit_code(record(allergy(), sources=("gp", source_row("mh", state=state)))) == 3


@pytest.mark.parametrize("state", [DomainState.FAILED, DomainState.WITHHELD, DomainState.TRUNCATED])
def test_a_domain_that_is_not_whole_ends_with_3(state):
    assert exit_code(record(allergy(), rows=(domain_row(state=state),))) == 3
    assert exit_code(record(allergy(), rows=(domain_row(settled=False),))) == 3


def test_a_file_of_which_nothing_could_be_understood_is_partial_because_it_is_listed():
    unreadable = record(counts=Counts(received=1, unreadable=1))

    assert exit_code(unreadable) == 3


def test_1_only_where_no_source_gave_anything_at_all():
    failed = source_row(state=SourceState.FAILED)

    assert exit_code(record(sources=(failed,))) == 1
    assert exit_code(record(sources=())) == 1
    assert exit_code(record(sources=(failed, "trust"))) == 3
    assert exit_code(replace(record(sources=(failed,)), counts=Counts(received=1, as_entries=1))) == 3


def test_1_where_no_source_knows_the_patient_for_a_record_of_nobody_is_no_record():
    nobody = replace(record(rows=()), person=None)

    assert exit_code(nobody) == 1
    assert exit_code(replace(nobody, sources=(*nobody.sources, source_row("mh", SourceState.FAILED)))) == 1
    assert exit_code(replace(nobody, sources=(source_row(kind=SourceKind.FILE),))) == 0
    assert exit_code(replace(nobody, counts=Counts(received=1, as_entries=1))) == 0
