"""What a page is made of: the record, the moment, what is wanted of it, and the sources' own copies."""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from viewer.entries.entry import Entry
from viewer.fhir.resource import Place
from viewer.record.model import Record
from viewer.record.news import News


def _finds_nothing(_source: str, _reference: str) -> Place | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAsked:
    """One page of one record.

    ``now`` is aware. ``options`` are the page's own switches, as the window sent them (words, never trusted).
    ``copies`` gives a merged entry's copies as each source recorded them. ``raw`` gives the exact bytes of a
    copy's place; it raises ResourceError. The place of a linked Patient is of its search, not of this record.
    ``found`` gives the place of the resource that a source's reference means, None where that is not certain.
    ``news``: what is known of former states of this record.
    ``kept`` holds what a page has worked out of this record, by its own key; another record has another.
    ``lasting`` holds what was worked out of single entries, by a page's own key: it stays while the record
    changes, and whoever takes from it makes sure that the entry is still the same one.
    """

    record: Record
    zone: tzinfo
    now: datetime
    copies: Callable[[Entry], tuple[Entry, ...]]
    raw: Callable[[Place], bytes]
    found: Callable[[str, str], Place | None] = _finds_nothing
    options: Mapping[str, str] = field(default_factory=dict)
    kept: MutableMapping[str, object] = field(default_factory=dict)
    lasting: MutableMapping[str, object] = field(default_factory=dict)
    news: News = field(default_factory=News)
