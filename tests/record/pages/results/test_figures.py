from decimal import Decimal

import pytest

from tests.record.pages.results.builders import Raw, bounds, encoded, observation, pressure, quantity
from viewer.errors import ResourceError
from viewer.record.pages.results.figures import decimal_of, figures_of, range_words_of


def only(**given):
    (figure,) = figures_of(encoded(observation(**given)))
    return figure


def test_a_number_keeps_its_token():
    figure = only(value="0.010")

    assert (figure.value, figure.words, figure.name) == (Decimal("0.010"), "0.010 mmol/L", "")


def test_components_are_numbers_with_their_names():
    high, low = figures_of(encoded(pressure()))

    assert [(one.name, one.words) for one in (high, low)] == [
        ("Systolic", "120 mmHg"),
        ("Diastolic", "80 mmHg"),
    ]


def test_a_component_without_a_name_is_said_to_have_none():
    content = observation(value=None, component=[{"valueQuantity": quantity("1")}])

    assert figures_of(encoded(content))[0].name == "Component without a name"


@pytest.mark.parametrize("value", [{"valueString": ">1000"}, {"valueQuantity": {"value": "7"}}, {}])
def test_a_text_is_never_turned_into_a_number(value):
    assert figures_of(encoded(observation(value=None) | value)) == ()


def test_the_one_range_in_the_same_unit_is_drawn():
    figure = only(referenceRange=bounds("3.5", "5.3"))

    assert (figure.low, figure.high) == (Decimal("3.5"), Decimal("5.3"))
    assert figure.ranges == "range 3.5 to 5.3 mmol/L"


def test_a_bound_that_was_not_sent_is_not_zero():
    figure = only(referenceRange=bounds(None, "5.3"))

    assert (figure.low, figure.high) == (None, Decimal("5.3"))


@pytest.mark.parametrize(
    "ranges",
    [
        bounds("3.5", "5.3") + bounds("3.0", "5.0"),
        bounds("3.5", "5.3", appliesTo=[{"text": "Female"}]),
        bounds("3.5", "5.3", age={"low": {"value": 18}}),
        bounds("3500", "5300", "umol/L"),
        [{"text": "3.5 to 5.3"}],
        [{"low": quantity("3.5", comparator="<")}],
    ],
)
def test_any_other_range_is_said_and_not_drawn(ranges):
    figure = only(referenceRange=ranges)

    assert (figure.low, figure.high) == (None, None)
    assert figure.ranges.startswith("range ")


def test_a_range_of_the_same_ucum_code_in_other_letters_is_drawn():
    figure = only(referenceRange=[{"low": quantity("3.5", "mmol/l", "mmol/L")}])

    assert figure.low == Decimal("3.5")


def test_ranges_in_words():
    assert (
        range_words_of(encoded(observation(referenceRange=bounds("3.5", "5.3")))) == "range 3.5 to 5.3 mmol/L"
    )
    assert range_words_of(encoded(observation())) == ""


def test_bytes_that_are_no_resource_are_refused():
    with pytest.raises(ResourceError):
        figures_of(b"{")


@pytest.mark.parametrize("text", ["", "abc", "NaN", "1e999", "-Infinity"])
def test_what_no_screen_can_place_is_no_number(text):
    assert decimal_of(text) is None


def test_zero_is_a_number():
    assert decimal_of(Raw("0.00")) == Decimal("0.00")
