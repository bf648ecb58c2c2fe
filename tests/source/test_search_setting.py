import pytest

from viewer.source.search_setting import read_setting


@pytest.mark.parametrize(
    "setting",
    ["", "?x=1", "condition", "Condition?date=ge2020", "Condition?patient=2", "Condition?code=1",
     "Condition?category=", "Condition?category=a&status=b", "Con dition", "Condition/1"],
)  # fmt: skip
def test_what_would_narrow_a_question_is_no_setting(setting):
    assert read_setting(setting) is None


def test_a_type_alone_and_with_parameters():
    assert read_setting("Coverage") == ("Coverage", ())
    assert read_setting("Condition?category=a&category=b") == (
        "Condition",
        (("category", "a"), ("category", "b")),
    )
