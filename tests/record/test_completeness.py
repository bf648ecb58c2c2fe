from dataclasses import replace

import pytest

from tests.merge.builders import allergy
from tests.record.builders import LONDON, domain_row, gap, record, source_row
from viewer.record.completeness import cell_words, completeness_words, gap_words, grid, short_completeness
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState

ALLERGIES = {Domain.ALLERGIES}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (domain_row(state=DomainState.DATA, count=3), "3"),
        (domain_row(state=DomainState.DATA, count=3, expected=5), "3 of 5"),
        (domain_row(state=DomainState.DATA, count=3, settled=False), "3 so far"),
        (domain_row(state=DomainState.DATA, count=3, gaps=(gap(kind=GapKind.NOTICE),)), "3, see note"),
        (domain_row(state=DomainState.EMPTY), "No records returned"),
        (domain_row(state=DomainState.FAILED), "Failed"),
        (domain_row(state=DomainState.TRUNCATED, count=3, expected=9), "Incomplete, 3 of 9 received"),
        (domain_row(state=DomainState.ASSERTED_NONE, count=1), "States none, 1 received"),
        (domain_row(state=DomainState.WITHHELD), "Withheld"),
        (domain_row(state=DomainState.NOT_SUPPORTED), "Not offered"),
        (domain_row(state=DomainState.NOT_ASKED, settled=False), "Not asked so far"),
    ],
)
def test_a_cell_says_its_state_in_few_words(row, words):
    assert cell_words(row) == words


def test_every_cell_has_words_and_none_of_them_says_none_or_zero():
    for state in DomainState:
        words = cell_words(domain_row(state=state, count=0 if state is not DomainState.DATA else 1))
        assert words
        assert words not in {"None", "0"}


def test_the_grid_has_a_cell_for_every_row_with_its_reason():
    failed = domain_row(
        "gp", state=DomainState.FAILED, gaps=(gap(), gap(what="", why="page 2 did not arrive", advice=""))
    )
    rows = (failed, domain_row("trust"), domain_row("gp", Domain.PLANS, DomainState.DATA))
    cells = grid(record(rows=rows), LONDON)

    assert [(cell.domain, cell.source, cell.state) for cell in cells] == [
        (Domain.ALLERGIES, "gp", DomainState.FAILED),
        (Domain.ALLERGIES, "trust", DomainState.EMPTY),
        (Domain.PLANS, "gp", DomainState.DATA),
    ]
    assert [cell.reason for cell in cells] == [
        "Medicines not seen: the server answered 503. Retry this source. page 2 did not arrive.",
        "No records returned by Acute trust at 03:02.",
        "GP practice: 1 at 03:02.",
    ]


def test_a_gap_is_whole_sentences():
    assert gap_words(gap(what="A.", why="", advice="")) == "A."
    assert gap_words(gap()) == "Medicines not seen: the server answered 503. Retry this source."


def test_the_sentence_under_a_list_names_who_returned_nothing_and_when():
    words = completeness_words(record(allergy("gp")), ALLERGIES, LONDON)

    assert words == "2 of 2 sources answered in full. No records returned by Acute trust at 03:02."


def test_a_source_that_failed_or_is_not_known_is_named():
    rows = (
        domain_row("gp", state=DomainState.FAILED),
        domain_row("trust", Domain.PLANS),
    )

    words = completeness_words(record(rows=rows), ALLERGIES, LONDON)

    assert words == (
        "0 of 2 sources in full. GP practice: failed. Acute trust: not known whether it has any."
    )
    both = completeness_words(record(rows=rows), {Domain.ALLERGIES, Domain.MEDICINES}, LONDON)
    assert "GP practice: Allergies and adverse reactions failed." in both


def test_until_every_source_has_answered_the_sentence_says_so_far():
    waiting = record(allergy("gp"), sources=("gp", source_row("trust", state=SourceState.LOADING)))

    assert completeness_words(waiting, ALLERGIES, LONDON).startswith("So far: ")


def test_a_file_is_never_said_to_have_answered():
    file = source_row("gp", kind=SourceKind.FILE)
    rows = (domain_row("gp", state=DomainState.NOT_ASKED),)

    one = record(sources=(file,), rows=rows)
    two = replace(one, sources=(file, source_row("x", kind=SourceKind.FILE)))

    assert completeness_words(one, ALLERGIES, LONDON) == "1 file: what it does not hold is not known."
    assert completeness_words(two, ALLERGIES, LONDON).startswith(
        "2 files: what they do not hold is not known."
    )


def test_without_a_source_nothing_is_claimed():
    assert completeness_words(record(sources=()), ALLERGIES, LONDON) == "No source has been asked."


def test_the_time_is_never_invented():
    row = source_row("gp", retrieved="")

    assert "at " not in completeness_words(record(sources=(row,)), ALLERGIES, LONDON).split("returned by")[1]


def test_a_service_that_keeps_nothing_of_a_domain_is_not_counted_under_its_list():
    rows = (domain_row("gp"), domain_row("pds", state=DomainState.NOT_HELD, settled=False))
    some = record(sources=("gp", "pds"), rows=rows)

    assert cell_words(rows[1]) == "Not kept there"
    words = completeness_words(some, {Domain.ALLERGIES}, LONDON)
    assert "1 of 1 sources answered in full." in words
    assert "pds" not in words.casefold()


def _short(*states, **given):
    rows = tuple(domain_row(f"s{place}", state=state) for place, state in enumerate(states))
    return short_completeness(record(sources=[row.source for row in rows], rows=rows, **given), ALLERGIES)


def test_in_one_line_every_source_that_lacks_is_counted_worst_first():
    failed, withheld, asked = DomainState.FAILED, DomainState.WITHHELD, DomainState.NOT_ASKED
    empty, cut, none = DomainState.EMPTY, DomainState.TRUNCATED, DomainState.NOT_SUPPORTED

    assert _short(empty, empty) == "2 of 2 in full"
    assert _short(none, asked, withheld, cut, failed, failed, empty) == (
        "1 of 7 in full; 2 failed; 1 withheld; 1 incomplete; 1 not asked; 1 not offered"
    )


def test_in_one_line_a_single_source_that_lacks_is_named_after_what_it_lacks():
    assert _short(DomainState.EMPTY, DomainState.FAILED) == "1 of 2 in full; failed: s1"


def test_in_one_line_who_refused_is_not_said_to_be_not_asked():
    rows = (domain_row("gp", state=DomainState.NOT_ASKED),)
    refused = record(sources=(source_row("gp", state=SourceState.DENIED),), rows=rows)

    assert short_completeness(refused, ALLERGIES).startswith("0 of 1 in full; refused: ")


def test_in_one_line_what_is_not_known_a_file_and_loading_are_said():
    file = source_row("file", kind=SourceKind.FILE)
    said = record(
        sources=("gp", source_row("trust", state=SourceState.LOADING), file),
        rows=(domain_row("gp"), domain_row("file", state=DomainState.NOT_ASKED)),
    )

    assert short_completeness(said, ALLERGIES).startswith("So far: 1 of 2 in full; 1 file; not known: ")
    assert short_completeness(record(sources=(), rows=()), ALLERGIES) == "No source has been asked"


def test_a_source_that_returned_no_such_patient_is_not_said_to_be_unasked():
    made = record()
    sources = (*made.sources, source_row("mh"))
    rows = (*made.domains, domain_row("mh", Domain.RESULTS, DomainState.NOT_ASKED))
    found = replace(made, sources=sources, domains=rows)

    assert "Community trust: no such patient returned." in completeness_words(found, {Domain.RESULTS}, LONDON)
    (cell,) = [cell for cell in grid(found, LONDON) if cell.source == "mh"]
    assert cell.words == "No such patient returned"


def test_a_domain_without_a_reason_of_its_own_has_that_of_its_source():
    why = gap(kind=GapKind.DENIED, domain=Domain.DEMOGRAPHICS, what="Not asked", why="PDS does not know it")
    note = gap(kind=GapKind.NOTICE, what="A note", why="")
    refused = source_row("gp", SourceState.DENIED, gaps=(why, note))
    rows = (
        domain_row("gp", Domain.RESULTS, DomainState.WITHHELD),
        domain_row("gp", Domain.DEVICES, DomainState.NOT_SUPPORTED),
    )
    cells = grid(record(sources=(refused,), rows=rows), LONDON)

    assert [cell.reason for cell in cells] == [
        "Not asked: PDS does not know it. Retry this source.",
        "GP practice: Not offered at 03:02.",
    ]
