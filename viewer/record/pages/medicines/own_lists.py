"""What sources' own lists of medicines say: their date, whether they are whole, a mark on each item."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from viewer.entries.entry import Entry, Flag
from viewer.entries.lists import is_heading_of
from viewer.entries.naming import all_terms
from viewer.entries.phrases import members, one_line
from viewer.errors import ResourceError
from viewer.fhir.dates import ClinicalDate
from viewer.fhir.reference import reference_of
from viewer.fhir.resource import Content, Place
from viewer.fhir.strict import read_object
from viewer.fhir.typed import obj
from viewer.source.domain import Domain

_WITHDRAWN = frozenset({Flag.IN_ERROR, Flag.SUPERSEDED, Flag.UNREADABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLists:
    """One source's lists of medicines. ``date`` is that of its newest whole list, None where it has none.

    ``marks``: what a list says of an item, such as "Dose reduced", by the item's ``Type/id``.
    ``changes`` holds the items of those that are no whole list.
    """

    date: ClinicalDate | None = None
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changes: frozenset[str] = frozenset()


NO_LISTS = OwnLists()


def own_lists(entries: Iterable[Entry], raw: Callable[[Place], bytes]) -> dict[str, OwnLists]:
    """Return the lists of each source; what cannot be read says nothing here, and is listed unreadable."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if is_heading_of(entry, Domain.MEDICINES) and not entry.flags & _WITHDRAWN:
            for member in entry.members:
                found.setdefault(member.key.source, []).append(entry)
    return {source: _lists(source, heads, raw) for source, heads in found.items()}


def _lists(source: str, heads: Iterable[Entry], raw: Callable[[Place], bytes]) -> OwnLists:
    marks: dict[str, tuple[str, ...]] = {}
    changes: set[str] = set()
    days: list[ClinicalDate] = []
    for head in heads:
        items = _items(_content(source, head, raw))
        for reference, words in items:
            marks[reference] = tuple(dict.fromkeys([*marks.get(reference, ()), *([words] if words else [])]))
        if Flag.CHANGES_ONLY in head.flags:
            changes.update(reference for reference, _ in items)
        elif head.when:
            days.append(head.when)
    date = max(days, key=lambda day: day.earliest, default=None)
    return OwnLists(date=date, marks=marks, changes=frozenset(changes))


def _content(source: str, head: Entry, raw: Callable[[Place], bytes]) -> Content:
    place = next(member.place for member in head.members if member.key.source == source)
    try:
        return read_object(raw(place))
    except ResourceError:
        return {}


def _items(content: Content) -> list[tuple[str, str]]:
    """Each item's reference as ``Type/id``, and its mark; that of a deleted one says so (SAFE-16)."""
    found = []
    for sent in members(content.get("entry")):
        item = obj(sent)
        reference = reference_of(item.get("item"))
        if reference is not None and reference.reference:
            gone = "deleted from the list" if item.get("deleted") is True else ""
            words = ", ".join(part for part in (one_line(all_terms(item.get("flag"))), gone) if part)
            found.append(("/".join(reference.reference.split("/")[-2:]), words))
    return found
