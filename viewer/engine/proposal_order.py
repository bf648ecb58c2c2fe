"""In which order found persons stand: who leads, then proposals by score, PDS's in PDS's order."""

from collections.abc import Callable, Sequence

from viewer.merge.person import PatientFacts
from viewer.merge.proposals import score

Group = tuple[PatientFacts, ...]
Ask = Callable[[PatientFacts], bool]


def in_order(groups: Sequence[Group], lead: PatientFacts, keeps_place: Ask, doubted: Ask) -> list[Group]:
    """Order groups of Patients that are one person by IDM-02; nothing is linked by it.

    ``keeps_place``: whose service gives an order that is kept (IDM-11). ``doubted``: who is given although
    somebody else was asked for stands last. Likeness to ``lead`` orders the others, best first.
    """
    first = [group for group in groups if lead in group]
    rest = [group for group in groups if lead not in group]
    meant = [group for group in rest if not doubted(group[0])]
    others = [group for group in rest if doubted(group[0])]
    return [*first, *_by_score(meant, lead, keeps_place), *_by_score(others, lead, keeps_place)]


def _by_score(groups: Sequence[Group], lead: PatientFacts, keeps_place: Ask) -> list[Group]:
    """Sort what may move into the places that are left."""
    moving = [group for group in groups if not keeps_place(group[0])]
    best = iter(sorted(moving, key=lambda group: max(score(lead, one) for one in group), reverse=True))
    return [group if keeps_place(group[0]) else next(best) for group in groups]
