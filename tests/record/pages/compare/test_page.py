"""Every entry of either side stands once, under one verdict; what was not answered is never "not there"."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import NAMES, allergy, entry
from tests.record.builders import LONDON, NOW, domain_row, gap, record, source_row
from viewer.entries.entry import Flag
from viewer.merge.union import united
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.compare.page import NO_DATES, ONE_SOURCE, THE_SAME, compare_page, comparing
from viewer.source.domain import Domain
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState

DATES = {"by": "dates", "a": "2020-06-01T12:00:00+00:00", "b": "2022-06-01T12:00:00+00:00"}


def asked(some, copies=None, **options):
    return PageAsked(
        record=some, zone=LONDON, now=NOW, copies=lambda one: (copies or {}).get(one.id, (one,)),
        raw=lambda _: b"", options=options,
    )  # fmt: skip


def both(**differs):
    ours, theirs = (
        entry(source, "Observation/7", content="h", **more)
        for source, more in (("gp", {}), ("trust", differs))
    )
    merged = united([ours, theirs], NAMES)
    return merged, {merged.id: (ours, theirs)}


def verdicts(page):
    return {one.key: one for one in page.sections if one.entries}


def test_what_both_sent_is_the_same_or_says_on_either_side_what_differs():
    merged, copies = both(detail="5 mg")
    (found,) = verdicts(compare_page(asked(record(merged), copies, a="gp", b="trust"))).values()
    assert (found.key, found.a, found.b) == ("differ", ("Detail: not stated",), ("Detail: 5 mg",))
    merged, copies = both()
    (found,) = verdicts(compare_page(asked(record(merged), copies))).values()
    assert (found.key, found.b) == ("same", ("The same",))
    other = {merged.id: (copies[merged.id][0], replace(copies[merged.id][1], content="other"))}
    (found,) = verdicts(compare_page(asked(record(merged), other))).values()
    assert found.b == ("The same line; other elements differ, open it",)


def test_a_mark_of_one_copy_is_a_difference():
    merged, copies = both(flags=frozenset({Flag.UNCONFIRMED}))
    (found,) = verdicts(compare_page(asked(record(merged), copies))).values()
    assert found.b == ("Marks: Unconfirmed",)


def test_only_at_one_is_said_where_the_other_answered_in_full_and_not_known_elsewhere():
    ours = entry("gp", "Observation/1")
    full = compare_page(asked(record(ours)))
    assert verdicts(full)["only_a"].b == ("Not among what it sent",)
    failed = [
        domain_row("gp", Domain.RESULTS, DomainState.DATA),
        domain_row("trust", Domain.RESULTS, DomainState.FAILED, gaps=(gap("trust"),)),
    ]
    page = compare_page(asked(record(ours, rows=failed)))
    assert verdicts(page)["unknown_b"].b == ("Not known: failed",)
    turned = compare_page(asked(record(ours, rows=failed), a="trust", b="gp"))
    assert verdicts(turned)["unknown_a"].a == ("Not known: failed",)


@pytest.mark.parametrize("state", [DomainState.NOT_ASKED, DomainState.NOT_SUPPORTED, DomainState.NOT_HELD,
                                   DomainState.WITHHELD, DomainState.TRUNCATED])  # fmt: skip
def test_whatever_keeps_a_source_from_answering_leaves_it_unknown(state):
    rows = [domain_row("gp", Domain.RESULTS, DomainState.DATA), domain_row("trust", Domain.RESULTS, state)]
    assert set(verdicts(compare_page(asked(record(entry("gp"), rows=rows))))) == {"unknown_b"}


def test_a_file_never_says_that_something_is_not_there():
    some = record(entry("gp"), sources=("gp", source_row("file", kind=SourceKind.FILE)))
    assert verdicts(compare_page(asked(some)))["unknown_b"].b == ("Not known: a file",)


def test_what_may_be_the_same_at_the_other_source_is_named():
    theirs = entry("trust", "Observation/2", title="Pulse", codings=())
    ours = entry("gp", "Observation/1", may_be_same=(theirs.id, "gone"))
    page = verdicts(compare_page(asked(record(ours, theirs))))
    assert page["only_a"].b == ("Perhaps the same, not certainly: Pulse",)
    assert page["only_b"].a == ("Not among what it sent",)


def test_what_a_third_source_alone_sent_is_counted_beside():
    some = record(entry("gp"), entry("mh", "Observation/3"), sources=("gp", "trust", "mh"))
    page = compare_page(asked(some))
    assert page.total == 1
    assert page.sums.startswith("At both, and they differ: 0; Only at GP practice: 1; ")
    assert page.sums.endswith(". Together 1.")
    assert page.notes == ("1 more of other sources alone.",)


def test_what_cannot_be_compared_is_said():
    assert compare_page(asked(record(sources=("gp",)))).problem == ONE_SOURCE
    assert compare_page(asked(record(), a="gp", b="gp")).problem == THE_SAME
    for a in ("", "never"):
        assert compare_page(asked(record(), by="dates", a=a, b=DATES["b"])).problem == NO_DATES
    assert compare_page(asked(record(), by="dates")).heading == "Compare"


@pytest.mark.parametrize(
    ("dates", "key"),
    [
        ({"recorded": "2021-01-01"}, "between"),
        ({"recorded": "2019-01-01"}, "unsure"),
        ({"recorded": "2019-01-01", "written": "2019-02-01T10:00:00Z"}, "same"),
        ({"recorded": "2019-01-01", "written": "2021-02-01T10:00:00Z"}, "rewritten"),
        ({}, "undated"),
        ({"recorded": "soon"}, "undated"),
        ({"recorded": "2023-01-01"}, None),
    ],
)
def test_between_two_moments_it_is_told_by_recorded_dates(dates, key):
    page = compare_page(asked(record(entry("gp", **dates)), **DATES))
    assert set(verdicts(page)) == ({key} if key else set())
    assert any("recorded after both" in note for note in page.notes) == (key is None)
    assert (page.a_name, page.b_name) == ("01-Jun-2020 13:00", "01-Jun-2022 13:00")
    turned = {**DATES, "a": DATES["b"], "b": DATES["a"]}
    assert compare_page(asked(record(entry("gp", **dates)), **turned)) == page


RECORDED = st.sampled_from(["", "2019", "2020-06-01", "2021-03-04T10:00:00Z", "2024-01-01"])
SENT = st.lists(
    st.tuples(st.sampled_from(["gp", "trust", "mh", "both"]), st.booleans(), RECORDED, RECORDED), max_size=8
)


@given(SENT, st.sampled_from(list(DomainState)), st.booleans())
def test_the_counts_add_up_to_the_entries_of_either_side(sent, state, by_dates):
    entries, copies = [], {}
    for number, (source, is_allergy, recorded, written) in enumerate(sent):
        make = (
            (lambda src, n=number, **more: allergy(src, str(n), **more))
            if is_allergy
            else (lambda src, n=number, **more: entry(src, f"Observation/{n}", **more))
        )
        dates = {"recorded": recorded, "written": written}
        made = [make(one, **dates) for one in (("gp", "trust") if source == "both" else (source,))]
        one = united(made, NAMES) if len(made) > 1 else made[0]
        entries.append(one)
        copies[one.id] = tuple(made)
    rows = [domain_row(source, domain, state) for source in ("gp", "trust", "mh") for domain in Domain]
    some = record(*entries, sources=("gp", "trust", "mh"), rows=rows)
    page = compare_page(asked(some, copies, **(DATES if by_dates else {"a": "gp", "b": "trust"})))

    shown = [key for section in page.sections for key in section.entries]
    assert len(shown) == len(set(shown)) == page.total
    beside = sum(int(note.split()[0]) for note in page.notes if note[0].isdigit())
    assert page.total + beside == len(entries)
    if not by_dates:
        assert set(shown) == {
            one.id for one in entries if {m.key.source for m in one.members} & {"gp", "trust"}
        }
    for section in page.sections:
        assert (
            len(section.entries) == len(section.what) == len(section.when) == len(section.a) == len(section.b)
        )
    assert not (state is not DomainState.EMPTY and state is not DomainState.DATA
                and state is not DomainState.ASSERTED_NONE and not by_dates
                and {"only_a", "only_b"} & set(verdicts(page)))  # fmt: skip


def test_a_copy_that_says_when_it_was_recorded_places_the_entry_that_does_not():
    one = entry("gp")
    copies = {one.id: (replace(one, recorded="2019-01-01", written="2019-01-02"),)}
    (found,) = verdicts(compare_page(asked(record(one), copies, **DATES))).values()
    assert (found.key, found.a) == ("same", ("Recorded elsewhere: Sent, with no further detail",))


@pytest.mark.parametrize(
    "recorded", ["2019-01-01T10:00:00Z", "2019-01-01T10:00:00.000", "2019-01-01T10:99:00Z+"]
)
def test_moments_in_every_form_are_read(recorded):
    sections = verdicts(compare_page(asked(record(entry("gp", recorded=recorded)), **DATES)))
    assert set(sections) == ({"unsure"} if "99" not in recorded else {"undated"})


def test_while_it_compares_what_is_compared_and_how_far_it_is_stands_there():
    some = asked(record(entry("gp")))
    waits, made = comparing(some, 0.41), compare_page(some)
    assert (waits.problem, waits.share, waits.sections) == ("Comparing ... 40 %", 40, ())
    assert (waits.by, waits.a, waits.b, waits.choices) == (made.by, made.a, made.b, made.choices)
    assert made.share == 100


def test_where_nothing_can_be_compared_that_is_said_at_once():
    assert comparing(asked(record(sources=("gp",))), 0.0).problem == ONE_SOURCE


def test_a_moment_that_is_typed_is_one_on_the_clock_of_the_workstation():
    typed = compare_page(asked(record(), by="dates", a="2020-06-01T13:00", b="2022-06-01T13:00"))
    assert typed == compare_page(asked(record(), **DATES))
