"""Where a stretch of time begins."""

from datetime import date

import pytest

from viewer.ui.filters.date_spans import BETWEEN, SPANS, STAY, since_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(("span", "since"), [
    ("7d", "2026-11-16"), ("30d", "2026-10-24"), ("12m", "2025-11-23"), (STAY, "2026-11-14"), ("", ""), (BETWEEN, ""),
])  # fmt: skip
def test_it_begins_so_long_before_today(span, since):
    assert since_of(span, TODAY, "2026-11-14") == since
    assert span in dict(SPANS)
