import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import NAMES, allergy, entry, medicine
from viewer.entries.entry import Flag
from viewer.timeline.filter import Filter, filtered

ALL = (
    allergy("gp", status="Active"),
    medicine("trust", status="Stopped", detail="5 mg once a day"),
    entry("gp", when=None, flags=[Flag.IN_ERROR]),
)


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Filter(text=" PENI "), ["Penicillin"]),
        (Filter(text="ramipril once"), ["Ramipril 5mg capsules"]),
        (Filter(text="91936005"), ["Penicillin"]),
        (Filter(text="entered in error"), ["Systolic blood pressure"]),
        (Filter(categories=frozenset({"Medications"})), ["Ramipril 5mg capsules"]),
        (Filter(sources=frozenset({"gp"}), statuses=frozenset({"Active"})), ["Penicillin"]),
        (Filter(places=frozenset({"undated"})), ["Systolic blood pressure"]),
        (Filter(text="nothing"), []),
    ],
)
def test_a_filter_shows_what_fits_every_part_and_says_so(wanted, titles):
    found = filtered(ALL, wanted, NAMES)

    assert [one.title for one in found.entries] == titles
    assert (found.shown, found.total) == (len(titles), 3)
    assert found.notice.startswith("Filter: ")
    assert found.notice.endswith(f"Showing {len(titles)} of 3 entries")


def test_the_notice_describes_every_part():
    wanted = Filter(
        text="a  b",
        categories=frozenset({"Plan"}),
        sources=frozenset({"gp", "unknown"}),
        statuses=frozenset({""}),
        places=frozenset({"undated", "else"}),
    )

    assert filtered(ALL, wanted, NAMES).notice == (
        "Filter: text \u201ca b\u201d; category Plan; status not stated; source GP practice or unknown; "
        "only Undated or else. Showing 0 of 3 entries"
    )


def test_no_filter_hides_nothing_and_says_nothing():
    found = filtered(ALL, Filter(text="  "), NAMES)

    assert found.entries == ALL
    assert found.notice == ""


@given(st.text(max_size=4), st.sampled_from(["", "gp", "trust"]))
def test_what_is_hidden_is_always_counted_and_announced(text, source):
    wanted = Filter(text=text, sources=frozenset({source} - {""}))
    found = filtered(ALL, wanted, NAMES)

    assert found.total == len(ALL)
    assert found.shown == len(found.entries)
    assert found.notice or found.entries == ALL
