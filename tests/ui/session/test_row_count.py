"""Rows that were lost between engine and window are noticed after each page."""

from msgspec.structs import replace

from tests.ui import sample_messages as sample
from viewer.ui.session.row_count import RowCount


def test_counts_that_agree_need_no_words_and_others_have_them():
    count, rows = RowCount(), sample.rows()
    assert count.take(rows) == ""
    assert "do not rely on this list" in count.take(replace(rows, upserts=(), total=rows.total + 1))
    assert count.take(replace(rows, upserts=())) == ""
    gone = rows.upserts[0].id
    assert count.take(replace(rows, upserts=(), removes=(gone,), total=rows.total - 1)) == ""
    count.clear()
    assert count.take(rows) == ""
