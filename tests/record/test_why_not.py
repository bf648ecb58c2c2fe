"""Every source answers once, with its time; "not found" needs all that could hold it, read and searched."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.builders import LONDON, domain_row, gap, record, source_row
from viewer.record.model import Quarantined
from viewer.record.sources import in_full
from viewer.record.why_not import Asked, why_not
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState

ALL = {"gp": ("All 2 letters searched", True), "trust": ("No letters came with it", True)}
DRUG = (Domain.MEDICINES, Domain.ALLERGIES, Domain.DOCUMENTS)
AT = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
EARLIER = "2026-11-21T09:00:00+00:00"


def said(some, source="gp", **asked):
    given = {"reach": ALL, **asked}
    return next(one for one in why_not(some, Asked(**given), LONDON) if one.source == source)


def rows(*changed, source="gp"):
    """All domains answered and empty but for these."""
    others = {row.domain for row in changed}
    return (*(domain_row(source, domain) for domain in Domain if domain not in others), *changed)


def state(domain, state, **more):
    return domain_row("gp", domain, state, **more)


def test_what_is_in_no_complete_answer_is_not_found_with_the_time_and_the_reach():
    found = said(record(sources=("gp",)))

    assert found.state == "not found"
    assert found.words == "Not in its answer (as of 03:02, complete). All 2 letters searched."


def test_what_stands_on_another_page_is_not_said_to_be_shown():
    found = said(record(sources=("gp",)), elsewhere={"gp": 3}, held={"gp": 3})

    assert found.state == "hidden"
    assert "3 of its rows are on another page" in found.words


def test_where_a_letter_was_not_searched_it_is_never_not_found():
    found = said(
        record(sources=("gp",)), reach={"gp": ("1 of 2 letters not searched: a scanned image", False)}
    )

    assert (found.state, found.words[-45:]) == ("partly", "1 of 2 letters not searched: a scanned image.")
    assert said(record(sources=("gp",)), reach={}).words.endswith("Its letters were not searched.")


def test_the_domains_that_the_words_are_about_come_first():
    some = record(sources=("gp",), rows=rows(state(Domain.FAMILY_HISTORY, DomainState.NOT_SUPPORTED)))

    assert said(some).state == "partly"
    about = said(some, domains=DRUG)
    assert about.state == "not found"
    assert about.words == (
        "Not in its answer (as of 03:02, complete; Medicines, Allergies and adverse reactions, "
        "Documents and letters). All 2 letters searched. Not in full: Family history: not offered."
    )


def test_a_source_that_failed_says_when_and_why_and_that_it_may_hold_it():
    failed = source_row("gp", SourceState.FAILED, gaps=(gap(when=AT),))
    found = said(record(sources=(failed,), rows=[state(domain, DomainState.FAILED) for domain in Domain]))

    assert found.state == "failed"
    assert found.words == (
        "It failed at 10:42: Medicines not seen: the server answered 503. Retry this source; it may hold it."
    )


@pytest.mark.parametrize(
    ("ended", "words"),
    [(SourceState.DENIED, "refused access"), (SourceState.CANCELLED, "was stopped")],
)
def test_a_source_that_refused_or_was_stopped_may_hold_it(ended, words):
    some = record(
        sources=(source_row("gp", ended, retrieved=""),), rows=[state(Domain.RESULTS, DomainState.WITHHELD)]
    )

    assert said(some).words == f"It {words}: no reason was given; it may hold it."


def test_a_source_that_gave_a_part_says_what_came_and_what_did_not():
    refused = gap(kind=GapKind.DENIED, domain=Domain.DOCUMENTS)
    some = record(sources=("gp",), rows=rows(state(Domain.DOCUMENTS, DomainState.WITHHELD, gaps=(refused,))))

    assert said(some, domains=DRUG).words == (
        "Not all came (as of 03:02): Documents and letters: withheld; it may hold it. "
        "In full: Allergies and adverse reactions, Medicines. All 2 letters searched."
    )
    assert said(some, domains=DRUG).state == "partly"


def test_a_part_of_which_no_domain_is_whole_is_said_to_be_so():
    some = record(sources=("gp",), rows=[state(Domain.MEDICINES, DomainState.TRUNCATED, count=3, expected=9)])

    assert (
        "Medicines: incomplete, 3 of 9 received; it may hold it. Nothing of it came in full."
        in said(some, domains=DRUG).words
    )


def test_domains_that_failed_or_were_not_asked_are_told_apart():
    broken = gap(domain=Domain.MEDICINES, when=AT)
    failed = record(sources=("gp",), rows=[state(Domain.MEDICINES, DomainState.FAILED, gaps=(broken,))])
    unasked = record(
        sources=("gp",),
        rows=[
            state(Domain.MEDICINES, DomainState.NOT_SUPPORTED),
            state(Domain.ALLERGIES, DomainState.NOT_ASKED),
        ],
    )

    assert said(failed, domains=DRUG).words.startswith("It did not give it at 10:42: Medicines not")
    assert said(failed, domains=DRUG).state == "failed"
    assert said(unasked, domains=DRUG).state == "not asked"
    assert said(unasked, domains=DRUG).words == (
        "Not asked: Medicines: not offered; Allergies and adverse reactions: not asked; it may hold it."
    )


def test_a_service_that_keeps_nothing_of_the_kind_was_not_asked():
    some = record(sources=("gp",), rows=[state(domain, DomainState.NOT_HELD) for domain in DRUG])

    assert said(some, domains=DRUG).words.startswith("Keeps none of this: Medicines")
    assert said(some, domains=DRUG).state == "not asked"
    assert said(some).words == "Keeps none of this: clinical records."


def test_who_is_not_linked_and_who_knows_nobody_were_not_asked():
    unlinked = source_row(
        "gp", SourceState.NOT_LINKED, gaps=(gap(kind=GapKind.NOT_LINKED, what="Two patients"),)
    )
    alone = source_row("trust", SourceState.NOT_LINKED)
    nobody = record(
        sources=("gp", "trust"), rows=[domain_row("trust", one, DomainState.NOT_ASKED) for one in Domain]
    )
    lead = nobody.person.links[:1]
    nobody = record(sources=("gp", "trust"), rows=nobody.domains, person=type(nobody.person)(links=lead))

    some = record(sources=(unlinked, alone), rows=())
    assert said(some).state == "not asked"
    assert said(some).words == (
        "Two patients: the server answered 503. Retry this source. "
        "Nobody there is linked to this record: nothing of it is searched."
    )
    assert said(some, "trust").words == "Nobody there is linked to this record: nothing of it is searched."
    assert said(nobody, "trust").state == "not asked"
    assert said(nobody, "trust").words == (
        "Knows nobody of this name and number (as of 03:02): nothing more was asked."
    )


def test_a_source_that_still_answers_a_file_and_a_copy_are_never_the_last_word():
    loading = record(sources=(source_row("gp", SourceState.LOADING),), rows=rows())
    file = record(sources=(source_row("gp", kind=SourceKind.FILE),), rows=rows())
    copy = record(sources=(source_row("gp", as_at=EARLIER),), rows=rows())
    again = record(sources=(source_row("gp", SourceState.LOADING, as_at=EARLIER),), rows=rows())
    failed = record(
        sources=(source_row("gp", SourceState.FAILED, as_at=EARLIER, earlier=True, gaps=(gap(),)),),
        rows=rows(),
    )

    assert said(loading).words == "Still answering: it may hold it."
    assert said(file).words == (
        "Not in this file as read at 03:02; what it leaves out is not known. All 2 letters searched."
    )
    assert said(copy).words == (
        "Not in its kept copy as at 21-Nov-2026 09:00. Reading it again failed; it may hold it."
    )
    assert said(again).words.endswith("09:00. It is being read again.")
    assert said(failed).words == (
        "Not in what it gave as at 21-Nov-2026 09:00. Reading it again failed: the server answered 503; "
        "it may hold it."
    )
    assert {said(some).state for some in (loading, file, copy, again, failed)} == {"partly"}


def test_what_the_filter_hides_and_what_is_shown_is_counted():
    some = record(sources=("gp",))

    assert said(some, held={"gp": 4}).words == "4 of its rows hold the words; the filter hides them."
    assert said(some, held={"gp": 1}, by_words=False).words == "1 of its rows; the filter hides it."
    assert said(some, held={"gp": 1}).state == "hidden"
    assert said(some, held={"gp": 4}, shown={"gp": 1}).words == "1 of its rows is shown."


@pytest.mark.parametrize("here", [{"shown": {"gp": 5}}, {"held": {"gp": 5}}])
def test_what_is_found_or_hidden_is_said_with_what_may_be_lacking(here):
    failed = source_row("gp", SourceState.FAILED, gaps=(gap(when=AT),))
    broken = record(sources=(failed,), rows=rows(state(Domain.MEDICINES, DomainState.FAILED)))
    withheld = record(sources=("gp",), rows=rows(state(Domain.MEDICINES, DomainState.WITHHELD)))
    old, new = gap(why="confidential", when=AT.replace(hour=1)), gap(why="status 500", when=AT)
    again = source_row("gp", SourceState.COMPLETE, as_at=EARLIER, earlier=True, gaps=(old, new))
    loading = record(sources=(source_row("gp", SourceState.LOADING),), rows=rows())
    file = record(sources=(source_row("gp", kind=SourceKind.FILE),), rows=rows())

    found = said(broken, **here)
    assert found.words.endswith(
        "; it failed at 10:42: Medicines not seen: the server answered 503. Retry this source; "
        "it may hold more."
    )
    assert found.lacks
    assert said(withheld, domains=(Domain.RESULTS,), **here).words.endswith(
        "; not all came: Medicines: withheld, it may hold more."
    )
    assert said(record(sources=(again,), rows=rows()), **here).words.endswith(
        "; that is as at 21-Nov-2026 09:00. Reading it again failed at 10:42: status 500; it may hold more."
    )
    assert said(loading, **here).words.endswith("; it is still answering, it may hold more.")
    assert not said(file, **here).lacks
    assert not said(record(sources=("gp",)), **here).lacks


def test_records_of_another_patient_are_counted_and_nothing_of_them_is_said():
    held_back = [Quarantined(source="gp", reference="Patient/secret", why="about Jane") for _ in range(3)]
    some = record(sources=("gp",), quarantined=tuple(held_back))

    assert said(some).words.endswith(" 3 records of another patient were held back.")
    assert "Jane" not in said(some).words
    some = record(sources=("gp",), quarantined=tuple(held_back[:1]))
    assert said(some).words.endswith(" 1 record of another patient was held back.")


def test_many_domains_are_counted():
    lacking = rows(*(state(domain, DomainState.NOT_SUPPORTED) for domain in list(Domain)[:6]))

    assert (
        "Allergies and adverse reactions and 3 more: not offered"
        in said(record(sources=("gp",), rows=lacking)).words
    )


def test_an_answer_without_a_time_says_no_time():
    some = record(sources=(source_row("gp", retrieved=""),), rows=rows())
    lacking = record(
        sources=(source_row("gp", retrieved=""),), rows=rows(state(Domain.OTHER, DomainState.NOT_SUPPORTED))
    )

    assert "(as of its end, complete)" in said(some).words
    assert said(lacking).words.startswith("Not all came: ")


STATES = st.sampled_from(list(SourceState))
GAPS = st.lists(st.sampled_from([gap(), gap(kind=GapKind.NOT_SUPPORTED), gap(when=AT)]), max_size=2).map(
    tuple
)


@st.composite
def sources(draw):
    kind, at = draw(st.sampled_from(list(SourceKind))), draw(st.sampled_from(["", EARLIER]))
    return {
        "state": draw(STATES),
        "kind": kind,
        "as_at": at,
        "earlier": draw(st.booleans()),
        "gaps": draw(GAPS),
    }


@st.composite
def answered(draw):
    names = ("gp", "trust")
    some = [source_row(name, **draw(sources())) for name in names]
    domains = [
        domain_row(
            name,
            domain,
            draw(st.sampled_from(list(DomainState))),
            settled=draw(st.booleans()),
            gaps=draw(GAPS),
        )
        for name in names
        for domain in DRUG
    ]
    return record(sources=some, rows=domains)


REACH = st.dictionaries(
    st.sampled_from(["gp", "trust"]), st.sampled_from([("All searched", True), ("1 not", False)])
)
COUNTS = st.dictionaries(st.sampled_from(["gp", "trust"]), st.integers(0, 2))


@given(answered(), REACH, COUNTS, st.sampled_from([(), DRUG, (Domain.MEDICINES,), (Domain.RESULTS,)]))
def test_each_source_answers_once_and_not_found_needs_all_of_it_searched(some, reach, held, about):
    answers = why_not(some, Asked(domains=about, held=held, reach=reach), LONDON)

    assert [one.source for one in answers] == [row.origin.id for row in some.sources]
    for one in answers:
        own = [row for row in some.domains if row.source == one.source]
        concerned = [
            row for row in own if row.domain in (about or DRUG) and row.state is not DomainState.NOT_HELD
        ]
        assert one.words.endswith(".")
        assert (one.state == "hidden") == bool(held.get(one.source))
        if one.state == "not found":
            assert concerned
            assert all(map(in_full, concerned))
            assert reach[one.source][1]
            assert "All searched" in one.words
