from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import NAMES, allergy, entry, nka, problem
from tests.record.builders import domain_row, gap, record, source_row
from viewer.entries.entry import Flag, Standing
from viewer.record.allergies import (
    _HINT,
    KNOWN,
    NONE_KNOWN,
    NOT_RECORDED,
    UNAVAILABLE,
    allergy_label,
    allergy_label_of,
    is_hint,
)
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState

TWO = {"gp": "GP practice", "trust": "Acute trust"}
FULL = (domain_row("gp", state=DomainState.ASSERTED_NONE, count=1), domain_row("trust"))


def label(*entries, rows=FULL, names=TWO, files=()):
    return allergy_label(entries, rows, names, files)[0]


def words(*entries, rows=FULL, names=TWO, files=()):
    return allergy_label(entries, rows, names, files)[1]


def test_one_active_allergy_is_enough_for_known_allergies_whatever_else_is_missing():
    assert label(allergy(), rows=(), names={}) == KNOWN
    assert label(allergy(), nka("trust")) == KNOWN
    assert words(allergy(standing=Standing.UNKNOWN), nka("trust"), problem(title="Nut allergy"), rows=()) == (
        "1 recorded; 1 of them without a stated clinical status; a source also states none; "
        "more may be recorded elsewhere: Nut allergy; may be incomplete: not answered in full by GP practice, Acute trust"
    )


def test_no_known_allergies_needs_a_coded_statement_and_every_source_in_full():
    assert label(nka("gp")) == NONE_KNOWN
    assert words(nka("gp")) == (
        "No known allergy, stated by GP practice; every linked source has answered in full"
    )


def test_without_any_statement_a_full_answer_is_not_recorded():
    assert label() == NOT_RECORDED
    assert label(rows=(), names={}) == UNAVAILABLE
    assert words(rows=(), names={}) == "No source has been asked"


@pytest.mark.parametrize(
    "change",
    [
        {"state": DomainState.FAILED},
        {"state": DomainState.WITHHELD},
        {"state": DomainState.TRUNCATED},
        {"state": DomainState.NOT_SUPPORTED},
        {"state": DomainState.NOT_ASKED},
        {"settled": False},
        {"gaps": (gap(kind=GapKind.NOTICE),)},
        {"gaps": (gap(kind=GapKind.NOT_SUPPORTED),)},
    ],
)
def test_a_source_that_has_not_answered_in_full_makes_allergies_unavailable_by_name(change):
    rows = (FULL[0], replace(FULL[1], **change))

    assert label(nka("gp"), rows=rows) == UNAVAILABLE
    assert label(rows=rows) == UNAVAILABLE
    assert words(nka("gp"), rows=rows) == "Not answered in full by Acute trust"


@pytest.mark.parametrize(
    "flag",
    [
        Flag.UNCODED,
        Flag.REFUTED,
        Flag.IN_ERROR,
        Flag.UNCONFIRMED,
        Flag.NOT_UNDERSTOOD,
        Flag.ABOUT_OTHER,
        Flag.FROM_WITHDRAWN,
    ],
)
def test_a_statement_of_none_that_is_not_sound_claims_nothing(flag):
    assert label(nka("gp", flags=[flag])) == UNAVAILABLE


def test_a_statement_of_none_that_is_past_uncoded_or_of_a_kind_claims_nothing():
    assert label(nka("gp", standing=Standing.PAST)) == UNAVAILABLE
    assert label(nka("gp", code="")) == UNAVAILABLE
    assert label(allergy("gp", flags=[Flag.NO_KNOWN_ALLERGY_OF_A_KIND])) == UNAVAILABLE
    assert "text only" in words(nka("gp", flags=[Flag.UNCODED], code=""))


def test_only_refuted_or_past_allergies_are_neither_known_nor_not_recorded():
    assert label(allergy(flags=[Flag.REFUTED])) == UNAVAILABLE
    assert label(allergy(standing=Standing.PAST)) == UNAVAILABLE
    assert words(allergy(standing=Standing.PAST)).startswith("What is recorded is past, refuted")


@pytest.mark.parametrize(
    "hint",
    [
        problem(title="Allergy to penicillin"),
        entry("gp", "Flag/1", title="Anaphylaxis risk", domain=Domain.PLANS),
        entry(title="H/O: drug intolerance"),
        entry(title="No known allergies except penicillin"),
    ],
)
def test_what_reads_like_an_allergy_elsewhere_prevents_the_claim(hint):
    assert label(nka("gp"), hint) == UNAVAILABLE
    assert hint.title in words(nka("gp"), hint)
    assert label(hint) == UNAVAILABLE


def test_withdrawn_hints_and_the_same_claim_as_a_finding_prevent_nothing():
    for finding in (
        problem(title="Allergy", flags=[Flag.IN_ERROR]),
        problem(title="Allergy", flags=[Flag.REFUTED]),
        entry(title="No known allergies."),
    ):
        assert label(nka("gp"), finding) == NONE_KNOWN


def test_that_a_source_knows_nothing_is_told_as_such_and_still_prevents_the_claim():
    ignorant = allergy("trust", title="No information about allergies", domain=Domain.OTHER)

    assert words(nka("gp"), ignorant) == "A source states: No information about allergies"
    assert label(nka("gp"), ignorant) == UNAVAILABLE
    assert words(allergy("gp"), ignorant, problem(title="Hives, allergic")) == (
        "1 recorded; more may be recorded elsewhere: Hives, allergic; "
        "a source states: No information about allergies"
    )


def test_the_name_of_a_maker_is_no_hint():
    drops = entry("gp", "MedicationRequest/1", title="Lacri-lube eye ointment (Allergan Ltd)")

    assert label(nka("gp"), drops) == NONE_KNOWN
    assert label(nka("gp"), replace(drops, title="Allergan allergy")) == UNAVAILABLE


def test_a_list_named_after_allergies_is_a_heading_and_no_hint():
    heading = entry("gp", "List/1", title="List: Allergies and adverse reactions")
    document = entry("gp", "DocumentReference/1", title="List: Allergies and adverse reactions")

    assert label(nka("gp"), heading) == NONE_KNOWN
    assert label(nka("gp"), document) == UNAVAILABLE


def test_what_cannot_be_read_may_be_an_allergy():
    unreadable = entry("gp", "Unknown/1", flags=[Flag.UNREADABLE], domain=Domain.OTHER)

    assert label(nka("gp"), unreadable) == UNAVAILABLE
    assert "1 unreadable" in words(nka("gp"), unreadable)


def test_a_file_never_answers_in_full():
    assert label(nka("gp"), files={"gp"}) == UNAVAILABLE


def test_the_label_of_a_record_asks_linked_sources_only():
    linked = record(nka("gp"))
    stranger = source_row("mh", state=SourceState.NOT_LINKED)

    assert allergy_label_of(linked)[0] == NONE_KNOWN
    assert allergy_label_of(replace(linked, sources=(*linked.sources, stranger)))[0] == NONE_KNOWN
    assert allergy_label_of(replace(linked, sources=(*linked.sources, stranger)))[1].startswith(
        "Found but not linked, so not seen: Community trust; No known allergy, stated by GP practice"
    )
    for state in (SourceState.FAILED, SourceState.LOADING, SourceState.PARTIAL):
        unanswered = replace(linked, sources=(*linked.sources, source_row("mh", state)))
        assert allergy_label_of(unanswered) == (UNAVAILABLE, "Not answered in full by Community trust")
    as_file = replace(linked, sources=(source_row("gp", kind=SourceKind.FILE), source_row("trust")))
    assert allergy_label_of(as_file)[0] == UNAVAILABLE


def test_an_endpoint_that_knows_nobody_of_that_number_is_named_and_not_waited_for():
    linked = record(nka("gp"))
    with_other = replace(linked, sources=(*linked.sources, source_row("mh")))

    label_, why = allergy_label_of(with_other)
    assert label_ == NONE_KNOWN
    assert why.startswith("No Patient found at Community trust; No known allergy, stated by GP practice; ")
    assert allergy_label_of(replace(with_other, entries=(allergy("gp"),)))[1] == (
        "1 recorded; no Patient found at Community trust"
    )

    asked = domain_row("mh", Domain.PLANS, DomainState.EMPTY)
    assert allergy_label_of(replace(with_other, domains=(*linked.domains, asked)))[0] == UNAVAILABLE
    waiting = domain_row("mh", state=DomainState.NOT_ASKED, settled=False)
    assert allergy_label_of(replace(with_other, domains=(*linked.domains, waiting)))[0] == UNAVAILABLE
    assert allergy_label_of(replace(with_other, person=None))[0] == UNAVAILABLE


states = st.sampled_from(DomainState)
some_rows = st.dictionaries(st.sampled_from(list(NAMES)), states, min_size=1)
some_entries = st.lists(
    st.one_of(
        st.builds(nka, source=st.sampled_from(list(NAMES))),
        st.builds(
            allergy,
            source=st.sampled_from(list(NAMES)),
            standing=st.sampled_from(Standing),
            flags=st.lists(st.sampled_from(Flag), max_size=2),
        ),
        st.builds(problem, title=st.sampled_from(["Asthma", "Drug allergy"])),
    ),
    max_size=3,
)
FAILINGS = st.one_of(
    st.sampled_from(
        [s for s in DomainState if s.value in {"failed", "withheld", "truncated", "not-asked"}]
    ).map(lambda state: {"state": state}),
    st.just({"settled": False}),
    st.just({"gaps": (gap(),)}),
    st.just(None),
)


@given(some_entries, some_rows, FAILINGS, st.data())
def test_with_any_one_source_taken_away_or_failed_no_known_allergies_never_appears(
    entries, given_rows, failing, data
):
    rows = [domain_row(source, state=state) for source, state in given_rows.items()]
    names = {source: NAMES[source] for source in given_rows}
    hit = data.draw(st.sampled_from(sorted(given_rows)))
    kept = [row for row in rows if row.source != hit]
    if failing is not None:
        kept += [replace(row, **failing) for row in rows if row.source == hit]

    said, why = allergy_label(entries, kept, names)

    assert said in {KNOWN, UNAVAILABLE}
    assert NAMES[hit] in why


@given(some_entries, some_rows)
def test_no_known_allergies_is_said_only_where_all_of_it_holds(entries, given_rows):
    rows = [domain_row(source, state=state) for source, state in given_rows.items()]
    said, _ = allergy_label(entries, rows, {source: NAMES[source] for source in given_rows})

    if said == NONE_KNOWN:
        assert {row.state for row in rows} <= {DomainState.DATA, DomainState.ASSERTED_NONE, DomainState.EMPTY}
        assert any(Flag.NO_KNOWN_ALLERGY in one.flags and one.codings for one in entries)
        assert not any("llergy" in one.title and one.domain is Domain.PROBLEMS for one in entries)
    if said == NOT_RECORDED:
        assert not any(one.domain is Domain.ALLERGIES for one in entries)


@given(
    st.sampled_from(list(NAMES)),
    st.sampled_from([s for s in SourceState if s.value not in {"complete", "not-linked"}]),
)
def test_a_linked_source_of_a_record_that_fails_or_leaves_its_rows_behind_ends_the_claim(hit, state):
    full = record(nka("gp"), sources=tuple(NAMES))
    assert allergy_label_of(full)[0] == NONE_KNOWN

    without_rows = replace(full, domains=tuple(row for row in full.domains if row.source != hit))
    failed_rows = tuple(
        replace(row, state=DomainState.FAILED) if row.source == hit else row for row in full.domains
    )
    failed = replace(
        full,
        sources=tuple(replace(row, state=state) if row.origin.id == hit else row for row in full.sources),
        domains=failed_rows,
    )
    for broken in (without_rows, failed, replace(failed, domains=without_rows.domains)):
        label_, why = allergy_label_of(broken)
        assert label_ == UNAVAILABLE
        assert NAMES[hit] in why


@given(st.from_regex(_HINT.pattern))
def test_no_text_that_hints_at_an_allergy_is_passed_over_by_the_quick_look(words):
    assert is_hint(problem(title=words)) is (words.casefold().strip(" .") not in _HINT.never)


def test_a_service_that_keeps_no_allergies_does_not_keep_none_from_being_said():
    none = nka()
    rows = (domain_row("gp", state=DomainState.ASSERTED_NONE), domain_row("pds", state=DomainState.NOT_HELD))
    whole = record(none, sources=("gp", "pds"), rows=rows)
    waiting = replace(whole, domains=(rows[0], replace(rows[1], state=DomainState.NOT_ASKED)))

    assert allergy_label_of(whole)[0] == NONE_KNOWN
    assert allergy_label_of(waiting)[0] == UNAVAILABLE
