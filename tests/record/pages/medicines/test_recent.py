"""What is said beside the current medicines of those that stopped lately."""

from tests.record.builders import domain_row, source_row
from tests.record.pages.medicines.samples import board, med
from viewer.source.domain import Domain
from viewer.source.state import DomainState, SourceState

DAYS = "in the last 28 days (since 25-Oct-2026)"
LATELY = {"validityPeriod": {"start": "2026-01-01", "end": "2026-11-01"}}
LONG_AGO = {"validityPeriod": {"start": "2026-01-01", "end": "2026-02-01"}}


def stopped(source="gp", id="2", title="Codeine 30mg tablets", ended=LATELY):
    given = {"dispenseRequest": ended} if ended else {}
    return med(source, id, title, status="stopped", statusReason={"text": "Rash"}, **given)


def said(*entries, sources=("gp",), **given):
    """The first sentence beside the current medicines."""
    return board(*entries, sources=sources, **given).left_out["current"].split(". ")[0].rstrip(".")


def states(gp=DomainState.DATA, trust=DomainState.DATA, *, settled=True):
    rows = [("gp", gp), ("trust", trust)]
    return [domain_row(source, Domain.MEDICINES, state, settled=settled) for source, state in rows]


def test_none_is_said_without_bounds_of_complete_lists_whose_stops_are_dated():
    assert said(med()) == f"None recorded as stopped {DAYS}"
    assert said(med(), stopped(ended=LONG_AGO)) == f"None recorded as stopped {DAYS}"


def test_a_stop_without_a_date_is_counted_and_bounds_the_claim():
    assert said(med(), stopped(ended=None)) == (
        f"None with a date of stopping {DAYS} in the lists received; 1 stopped without a date"
    )
    assert said(stopped(), stopped("gp", "3", "Digoxin", ended=None)) == (
        f"1 stopped {DAYS} in the lists received, under Past; 1 stopped without a date"
    )


def test_a_list_that_is_not_complete_bounds_the_claim():
    sources = ("gp", "trust")
    none = f"None with a date of stopping {DAYS} in the lists received"

    assert said(med(), sources=sources, rows=states(trust=DomainState.FAILED)) == none
    assert said(stopped(), sources=sources, rows=states(trust=DomainState.FAILED)) == (
        f"1 stopped {DAYS} in the lists received, under Past"
    )


def test_what_stopped_at_one_source_counts_where_it_is_still_listed_by_another():
    entries = (med("trust", "9", "Codeine 30mg tablets"), stopped())

    assert said(*entries, sources=("gp", "trust")) == f"1 stopped {DAYS}, under Current"
    assert said(*entries, stopped("gp", "3", "Digoxin"), sources=("gp", "trust")) == (
        f"2 stopped {DAYS}: 1 under Current, 1 under Past"
    )


def test_until_every_source_has_settled_it_is_so_far():
    loading = (source_row("gp"), source_row("trust", state=SourceState.LOADING))

    assert said(med(), sources=loading, rows=states()) == f"So far none recorded as stopped {DAYS}"
    assert said(stopped(), sources=("gp", "trust"), rows=states(settled=False)) == (
        f"So far 1 stopped {DAYS} in the lists received, under Past"
    )
