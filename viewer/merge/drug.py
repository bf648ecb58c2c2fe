"""Which drug and which strengths a medicine's title names, so that two products of one drug are compared."""

import re
from functools import lru_cache

from viewer.fhir.wording import folded

_STRENGTH = re.compile(
    r"(?<![\w.,])(\d[\d.,]*)\s*"
    r"(mg|milligrams?|micrograms?|mcg|g|grams?|nanograms?|units?|iu|mmol|ml|millilitres?|%)?(?![a-z])",
    re.IGNORECASE,
)
_NO_NAMES = ("Medicine, not named", "Medication/", "a record that is not named", "code ")
_SHORTEST = 3
_FROM_HERE = re.compile(r"\s+[(\d]")
_UNITS = {"milligram": "mg", "gram": "g", "mcg": "microgram", "iu": "unit", "millilitre": "ml"}


@lru_cache(maxsize=4096)
def drug_name(title: str) -> str:
    """Return a title up to its first number or bracket: the drug, without strength, form or maker.

    >>> drug_name("Apixaban 2.5mg tablets"), drug_name("Vitamin B12 1 mg"), drug_name("Insulin glargine")
    ('Apixaban', 'Vitamin B12', 'Insulin glargine')
    """
    found = _FROM_HERE.search(title)
    return (title[: found.start()] if found else title).strip()


@lru_cache(maxsize=4096)
def strengths(title: str) -> tuple[str, ...]:
    """Return what a title says after the drug's name with a number: ``("2.5 mg",)``; () if nothing.

    >>> strengths("Apixaban 2.5 milligram tablets"), strengths("Apixaban")
    (('2.5 mg',), ())
    """
    rest = folded(title[len(drug_name(title)) :])
    found = ((number.rstrip("."), unit.removesuffix("s")) for number, unit in _STRENGTH.findall(rest))
    return tuple(f"{number} {_UNITS.get(unit, unit)}".strip() for number, unit in found)


def names_a_drug(title: str) -> bool:
    """Whether a title holds the name of a drug at all: words that stand in for one name none."""
    return not title.startswith(_NO_NAMES) and len(drug_name(title)) >= _SHORTEST
