"""Which UCUM units this viewer can prove a conversion of: each by its exact factor to base units.

The factors are those of the UCUM tables, which are exact by definition; a unit whose factor is measured (the
dalton, the electron volt) or that depends on an assay ([IU], [arb'U], [CFU]) is not here on purpose, and
neither is a logarithm (pH, B). ``mol``, ``eq`` and ``osm`` are each a base of their own: UCUM makes them one
number, and a milliequivalent is not a millimole for the reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

PREFIXES: Mapping[str, Fraction] = MappingProxyType(
    {
        sign: Fraction(10) ** power
        for sign, power in {
            "Y": 24,
            "Z": 21,
            "E": 18,
            "P": 15,
            "T": 12,
            "G": 9,
            "M": 6,
            "k": 3,
            "h": 2,
            "da": 1,
            "d": -1,
            "c": -2,
            "m": -3,
            "u": -6,
            "n": -9,
            "p": -12,
            "f": -15,
            "a": -18,
            "z": -21,
            "y": -24,
        }.items()
    }
)

APART = frozenset({"g", "mol", "eq", "osm"})
"""Bases that never cancel: 48 mmol/mol is no 4.8 %, and 300 mg/g is no 30 % of anything."""


@dataclass(frozen=True, slots=True)
class Atom:
    """``factor`` times the product of ``bases`` (base to exponent); ``metric`` may take a prefix."""

    factor: Fraction
    bases: Mapping[str, int]
    metric: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """An interval scale: kelvin = value * ``factor`` + ``zero``; it stands alone, without prefix or power."""

    factor: Fraction
    zero: Fraction


SCALES: Mapping[str, Scale] = MappingProxyType(
    {
        "K": Scale(Fraction(1), Fraction(0)),
        "Cel": Scale(Fraction(1), Fraction("273.15")),
        "[degF]": Scale(Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)),
    }
)

_PRESSURE = "g m-1 s-2"
_METRIC = {
    "m": ("1", "m"),
    "s": ("1", "s"),
    "g": ("1", "g"),
    "rad": ("1", "rad"),
    "cd": ("1", "cd"),
    "C": ("1", "C"),
    "mol": ("1", "mol"),
    "eq": ("1", "eq"),
    "osm": ("1", "osm"),
    "l": ("1/1000", "m3"),
    "L": ("1/1000", "m3"),
    "t": ("1000000", "g"),
    "Hz": ("1", "s-1"),
    "N": ("1000", "g m s-2"),
    "dyn": ("1/100", "g m s-2"),
    "Pa": ("1000", _PRESSURE),
    "bar": ("100000000", _PRESSURE),
    "m[Hg]": ("133322000", _PRESSURE),
    "m[H2O]": ("9806650", _PRESSURE),
    "J": ("1000", "g m2 s-2"),
    "cal": ("4184", "g m2 s-2"),
    "W": ("1000", "g m2 s-3"),
    "A": ("1", "C s-1"),
    "V": ("1000", "g m2 s-2 C-1"),
    "kat": ("1", "mol s-1"),
    "U": ("1/60000000", "mol s-1"),
    "Bq": ("1", "s-1"),
    "Gy": ("1", "m2 s-2"),
    "Sv": ("1", "sievert"),  # the same m2/s2 as Gy, and another thing: never converted into one another
}
_PLAIN = {
    "%": ("1/100", ""),
    "[ppth]": ("1/1000", ""),
    "[ppm]": ("1/1000000", ""),
    "min": ("60", "s"),
    "h": ("3600", "s"),
    "d": ("86400", "s"),
    "wk": ("604800", "s"),
    "mo": ("1", "month"),  # UCUM's mean month is no month of a calendar: never turned into days
    "a": ("12", "month"),
    "deg": ("1", "degree"),
    "atm": ("101325000", _PRESSURE),
    "[in_i]": ("0.0254", "m"),
    "[ft_i]": ("0.3048", "m"),
    "[yd_i]": ("0.9144", "m"),
    "[mi_i]": ("1609.344", "m"),
    "[gr]": ("0.06479891", "g"),
    "[oz_av]": ("28.349523125", "g"),
    "[lb_av]": ("453.59237", "g"),
    "[stone_av]": ("6350.29318", "g"),
}


def _bases(words: str) -> Mapping[str, int]:
    read: dict[str, int] = {}
    for word in words.split():
        name = word.rstrip("-0123456789")
        read[name] = int(word[len(name) :] or 1)
    return MappingProxyType(read)


def _atoms(table: Mapping[str, tuple[str, str]], *, metric: bool) -> dict[str, Atom]:
    return {name: Atom(Fraction(factor), _bases(bases), metric) for name, (factor, bases) in table.items()}


ATOMS: Mapping[str, Atom] = MappingProxyType(_atoms(_METRIC, metric=True) | _atoms(_PLAIN, metric=False))
