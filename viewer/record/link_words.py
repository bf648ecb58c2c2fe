"""How a Patient of a source came to be the person of a record, in a sentence: rule or hand, who, when."""

from datetime import tzinfo

from viewer.merge.person import Link
from viewer.merge.persons import CHOSEN


def link_words(link: Link, zone: tzinfo) -> str:
    """Say a link in one sentence: rule or hand, who, when, and how much differs; its evidence is listed."""
    number = len(link.differences)
    differs = f"; {number} difference{'s' if number > 1 else ''}, see the banner" if number else ""
    return f"{made_words(link, zone)}{differs}"


def made_words(link: Link, zone: tzinfo) -> str:
    """Say by which rule or whose hand a link was made, and when, where it was signed."""
    by = "Chosen as the leading record" if link.linked_by == CHOSEN else f"Linked: {link.linked_by}"
    return f"{by}, by {link.who}, {link.when.astimezone(zone):%d-%b-%Y %H:%M:%S}" if link.when else by
