"""A disagreement between sources that is never settled by us."""

from dataclasses import dataclass

from viewer.source.domain import Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """``tier`` 1: identity, allergy, plans, death, blood group, always in full on top; 2: the others.

    ``what`` is a whole sentence that names both sources; ``entries`` are the ids of the entries.
    """

    domain: Domain
    tier: int
    what: str
    entries: tuple[str, ...] = ()
