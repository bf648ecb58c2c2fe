"""Which Patients of the sources are the person asked for: by IDM-02, by hand, or not settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.merge.by_number import described, links_by_number
from viewer.merge.comparing import differences
from viewer.merge.person import Link, PatientFacts
from viewer.merge.persons import BY_HAND, CHOSEN, NOT_TRACED, Traced, candidates, group_persons


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Whom the person asked for: an NHS number or a reference, and Patients linked by hand.

    ``links`` are (source id, reference); the first one leads. All empty: whoever is alone in the sources.
    ``undone``: sources of which no rule links anybody to who leads, for the clinician undid that.
    """

    nhs_number: str = ""
    reference: str = ""
    links: tuple[tuple[str, str], ...] = ()
    undone: tuple[str, ...] = ()

    @property
    def says_whom(self) -> bool:
        """Whether the person named somebody."""
        return bool(self.nhs_number or self.reference or self.links)

    def means(self, source: str, subject: str) -> bool:
        """Whether a subject that no Patient explains is the one that the person named."""
        named = {self.reference, f"nhs:{self.nhs_number}"} - {"", "nhs:"}
        return subject in named or (source, subject) in self.links


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The person: the first link leads. ``unlinked`` are Patients that were found and are left out."""

    links: tuple[Link, ...]
    unlinked: tuple[PatientFacts, ...]


def settle(everyone: Sequence[PatientFacts], wish: Wish, traced: Traced = NOT_TRACED) -> Settled | None:
    """Settle who is meant, or None where a human has to decide (exit code 4)."""
    by_hand = [facts for link in wish.links for facts in everyone if _at(facts) == link]
    leads = by_hand[:1] or _leads(described(everyone), wish, traced)
    if len(leads) != 1:
        return None
    links = _with_numbered(_links(leads[0], by_hand, everyone, traced), everyone, traced)
    links = tuple(link for link in links if _stands(link, wish))
    linked = {id(link.patient) for link in links}
    return Settled(links=links, unlinked=tuple(facts for facts in everyone if id(facts) not in linked))


def _stands(link: Link, wish: Wish) -> bool:
    """Whether no clinician undid it: who leads and who is linked by hand stay, whatever a rule made."""
    return link.linked_by in {CHOSEN, BY_HAND} or link.patient.key.source not in wish.undone


def _with_numbered(
    links: tuple[Link, ...], everyone: Sequence[PatientFacts], traced: Traced
) -> tuple[Link, ...]:
    """Join what was asked by the leading Patient's number alone."""
    linked = {id(link.patient) for link in links}
    more = links_by_number(links[0].patient, everyone, traced)
    return (*links, *(link for link in more if id(link.patient) not in linked))


def each_person(
    everyone: Sequence[PatientFacts], traced: Traced = NOT_TRACED
) -> tuple[tuple[Link, ...], ...]:
    """Return the links of every person that IDM-02 tells apart among these Patients."""
    return tuple(_links(group[0], [], group, traced) for group in group_persons(everyone, traced))


def _links(
    lead: PatientFacts, by_hand: Sequence[PatientFacts], everyone: Sequence[PatientFacts], traced: Traced
) -> tuple[Link, ...]:
    links = [Link(patient=lead, linked_by=CHOSEN)]
    hand = {id(facts) for facts in by_hand}
    others = [facts for facts in everyone if facts is not lead]
    for found in candidates(lead, others, traced):
        linked_by = BY_HAND if id(found.patient) in hand else found.linked_by
        if linked_by:
            differs = differences(lead, found.patient)
            links.append(Link(patient=found.patient, linked_by=linked_by, differences=differs))
    return tuple(links)


def linked_by_hand(lead: PatientFacts, facts: PatientFacts) -> Link:
    """The link that a clinician makes, with what differs from the leading Patient (IDM-04)."""
    return Link(patient=facts, linked_by=BY_HAND, differences=differences(lead, facts))


def linked_by_rule(
    linked: Sequence[Link], found: Sequence[PatientFacts], traced: Traced = NOT_TRACED
) -> tuple[Link, ...]:
    """The links that IDM-02 makes of Patients found later; none that conflicts with what stands."""
    lead = linked[0].patient
    stands = [link.patient for link in linked[1:] if link.linked_by != BY_HAND]
    new = {id(facts) for facts in found}
    ruled = tuple(
        Link(patient=one.patient, linked_by=one.linked_by, differences=differences(lead, one.patient))
        for one in candidates(lead, [*stands, *found], traced)
        if one.linked_by and id(one.patient) in new
    )
    return (*ruled, *links_by_number(lead, found, traced))


def _at(facts: PatientFacts) -> tuple[str, str]:
    return facts.key.source, facts.key.reference


def _leads(everyone: Sequence[PatientFacts], wish: Wish, traced: Traced) -> list[PatientFacts]:
    """Return who could lead: one where it is settled, several where it is not."""
    matching = [facts for facts in everyone if _matches(facts, wish)]
    return [group[0] for group in group_persons(matching, traced)]


def _matches(facts: PatientFacts, wish: Wish) -> bool:
    if wish.reference:
        return facts.key.reference == wish.reference
    return not wish.nhs_number or facts.nhs_number == wish.nhs_number
