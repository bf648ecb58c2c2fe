"""Whether a record of any type states a resuscitation, end of life or emergency plan (NHS-09)."""

import re

from viewer.entries.headings import END_OF_LIFE
from viewer.fhir.concept import Concept
from viewer.source.domain import Domain

_RESPECT = re.compile(r"\bReSPECT\b")
_STATES = re.compile(
    r"""\b(
      DNA?CPR | DNAR | EPaCCS
    | (do\ not|not\ for|for)\ (attempt(ed)?\ )?(at\ )?(active\ )?(cardio-?\ ?pulmonary\ )?(resuscitat\w+|CPR)
    | resuscitation\ (status|plan|decision|preference|discussion|order)s?
    | end\ of\ life | treatment\ escalation | emergency\ (care|health\ care)\ plan
    | advance(d)?\ (care|decision|directive|statement|healthcare\ directive)s?
    | preferred\ place\ of\ (care|death) | anticipatory\ care | crisis\ (care\ )?plan
    | (lasting|enduring)\ power\ of\ attorney
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


_PLANS = frozenset(
    {
        "736253002",  # mental health crisis plan
        "1382601000000107",  # ReSPECT form
        "861421000000109",  # end of life care coordination summary
        "887701000000100",  # emergency health care plan
        "325691000000100",  # contingency plan
        "735324008",  # treatment escalation plan
        "736366004",  # advance care plan
        "2181441000000107",  # personalised care and support plan
    }
)
"""SNOMED CT codes of the plans among the record locator's document types (NHS-09)."""
_AS_URGENT = frozenset({"1363501000000100"})
"""No plan, but listed as high: the NEWS2 chart (NHS-09)."""


def plan_type(concept: Concept | None) -> bool:
    """Whether a document's type is, by its code, a plan that is listed high, whatever it is called."""
    return bool(_codes(concept) & _PLANS)


def urgent_type(concept: Concept | None) -> bool:
    """Whether a document's type is, by its code, one that is listed as high as plans."""
    return bool(_codes(concept) & (_PLANS | _AS_URGENT))


def _codes(concept: Concept | None) -> frozenset[str]:
    return frozenset(coding.code for coding in concept.codings) if concept else frozenset()


def states_plan(title: str) -> bool:
    """Whether the words name such a plan. What it decides is never read into it: the words stand as sent."""
    return bool(_STATES.search(title) or _RESPECT.search(title))


def plan_domain(title: str) -> Domain | None:
    """The plans, for a record of another type whose name states one; None leaves it where it was filed."""
    return Domain.PLANS if states_plan(title) else None


def plan_category(title: str, otherwise: str) -> str:
    """The heading: end of life care where the words say so."""
    return END_OF_LIFE if states_plan(title) else otherwise
