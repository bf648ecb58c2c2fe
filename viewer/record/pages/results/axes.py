"""Which numbers share an axis: one unit, and values of one size, so that none is flattened by another."""

from collections.abc import Iterable, Sequence

from viewer.present.ucum import comparable
from viewer.record.pages.results.drawn import Drawn, unit_key

_SIZE = 2.0
"""Tests share an axis where the values of one, halved or doubled, reach those of the other: two laboratories'
creatinine do; sodium and potassium, both in mmol/L, do not."""

Numbers = list[Drawn]


def axes_of(drawn: Iterable[Drawn]) -> list[Numbers]:
    """Put numbers on axes, the first chosen first; incompatible units are never on one (RES-09)."""
    tests: dict[tuple[str, str], Numbers] = {}
    for one in drawn:
        tests.setdefault((unit_key(one.figure), one.test.casefold()), []).append(one)
    axes: list[Numbers] = []
    for (unit, _), numbers in tests.items():
        home = next((axis for axis in axes if unit_of(axis) == unit and _one_size(axis, numbers)), None)
        if home is None:
            axes.append(list(numbers))
        else:
            home.extend(numbers)
    return axes


def unit_of(axis: Sequence[Drawn]) -> str:
    """The unit of an axis: its first number was never moved."""
    return unit_key(axis[0].figure)


def may_meet(one: Sequence[Drawn], other: Sequence[Drawn]) -> bool:
    """Whether two axes are of one test in two units of which UCUM proves the conversion (FID-23)."""
    units = unit_of(one), unit_of(other)
    return units[0] != units[1] and comparable(*units) and not names_in(one).isdisjoint(names_in(other))


def names_in(axis: Sequence[Drawn]) -> set[str]:
    """What its tests are called, and their codes: one test has one of them in common."""
    codes = {f"{coding.system}|{coding.code}" for one in axis for coding in one.entry.codings if coding.code}
    return codes | {one.test.casefold() for one in axis}


def _one_size(one: Sequence[Drawn], other: Sequence[Drawn]) -> bool:
    (low, high), (least, most) = _span(one), _span(other)
    return low / _SIZE <= most * _SIZE and least / _SIZE <= high * _SIZE


def _span(axis: Sequence[Drawn]) -> tuple[float, float]:
    values = [abs(float(one.figure.value)) for one in axis]
    return min(values), max(values)
