"""What a UCUM code means, and that anything else means nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.ucum_terms import term_of


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("mmol/L", "umol/mL", 1),
        ("g/dL", "g/L", 10),
        ("10*9/L", "10*3/uL", 1),
        ("10^9/L", "10*9/L", 1),
        ("/min", "{Beats}/min", 1),
        ("mg/kg/d", "mg/(kg.d)", 1),
        ("1/(24.h)", "/d", 1),
        ("kg/m2", "g/cm2", Fraction(1, 10)),
        ("m/s2", "cm.s-2", 100),
        ("L/L", "%", 100),
        ("mL/min/{1.73_m2}", "L/min/{1.73_m2}", Fraction(1, 1000)),
        ("mm[Hg]", "Pa", Fraction("133.322")),
        ("dam", "m", 10),
        ("cd", "cd", 1),
    ],
)
def test_a_unit_is_a_multiple_of_another(one, other, times):
    left, right = term_of(one), term_of(other)
    assert left is not None
    assert right is not None
    assert left.bases == right.bases
    assert left.factor / right.factor == times


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mmol/mol", "%"),
        ("mg/g", "%"),
        ("mg/mmol", "%"),
        ("mmol/L", "meq/L"),
        ("mmol/kg", "mosm/kg"),
        ("mL/min/{1.73_m2}", "mL/min"),
        ("mg/g{creat}", "mg/g"),
        ("Gy", "Sv"),
        ("mo", "d"),
        ("/g", "g"),
        ("g-1", "g"),
    ],
)
def test_what_only_looks_alike_stays_apart(one, other):
    left, right = term_of(one), term_of(other)
    assert left is not None
    assert right is not None
    assert left.bases != right.bases


def test_below_the_line_is_below_the_line_however_it_is_written():
    assert term_of("mol/g") == term_of("mol.g-1") == term_of("g-1.mol")
    assert term_of("/(mol/g)") == term_of("g/mol")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "[IU]/L",
        "k[IU]/mL",
        "mmol/l/",
        "mmol L",
        "µmol/L",
        "tablet",
        "()",
        "(g",
        "g)",
        "g.",
        "/",
        "0.g",
        "kmin",
        "m0",
        "{a}{b}",
        "{cells",
        "10*999",
        "gm" * 60,
        "g//L",
        "(g)(L)",
    ],
)
def test_what_is_no_unit_that_can_be_told_means_nothing(code):
    assert term_of(code) is None


@given(st.one_of(st.text(max_size=90), st.text("()/.{}mgLo l10*^-2[]", max_size=12)))
def test_any_text_is_read_or_refused(code):
    term = term_of(code)
    assert term is None or term.factor > 0
