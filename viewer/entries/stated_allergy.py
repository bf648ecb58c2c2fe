"""Whether a Condition, Flag or Observation states an allergy: GP systems file those anywhere (SAFE-22)."""

import re
from dataclasses import dataclass

from viewer.entries.entry import Flag
from viewer.entries.headings import ALLERGIES
from viewer.entries.naming import Named
from viewer.entries.no_known_allergy import negation
from viewer.source.domain import Domain

_STATES = re.compile(
    r"\b(allerg(y|ies)|allergic (reaction )?to|anaphyla\w+|adverse reaction)\b", re.IGNORECASE
)
# "Allergic rhinitis" is a problem; a family history, a test, a review or an absence is no allergy either.
_OTHER = re.compile(
    r"\b(no|not|nil|family|fh|father|mother|test|testing|screen\w*|panel|ige|review|clinic|status|denies|"
    r"assessment|resolved|rast|referral|advice|leaflet|education)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedAllergy:
    """Where the row belongs instead, and words that say how it was filed; empty where it stays put."""

    domain: Domain | None = None
    category: str = ""
    words: str = ""
    flags: frozenset[Flag] = frozenset()


_NO = StatedAllergy()
_FILED = "filed at the source outside its allergy list"


def stated_allergy(name: Named) -> StatedAllergy:
    """Read the name of a fact of another type. Doubtful words leave it where it was filed."""
    none_known = negation(name.codings)
    if none_known:
        return StatedAllergy(Domain.ALLERGIES, ALLERGIES, _FILED, frozenset({none_known}))
    if _STATES.search(name.title) and not _OTHER.search(name.title):
        return StatedAllergy(Domain.ALLERGIES, ALLERGIES, _FILED)
    return _NO
