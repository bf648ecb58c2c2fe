"""Which axes become one when the reader asks for it: only where UCUM proves the conversion (FID-23)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from viewer.present.ucum import convert, converted_words
from viewer.record.pages.results.drawn import Drawn, unit_key


def converted(axes: Mapping[str, list[Drawn]]) -> dict[str, list[Drawn]]:
    """Move numbers to the axis that has most of them; what cannot be proven stays on its own.

    Every number that moved says so, with the amount as sent.
    """
    fullest = sorted(axes, key=lambda unit: -len(axes[unit]))  # stable: the first asked for leads
    made: dict[str, list[Drawn]] = {}
    for unit in fullest:
        for one in axes[unit]:
            target = next((to for to in made if to != unit and _moved(one, to)), unit)
            there = _moved(one, target) if target != unit else None
            made.setdefault(target, []).append(there or one)
    return made


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
