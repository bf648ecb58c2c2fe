"""The table of units holds what UCUM defines exactly, and nothing that depends on an assay."""

from fractions import Fraction

import pytest

from viewer.present.ucum_units import APART, ATOMS, PREFIXES, SCALES


@pytest.mark.parametrize(
    ("unit", "factor", "bases"),
    [
        ("L", Fraction(1, 1000), {"m": 3}),
        ("m[Hg]", Fraction(133322000), {"g": 1, "m": -1, "s": -2}),
        ("U", Fraction(1, 60_000_000), {"mol": 1, "s": -1}),
        ("[lb_av]", Fraction("453.59237"), {"g": 1}),
        ("%", Fraction(1, 100), {}),
        ("V", Fraction(1000), {"g": 1, "m": 2, "s": -2, "C": -1}),
    ],
)
def test_a_unit_is_its_exact_factor_over_base_units(unit, factor, bases):
    assert ATOMS[unit].factor == factor
    assert dict(ATOMS[unit].bases) == bases


def test_imperial_masses_are_multiples_of_the_pound():
    pound = ATOMS["[lb_av]"].factor
    assert [ATOMS[name].factor for name in ("[oz_av]", "[stone_av]")] == [pound / 16, pound * 14]
    assert ATOMS["[gr]"].factor == pound / 7000


def test_nothing_that_an_assay_defines_or_that_was_measured_is_in_the_table():
    assert not ATOMS.keys() & {"[IU]", "[iU]", "[arb'U]", "[CFU]", "[pH]", "u", "eV", "B", "Np", "Cel"}


def test_amounts_mass_equivalents_and_osmoles_stand_apart_and_prefixes_are_powers_of_ten():
    assert {"g", "mol", "eq", "osm"} == APART
    assert all(not any(base in ATOMS[name].bases for base in APART - {name}) for name in APART)
    assert PREFIXES["u"] * PREFIXES["M"] == 1
    assert SCALES["[degF]"].zero == Fraction("459.67") * 5 / 9
