"""One number on its way to a chart, and what it must share with another to stand on one axis (RES-09)."""

from dataclasses import dataclass

from viewer.entries.entry import Entry
from viewer.present.ucum import ucum_code
from viewer.record.pages.results.figures import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One number with where it comes from. ``moved``: converted to the unit of another axis."""

    entry: Entry
    test: str
    figure: Figure
    sources: str
    moved: bool = False


def unit_key(figure: Figure) -> str:
    """The UCUM code of a number; without one, the unit as sent with its system, which no UCUM code is."""
    amount = figure.amount
    return ucum_code(amount) or f"{amount.system} {amount.code or amount.unit}"
