"""Which axes become one when the reader asks for it: one test, and only where UCUM proves it (FID-23)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from viewer.present.ucum import convert, converted_words
from viewer.record.pages.results.axes import Numbers, may_meet, names_in, unit_of
from viewer.record.pages.results.drawn import Drawn, unit_key


def converted(axes: Sequence[Numbers]) -> list[Numbers]:
    """Move numbers to the axis of their test that has most of them; what cannot be proven stays on its own.

    Every number that moved says so, with the amount as sent.
    """
    made: list[Numbers] = []
    for axis in sorted(axes, key=lambda axis: -len(axis)):  # stable: the first asked for leads
        target = next((held for held in made if may_meet(axis, held)), None)
        left = axis if target is None else _move(axis, target)
        if left:
            made.append(left)
    return made


def _move(axis: Numbers, target: Numbers) -> Numbers:
    """Move the numbers of the target's own test; returns those that stay."""
    left: Numbers = []
    names, unit = names_in(target), unit_of(target)
    for one in axis:
        moved = None if names.isdisjoint(names_in([one])) else _moved(one, unit)
        (left if moved is None else target).append(moved or one)
    return left


def _moved(one: Drawn, to: str) -> Drawn | None:
    figure, unit = one.figure, unit_key(one.figure)
    value = convert(figure.value, unit, to)
    words = converted_words(figure.amount, to)
    if value is None or not words:
        return None
    moved = replace(
        figure, value=value, words=words, low=_bound(figure.low, unit, to), high=_bound(figure.high, unit, to)
    )
    return replace(one, figure=moved, moved=True)


def _bound(bound: Decimal | None, unit: str, to: str) -> Decimal | None:
    return None if bound is None else convert(bound, unit, to)
