"""Who made a link and when: noted as it is made (IDM-20)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from viewer.merge.person import Link
from viewer.merge.persons import BY_HAND, CHOSEN
from viewer.record.model import Record

Sign = Callable[[Link], Link]
BY_ITSELF = "Tributary"
_HANDS = {BY_HAND, CHOSEN}


def unsigned(link: Link) -> Link:
    """Leave a link as it is: nobody is asked for."""
    return link


def signing(who: Callable[[str], str], now: Callable[[], datetime]) -> Sign:
    """Return what signs links: by the person where a hand made them, by the program where the rule did.

    ``who`` names the person at a source. A link that is signed stays as it is.
    """

    def sign(link: Link) -> Link:
        if link.when is not None:
            return link
        made_by = who(link.patient.key.source) if link.linked_by in _HANDS else BY_ITSELF
        return replace(link, who=made_by, when=now())

    return sign


def signed(record: Record, sign: Sign) -> Record:
    """Return a record of which every link is signed; a record of nobody stays as it is."""
    if record.person is None:
        return record
    return replace(record, person=replace(record.person, links=tuple(map(sign, record.person.links))))
