import pytest

from viewer.record.pages.results.options import COLUMNS, POINTS, Wanted, wanted


@pytest.mark.parametrize("text", ["", "many", "0", "-3", "٣", "1.5"])
def test_a_number_that_makes_no_sense_is_the_usual(text):
    assert wanted({"columns": text, "points": text}) == Wanted(columns=COLUMNS, points=POINTS)


def test_no_number_is_beyond_all_bounds():
    assert wanted({"columns": "9" * 30}).columns == 100_000


def test_every_switch_is_read():
    assert wanted(
        {
            "newest": "left",
            "find": " k ",
            "trend": "a\n\nb",
            "converted": "yes",
            "report": "r",
            "group": "g",
            "days": "7",
        }
    ) == Wanted(newest_left=True, find="k", tests=("a", "b"), converted=True, report="r", group="g", days=7)
