"""Who made a link and when: noted as it is made, and said beside the source (IDM-20)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo

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


def link_words(link: Link, zone: tzinfo) -> str:
    """Say a link in one sentence: rule or hand, who, when, and how much differs; its evidence is listed."""
    by = "Chosen as the leading record" if link.linked_by == CHOSEN else f"Linked: {link.linked_by}"
    made = f", by {link.who}, {link.when.astimezone(zone):%d-%b-%Y %H:%M:%S}" if link.when else ""
    number = len(link.differences)
    differs = f"; {number} difference{'s' if number > 1 else ''}, see the banner" if number else ""
    return f"{by}{made}{differs}"
