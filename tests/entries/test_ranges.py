from tests.entries.builders import amount, worded
from viewer.entries.ranges import ranges_words


def test_several_ranges_are_alternatives_each_with_whom_it_is_for():
    words = ranges_words(
        {
            "referenceRange": [
                {
                    "low": amount("3.5", "mmol/L"),
                    "high": amount("5.0", "mmol/L"),
                    "appliesTo": [worded("women"), worded("pregnant")],
                },
                {
                    "high": amount("6", "mmol/L"),
                    "type": worded("treatment"),
                    "age": {"low": amount("18", "a")},
                },
            ]
        }
    )

    assert words.startswith("range sent: 3.5 to 5.0 mmol/L (women and pregnant) or ")
    assert "(treatment, age 18 a or more (no upper limit given))" in words


def test_the_sources_own_text_stands_as_sent_and_the_bounds_beside_it_where_they_differ():
    both = {"low": amount("1", "g/L"), "high": amount("2", "g/L")}

    assert ranges_words({"referenceRange": [both | {"text": "1 - 2"}]}) == "range sent: 1 - 2"
    assert ranges_words({"referenceRange": [both | {"text": "normal"}]}) == "range sent: normal, 1 to 2 g/L"


def test_r5_normal_values_and_nothing_at_all():
    assert ranges_words({"referenceRange": {"normalValue": worded("negative")}}) == "range sent: negative"
    assert ranges_words({"referenceRange": [None, {}]}) == ""
    assert ranges_words({"referenceRange": [{"appliesTo": [worded("men")]}]}) == "range sent: no bounds (men)"
