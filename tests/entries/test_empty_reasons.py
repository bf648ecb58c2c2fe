import pytest

from tests.entries.builders import coded, worded
from viewer.entries.empty_reasons import empty_words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (coded("nilknown"), "empty: the source says: none known"),
        (coded("withheld"), "empty: withheld by source"),
        (coded("no-content-recorded", "No Content Recorded"), "empty: no content recorded at the source"),
        (coded("unavailable", text="System down"), "empty: not available at the source · System down"),
        (coded("odd", "Odd reason"), "empty: Odd reason"),
        (coded("odd"), "empty: odd"),
        (worded("Nothing there"), "empty: Nothing there"),
        (None, ""),
    ],
)
def test_why_a_list_is_empty_is_said_in_words(reason, words):
    assert empty_words(reason) == words
