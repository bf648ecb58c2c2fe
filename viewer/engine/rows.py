"""An entry as a line of the timeline: every word ready, nothing left for the window to decide."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from math import inf

from viewer.engine.lines import UNSOUGHT
from viewer.engine.messages import Row
from viewer.entries.entry import Entry, Flag
from viewer.entries.lists import is_heading
from viewer.present.dates import date_words
from viewer.present.shortened import LONGEST, in_short
from viewer.record.model import Supporting
from viewer.record.sections import section_of
from viewer.source.origin import Origin, SourceKind
from viewer.timeline.days import day_heading
from viewer.timeline.moment import span_of
from viewer.timeline.order import order_key
from viewer.timeline.places import places_of

_EVER = 1e12  # seconds; no calendar reaches so far from 1970
_STRUCK = frozenset({Flag.IN_ERROR, Flag.REFUTED, Flag.SUPERSEDED})
_HEADING_OF_OTHERS = "List"  # its items stand for themselves: a row of it says only what it adds
LISTS_APART = "Lists kept by the sources, newest first"
"""A whole list is dated by the moment it was asked for: ten of them would push events away."""


@dataclass(frozen=True, slots=True)
class Named:
    """What people call the sources: ``whole`` by id, and ``short`` where a care setting says it too."""

    whole: Mapping[str, str]
    short: Mapping[str, str]


def named(origins: Iterable[Origin]) -> Named:
    """Name sources; a care setting is a short name only where one source has it and none is called so.

    >>> one = Origin(id="1", name="Riverside Surgery", kind=SourceKind.ENDPOINT, base="", care_setting="GP")
    >>> dict(named([one]).short)
    {'1': 'GP'}
    """
    held = list(origins)
    called = [origin.name for origin in held] + [origin.care_setting for origin in held]
    return Named(
        {origin.id: origin.name for origin in held},
        {
            origin.id: origin.care_setting
            for origin in held
            if origin.kind is SourceKind.ENDPOINT
            and origin.care_setting
            and called.count(origin.care_setting) == 1
        },
    )


DISAGREE = "Sources disagree"
_LAP = 100  # letters: a word that is cut in two is found as well
_MOST_SOUGHT = 50_000  # letters; folding more at each key would hold the window


def row_of(
    entry: Entry, zone: tzinfo, names: Named, now: float = inf, disputed: Container[str] = frozenset()
) -> Row:
    """Build the row of one (merged) entry; after ``now`` (seconds since 1970) it is still to come.

    ``disputed``: ids of the entries on which sources disagree.
    """
    ids = dict.fromkeys(member.key.source for member in entry.members)
    whole = dict.fromkeys(names.whole.get(source, "") for source in ids)
    short = dict.fromkeys(names.short.get(source) or names.whole.get(source, "") for source in ids)
    lists = is_heading(entry)
    to_come = not lists and entry.when is not None and span_of(entry.when, zone)[0] > now
    quiet = [words for words in entry.quiet_marks if words != Flag.OTHER_OFFSET.words]
    return Row(
        id=entry.id,
        order=_after_events(entry, zone) if lists else order_key(entry, zone),
        day=day_heading(entry, zone),
        when=date_words(entry.when, zone) if entry.when else "Date not recorded",
        category=entry.category,
        title=in_short(entry.title),
        detail=in_short(_detail(entry)),
        status=in_short("; ".join(part for part in (entry.status, *quiet) if part)),
        sources=", ".join(whole),
        marks=(*map(in_short, entry.marks), *([DISAGREE] if entry.id in disputed else [])),
        place=places_of(entry),
        struck=bool(entry.flags & _STRUCK),
        members=len(entry.members),
        domain=entry.domain.value,
        sources_short=", ".join(short) if short != whole else "",
        to_come=to_come,
        elsewhere=Flag.OTHER_OFFSET.words if Flag.OTHER_OFFSET in entry.flags else "",
        apart=LISTS_APART if lists else "",
        rest=_beyond(entry.title, _detail(entry), entry.status, *quiet, *entry.marks),
        section=(10, LISTS_APART) if lists else section_of(entry, to_come=to_come),
    )


def _beyond(*texts: str) -> str:
    """What of them is too long for a row: the filter finds it all the same.

    What is too long even to be sought in ends in ``UNSOUGHT``: such a row is never filtered out.
    """
    rest = " ".join(text[LONGEST - _LAP :] for text in texts if len(text) > LONGEST)
    return rest if len(rest) <= _MOST_SOUGHT else rest[:_MOST_SOUGHT] + UNSOUGHT


def _after_events(entry: Entry, zone: tzinfo) -> tuple[float, str]:
    """Return what sorts below all that has and has not a date, newest first."""
    when, key = order_key(entry, zone)
    return inf, f"~{_EVER + max(-_EVER, min(when, _EVER)):020.3f} {key}"


def _detail(entry: Entry) -> str:
    brief = entry.brief if entry.members[0].key.type == _HEADING_OF_OTHERS else None
    return entry.detail if brief is None else brief


def supporting_row(item: Supporting, names: Mapping[str, str]) -> Row:
    """A resource that no entry is made of: listed under Other records, so that it can be opened."""
    return Row(
        id=item.id,
        order=(float("inf"), item.reference),
        day="Other records",
        when="",
        category=item.type,
        title=in_short(item.title),
        detail="",
        status="",
        sources=names.get(item.source, ""),
        place=("supporting",),
        domain="supporting",
    )
