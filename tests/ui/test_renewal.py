"""What a restarted engine reads takes the greyed rows' place when it is as much, or all, or has waited."""

from viewer.engine.messages import Glance, Row, Rows
from viewer.ui.renewal import Renewal, RowsOnScreen


def row(number):
    return Row(
        id=str(number),
        order=(0.0, ""),
        day="",
        when="",
        category="",
        title="",
        detail="",
        status="",
        sources="",
    )


def page(*numbers, removes=(), total=0):
    return Rows(upserts=tuple(row(number) for number in numbers), removes=tuple(removes), total=total)


def glance(*, settled):
    return Glance(
        safety=(),
        sentence="",
        sources=(),
        lists=(),
        grid=(),
        foot=(),
        settled=settled,
        retrieved="",
        counts={},
    )


def renewal(qapp, standing, wait_ms=60_000):
    made = Renewal(qapp, wait_ms)
    given = []
    made.ready.connect(lambda rows, last: given.append((rows, last)))
    made.begin(standing)
    return made, given


def test_rows_are_held_until_as_many_as_stood_greyed(qapp):
    made, given = renewal(qapp, 3)

    made.hold(page(1, 2))
    made.hold(page(2))
    assert given == []
    made.hold(page(3))

    assert [len(rows) for rows, _ in given] == [3]


def test_a_settled_record_is_given_out_with_its_last_screen_however_few_its_rows(qapp):
    made, given = renewal(qapp, 300)
    last = glance(settled=True)

    made.hold(glance(settled=False))
    made.hold(page(1))
    made.hold(last)

    assert [(len(rows), screen is last) for rows, screen in given] == [(1, True)]


def test_after_some_seconds_what_there_is_is_given_out(qapp, qtbot):
    made, given = renewal(qapp, 300, wait_ms=1)

    made.hold(page(1))
    qtbot.waitUntil(lambda: bool(given))

    assert len(given) == 1


def test_another_crash_or_another_patient_forgets_what_was_held(qapp):
    made, given = renewal(qapp, 2)
    made.hold(page(1))

    made.begin(2)
    made.hold(page(2))
    made.begin(0)
    made.release()

    assert given == []


def test_the_counts_of_both_sides_are_compared_after_every_page():
    rows = RowsOnScreen()

    assert rows.apply(page(1, 2, total=2)) == ""
    assert "1 entries, but the engine has 2" in rows.apply(page(removes=["1"], total=2))
    rows.clear()
    assert rows.count == 0
