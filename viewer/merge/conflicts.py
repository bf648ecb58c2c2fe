"""Where sources disagree, in sentences that name both and settle nothing (TML-03)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, tzinfo

from viewer.entries.entry import Entry
from viewer.merge.conflict import Conflict
from viewer.merge.conflicts_allergy import allergy_conflicts
from viewer.merge.conflicts_blood import blood_group_conflicts
from viewer.merge.conflicts_person import person_conflicts
from viewer.merge.conflicts_plan import plan_conflicts
from viewer.merge.conflicts_retraction import retraction_conflicts
from viewer.merge.conflicts_therapy import medicine_conflicts, problem_conflicts
from viewer.merge.person import Person
from viewer.merge.stated import Words, speaks
from viewer.source.domain import Domain


def conflicts(
    entries: Iterable[Entry],
    person: Person | None,
    names: Mapping[str, str] | None = None,
    zone: tzinfo = UTC,
) -> tuple[Conflict, ...]:
    """Find disagreements among merged entries, tier 1 first, in an order that is the same in every run.

    ``names``: source id to the name for people; ``zone``: the zone that days are said in.
    Time: near linear; entries are compared only with those about the same thing.
    """
    words = Words(names=names or {}, zone=zone)
    given = list(entries)
    by_domain: dict[Domain, list[Entry]] = {}
    for entry in given:
        if speaks(entry):
            by_domain.setdefault(entry.domain, []).append(entry)
    found = [
        *person_conflicts(person, words),
        *plan_conflicts(by_domain, words),
        *allergy_conflicts(by_domain.get(Domain.ALLERGIES, []), words),
        *medicine_conflicts(by_domain.get(Domain.MEDICINES, []), words),
        *problem_conflicts(by_domain.get(Domain.PROBLEMS, []), words),
        *blood_group_conflicts([entry for group in by_domain.values() for entry in group], words),
        *retraction_conflicts(given, words.names),
    ]
    return tuple(sorted(set(found), key=lambda conflict: (conflict.tier, conflict.domain, conflict.what)))
