"""Is the Patient that was read the one that was found and linked? A server may answer with somebody else."""

from collections.abc import Iterable, Mapping

from viewer.fhir.resource import Resource
from viewer.merge.conflict import Conflict
from viewer.merge.patient import patient_facts
from viewer.merge.person import Link, PatientFacts
from viewer.source.domain import Domain


def changed_since(
    links: Iterable[Link], patients: Iterable[Resource], names: Mapping[str, str]
) -> tuple[Conflict, ...]:
    """One conflict of the first tier for each linked Patient that now reads as another person.

    Only what tells people apart is compared: NHS number, date of birth, family name. The link stands, for
    the clinician may know better; the sentence stands on top of everything.
    """
    linked = {(link.patient.key.source, link.patient.key.reference): link.patient for link in links}
    found = []
    for resource in patients:
        former = linked.get((resource.key.source, resource.key.reference))
        differs = _differs(former, patient_facts(resource)) if former else ""
        if differs:
            source = names.get(resource.key.source, resource.key.source)
            what = (
                f"{source}: the patient record that was read is not the one that was found ({differs} "
                "differs). It may be another person: do not rely on what this source gives"
            )
            found.append(Conflict(domain=Domain.DEMOGRAPHICS, tier=1, what=what))
    return tuple(found)


def _differs(former: PatientFacts, now: PatientFacts) -> str:
    pairs = {
        "NHS number": (former.nhs_number, now.nhs_number),
        "date of birth": (_born(former), _born(now)),
        "family name": (former.family.casefold(), now.family.casefold()),
    }
    return ", ".join(label for label, (before, after) in pairs.items() if before != after)


def _born(facts: PatientFacts) -> str:
    return facts.born.text if facts.born else ""
