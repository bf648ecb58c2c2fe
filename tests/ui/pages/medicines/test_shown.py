import pytest

from tests.ui.pages.medicines.boards import sample
from viewer.ui.pages.medicines.shown import (
    VIEWS,
    Choices,
    Reviewed,
    copied,
    count,
    filter_words,
    heading,
    in_view,
    parts,
)


def shown(page, reviewed=None, **choices):
    found = parts(page, Choices(**choices), reviewed or Reviewed())
    return [(part.section.key, [row.name for row in part.rows]) for part in found]


def row(page, name):
    return next(one for one in page.rows if one.name == name)


def test_current_and_suspended_are_the_first_view_and_stand_apart():
    assert shown(sample()) == [
        ("suspended", ["Codeine 30mg tablets"]),
        ("current", ["Apixaban", "Bisoprolol"]),
    ]


@pytest.mark.parametrize(
    ("view", "names"),
    [("past", [("past", ["Digoxin"])]), ("other", [("given", ["Enoxaparin"])])],
)
def test_each_other_view_holds_its_own(view, names):
    assert shown(sample(), view=view) == names


def test_every_medicine_is_in_one_view_and_all_of_them_in_the_last():
    page = sample()

    apart = [one.key for view, _ in VIEWS[:3] for one in in_view(page, view)]
    assert sorted(apart) == sorted(one.key for one in page.rows)
    assert count(page, "all") == len(page.rows)


def test_rows_are_sorted_by_name_or_by_what_differs():
    page = sample()

    assert dict(shown(page, sort="name"))["current"] == ["Apixaban", "Bisoprolol"]
    assert dict(shown(page, sort="match"))["current"][0] == "Apixaban"
    assert shown(page, view="all", sort="match")[0][1]


def test_changes_since_a_day_keep_those_rows_alone_and_say_so():
    page = sample(options={"since": "2026-07-25"})
    choices = Choices(since="2026-07-25")

    assert shown(page, since="2026-07-25") == [("current", ["Apixaban"])]
    assert filter_words(page, choices, 1) == "Filter: changed since 25-Jul-2026. 1 of 3 shown. Clear"
    assert filter_words(sample(), choices, 0).startswith("Filter: changed since that day.")


def test_a_mark_of_review_holds_while_the_row_says_the_same_and_is_taken_away_again():
    page, reviewed = sample(), Reviewed()
    apixaban, bisoprolol = row(page, "Apixaban"), row(page, "Bisoprolol")

    reviewed.turn([apixaban])
    assert reviewed.words(apixaban) == "Reviewed"
    assert dict(shown(page, reviewed, unreviewed=True))["current"] == ["Bisoprolol"]
    assert filter_words(page, Choices(unreviewed=True), 2) == "Filter: not reviewed. 2 of 3 shown. Clear"
    reviewed.turn([apixaban, bisoprolol])
    assert reviewed.holds(bisoprolol)
    reviewed.turn([apixaban, bisoprolol])
    assert not reviewed.holds(apixaban)
    reviewed.seen[apixaban.key] = "another sight"
    assert reviewed.words(apixaban) == "Changed since you reviewed it"
    assert reviewed.words(bisoprolol) == ""


def test_without_a_filter_nothing_is_said():
    assert filter_words(sample(), Choices(), 3) == ""


def test_a_copy_names_each_row_and_below_them_what_is_missing():
    page = sample()

    text = copied([row(page, "Apixaban")], page, settled=False)
    assert text.splitlines()[0].startswith("Apixaban 5mg tablets: DOSE One twice a day. Status: Active.")
    assert text.endswith("So far: not every source has answered.")
    assert "So far" not in copied([row(page, "Apixaban")], page, settled=True)


def test_the_heading_counts_what_may_hold_now():
    assert heading(sample(), settled=True) == "Medicines: 1 suspended, 2 current"
    assert heading(sample(), settled=False).startswith("Medicines so far: ")
