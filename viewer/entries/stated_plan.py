"""Whether a record of any type states a resuscitation, end of life or emergency plan (NHS-09)."""

import re

from viewer.entries.headings import END_OF_LIFE
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


def states_plan(title: str) -> bool:
    """Whether the words name such a plan. What it decides is never read into it: the words stand as sent."""
    return bool(_STATES.search(title) or _RESPECT.search(title))


def plan_domain(title: str) -> Domain | None:
    """The plans, for a record of another type whose name states one; None leaves it where it was filed."""
    return Domain.PLANS if states_plan(title) else None


def plan_category(title: str, otherwise: str) -> str:
    """The heading: end of life care where the words say so."""
    return END_OF_LIFE if states_plan(title) else otherwise
