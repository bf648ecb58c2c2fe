"""What sources' own lists of medicines say: their date, whether they are whole, a mark on each item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from viewer.entries.entry import Entry, Flag, Member
from viewer.entries.lists import is_heading_of
from viewer.entries.naming import all_terms
from viewer.entries.phrases import members, one_line
from viewer.errors import ResourceError
from viewer.fhir.dates import ClinicalDate
from viewer.fhir.reference import reference_of
from viewer.fhir.resource import Content
from viewer.fhir.strict import read_object
from viewer.fhir.typed import obj
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.meant import local, meant
from viewer.source.domain import Domain

_WITHDRAWN = frozenset({Flag.IN_ERROR, Flag.SUPERSEDED, Flag.UNREADABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLists:
    """One source's lists of medicines. ``date`` is that of its newest whole list, None where it has none.

    ``marks``: what a list says of an item, such as "Dose reduced", by ``item_of`` its member.
    ``changes`` holds the items of those that are no whole list.
    """

    date: ClinicalDate | None = None
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changes: frozenset[str] = frozenset()


NO_LISTS = OwnLists()


_Sent = Sequence[tuple[str, str]]
"""References of a list as they were sent, each with its mark."""


def item_of(member: Member) -> str:
    """What a list's item is called here: ``Type/id``, with the place where it has no id, as others may."""
    key, place = member.key, member.place
    return key.reference if key.id else f"{key.type} {place.page} {place.start}"


def own_lists(asked: PageAsked) -> dict[str, OwnLists]:
    """Return the lists of each source; what cannot be read says nothing here, and is listed unreadable."""
    found: dict[str, list[tuple[Entry, _Sent]]] = {}
    for entry in asked.record.entries:
        if is_heading_of(entry, Domain.MEDICINES) and not entry.flags & _WITHDRAWN:
            for member in entry.members:
                sent = _items(_content(asked, member))
                found.setdefault(member.key.source, []).append((entry, sent))
    named = _named(asked, found)
    return {source: _lists(source, heads, named) for source, heads in found.items()}


def _named(
    asked: PageAsked, found: Mapping[str, Sequence[tuple[Entry, _Sent]]]
) -> Mapping[tuple[str, str], str]:
    """The item that each reference means at its own source: versioned, by ``fullUrl`` or as ``Type/id``."""
    wanted = [(source, one) for source, heads in found.items() for _, sent in heads for one, _ in sent]
    medicines = (entry for entry in asked.record.entries if entry.domain is Domain.MEDICINES)
    members = ((member, item_of(member)) for entry in medicines for member in entry.members)
    return meant(asked.found, wanted, members) if wanted else {}


def _lists(
    source: str, heads: Iterable[tuple[Entry, _Sent]], named: Mapping[tuple[str, str], str]
) -> OwnLists:
    marks: dict[str, tuple[str, ...]] = {}
    changes: set[str] = set()
    days: list[ClinicalDate] = []
    for head, sent in heads:
        items = [(named.get((source, reference), local(reference)), words) for reference, words in sent]
        for item, words in items:
            marks[item] = tuple(dict.fromkeys([*marks.get(item, ()), *([words] if words else [])]))
        if Flag.CHANGES_ONLY in head.flags:
            changes.update(item for item, _ in items)
        elif head.when:
            days.append(head.when)
    date = max(days, key=lambda day: day.earliest, default=None)
    return OwnLists(date=date, marks=marks, changes=frozenset(changes))


def _content(asked: PageAsked, member: Member) -> Content:
    try:
        return read_object(asked.raw(member.place))
    except ResourceError:
        return {}


def _items(content: Content) -> list[tuple[str, str]]:
    """Each item's reference as it was sent, and its mark; that of a deleted one says so (SAFE-16)."""
    found = []
    for sent in members(content.get("entry")):
        item = obj(sent)
        reference = reference_of(item.get("item"))
        if reference is not None and reference.reference:
            gone = "deleted from the list" if item.get("deleted") is True else ""
            words = ", ".join(part for part in (one_line(all_terms(item.get("flag"))), gone) if part)
            found.append((reference.reference, words))
    return found
