from tests.record.pages.results.builders import World, encoded, observation, quantity
from viewer.record.pages.results.axes import axes_of, unit_of
from viewer.record.pages.results.converting import converted
from viewer.record.pages.results.drawn import Drawn
from viewer.record.pages.results.figures import figures_of


def drawn(value, unit, **given):
    content = observation(value=None, valueQuantity=quantity(value, unit, **given))
    (figure,) = figures_of(encoded(content))
    return Drawn(entry=World().add(content), test="x", figure=figure, sources="GP practice")


def moved(*given):
    made = converted(axes_of(given))
    return {unit_of(held): [(one.figure.words, one.moved) for one in held] for held in made}


def test_the_axis_with_most_numbers_is_the_one_that_others_move_to():
    assert moved(drawn("4300", "umol/L"), drawn("4.2", "mmol/L"), drawn("4.3", "mmol/L")) == {
        "mmol/L": [
            ("4.2 mmol/L", False),
            ("4.3 mmol/L", False),
            ("4.300 mmol/L (converted from 4300 umol/L)", True),
        ]
    }


def test_what_ucum_does_not_prove_stays():
    assert list(moved(drawn("4.2", "mmol/L"), drawn("16", "mg/dL"))) == ["mmol/L", "mg/dL"]


def test_a_unit_that_is_no_ucum_is_never_converted():
    assert list(moved(drawn("4.2", "mmol/L"), drawn("4200", "umol/L", system="urn:x"))) == [
        "mmol/L",
        "urn:x umol/L",
    ]


def test_a_comparator_moves_with_its_number():
    assert ("<500 umol/L (converted from <0.50 mmol/L)", True) in moved(
        drawn("480", "umol/L"), drawn("470", "umol/L"), drawn("0.50", "mmol/L", comparator="<")
    )["umol/L"]


def test_another_test_on_the_same_axis_is_not_moved():
    def named(test, value, unit, code):
        content = observation(value=None, valueQuantity=quantity(value, unit), code=code)
        (figure,) = figures_of(encoded(content))
        return Drawn(entry=World().add(content), test=test, figure=figure, sources="GP practice")

    made = converted(
        axes_of(
            [
                *(named("Ferritin", "30", "ug/L", "1") for _ in range(4)),
                named("Ferritin", "41", "ng/mL", "1"),
                named("Digoxin", "40", "ng/mL", "2"),
            ]
        )
    )

    assert [[(one.test, one.moved) for one in axis][-1] for axis in made] == [
        ("Ferritin", True),
        ("Digoxin", False),
    ]


def test_a_number_that_cannot_be_converted_exactly_stays_as_it_is():
    assert moved(drawn("4.2", "mmol/L"), drawn("4.3", "mmol/L"), drawn("4e3", "umol/L")) == {
        "mmol/L": [("4.2 mmol/L", False), ("4.3 mmol/L", False)],
        "umol/L": [("4000 umol/L (sent as 4e3)", False)],
    }
