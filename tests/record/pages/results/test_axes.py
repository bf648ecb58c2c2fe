from hypothesis import given
from hypothesis import strategies as st

from tests.record.pages.results.builders import World, encoded, observation, quantity
from viewer.record.pages.results.axes import axes_of, may_meet, unit_of
from viewer.record.pages.results.drawn import Drawn, unit_key
from viewer.record.pages.results.figures import figures_of


def drawn(test, value, unit="mmol/L", code="1"):
    content = observation(value=None, valueQuantity=quantity(value, unit), code=code)
    (figure,) = figures_of(encoded(content))
    return Drawn(entry=World().add(content), test=test, figure=figure, sources="GP practice")


def axes(*given):
    return [[one.test for one in axis] for axis in axes_of(given)]


def test_one_test_of_two_names_shares_an_axis():
    assert axes(drawn("Creatinine", "72", "umol/L"), drawn("Serum creatinine level", "131", "umol/L")) == [
        ["Creatinine", "Serum creatinine level"]
    ]


def test_a_test_of_another_size_is_not_flattened():
    assert axes(drawn("Sodium", "140"), drawn("Potassium", "4.2")) == [["Sodium"], ["Potassium"]]


def test_all_values_of_one_test_stay_together():
    assert axes(drawn("CRP", "4", "mg/L"), drawn("CRP", "460", "mg/L")) == [["CRP", "CRP"]]


def test_only_one_test_in_two_units_that_ucum_knows_may_meet():
    def pair(one, other):
        return may_meet([one], [other])

    assert pair(drawn("K", "4.2"), drawn("K", "4200", "umol/L", code="9"))
    assert pair(drawn("K", "4.2"), drawn("Potassium", "4200", "umol/L"))
    assert not pair(drawn("K", "4.2"), drawn("Creatinine", "72", "umol/L", code="9"))
    assert not pair(drawn("K", "4.2"), drawn("K", "16", "mg/dL"))
    assert not pair(drawn("K", "4.2"), drawn("K", "5.2"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(["0", "-3", "4.2", "140"]),
            st.sampled_from(["mmol/L", "g", "mg"]),
        )
    )
)
def test_every_number_is_on_one_axis_of_its_unit(given_numbers):
    numbers = [drawn(*one) for one in given_numbers]
    made = axes_of(numbers)

    assert sorted(id(one) for axis in made for one in axis) == sorted(map(id, numbers))
    assert all(unit_key(one.figure) == unit_of(axis) for axis in made for one in axis)
