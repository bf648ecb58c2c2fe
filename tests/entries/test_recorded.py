"""When a resource says that it was recorded, as sent: never when it happened."""

import pytest

from viewer.entries.recorded import recorded_in, written_in


@pytest.mark.parametrize(
    ("kind", "content", "found"),
    [
        (
            "Condition",
            {"onsetDateTime": "2019", "recordedDate": "2026-11-21"},
            ("recordedDate", "2026-11-21"),
        ),
        ("Condition", {"assertedDate": "2026"}, ("assertedDate", "2026")),
        (
            "Observation",
            {"effectiveDateTime": "2019", "issued": "2026-11-21T10:00:00Z"},
            ("issued", "2026-11-21T10:00:00Z"),
        ),
        ("List", {"date": "2026-11"}, ("date", "2026-11")),
        ("Immunization", {"date": "2026-11"}, ("", "")),
        ("Observation", {"issued": 3, "effectiveDateTime": "2019"}, ("", "")),
    ],
)
def test_only_elements_that_say_when_it_was_recorded_count(kind, content, found):
    assert recorded_in(kind, content) == found


def test_when_it_was_written_last_is_told_apart():
    assert written_in({"meta": {"lastUpdated": "2026-11-21T10:00:00Z"}}) == "2026-11-21T10:00:00Z"
    assert written_in({"meta": 3}) == written_in({}) == ""
