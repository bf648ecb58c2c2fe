"""A verdict becomes columns of one length, none of them where nothing stands under it."""

from viewer.record.pages.compare.body import ComparePage, Verdict


def test_a_verdict_is_a_section_with_its_count():
    verdict = Verdict("same", "The same", "Why.", [("e", "Pulse", "2024", "60", "60")])
    section = verdict.section()
    assert (section.heading, section.entries, section.what, section.b) == (
        "The same (1)",
        ("e",),
        ("Pulse",),
        ("60",),
    )
    assert Verdict("same", "The same").section().heading == "The same (0)"


def test_where_there_is_a_problem_nothing_is_counted():
    assert ComparePage(by="dates", problem="Type a day.").sums == ""
    assert ComparePage(by="dates", a_name="x", b_name="y").sums == ". Together 0."


def test_the_heading_counts_in_plain_words():
    heads = [
        ComparePage(by="sources", a_name="GP", b_name="Trust", total=total).heading for total in (1, 2000)
    ]
    assert heads == [
        "Compare GP with Trust: 1 entry on either side",
        "Compare GP with Trust: 2,000 entries on either side",
    ]
