"""Which two sources or moments are compared, and every entry of either under one verdict."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, tzinfo

from msgspec.structs import replace as replace_in

from viewer.record.moments import as_at_words
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.compare.body import ComparePage, CompareSection, Verdict
from viewer.record.pages.compare.by_date import LIMITS, ByDate
from viewer.record.pages.compare.by_source import BySource
from viewer.record.pages.in_pieces import Pieces, in_one_go
from viewer.record.sources import linked_sources, names_of

SOURCES, DATES = "sources", "dates"
ONE_SOURCE = "There is one source in this record, or none: nothing to compare it with. Compare two dates."
THE_SAME = "The same source is chosen on both sides. Choose another one."
COMPARING = "Comparing ... {} %"
NO_DATES = "Type a day and perhaps a time on either side, such as 21-Nov-2026 and 22-Nov-2026 02:10."


def compare_page(asked: PageAsked) -> ComparePage:
    """Make the page. Its options: ``by``; ``a`` and ``b``, ids of sources or ISO moments."""
    return in_one_go(compare_in_pieces(asked))


def compare_in_pieces(asked: PageAsked) -> Pieces[ComparePage]:
    """Make the same page in pieces: all words of a long record take a second."""
    return _dates(asked) if asked.options.get("by") == DATES else _sources(asked)


def comparing(asked: PageAsked, done: float) -> ComparePage:
    """Return what stands in place of a page that is being made; ``done``: 0 to 1."""
    pieces = compare_in_pieces(replace(asked, record=replace(asked.record, entries=()), kept={}, lasting={}))
    made = in_one_go(pieces)  # of no entries: what is compared with what
    if made.problem:
        return made
    share = int(99 * done)
    return replace_in(made, sections=(), notes=(), problem=COMPARING.format(share), share=share)


def _sources(asked: PageAsked) -> Pieces[ComparePage]:
    names = names_of(asked.record)
    own = [row.origin.id for row in linked_sources(asked.record)]
    choices = tuple((key, names[key]) for key in own)
    if len(own) < 2:  # noqa: PLR2004  # two sides
        return ComparePage(by=SOURCES, choices=choices, problem=ONE_SOURCE)
    chosen = [asked.options.get(side, "") for side in "ab"]
    a = chosen[0] if chosen[0] in names else own[0]
    b = chosen[1] if chosen[1] in names else next(key for key in own if key != a)
    if a == b:
        return ComparePage(by=SOURCES, a=a, b=b, choices=choices, problem=THE_SAME)
    made = BySource(asked, a, b, names)
    sections = _filled((yield from made.compare()))
    apart = (f"{made.apart:,} more of other sources alone.",) if made.apart else ()
    return ComparePage(
        by=SOURCES,
        a=a,
        b=b,
        a_name=names[a],
        b_name=names[b],
        choices=choices,
        sections=sections,
        total=_total(sections),
        notes=(*apart, *_not_compared(asked, {a, b})),
    )


def _not_compared(asked: PageAsked, sources: set[str]) -> tuple[str, ...]:
    """Organisations, people and the like explain entries; they stand in the list alone."""
    number = sum(one.source in sources for one in asked.record.supporting)
    if not number:
        return ()
    records = "1 supporting record" if number == 1 else f"{number:,} supporting records"
    return (f"Not compared: {records} (organisations, people and the like), in the timeline's list.",)


def _dates(asked: PageAsked) -> Pieces[ComparePage]:
    moments = [_moment(asked.options.get(side, ""), asked.zone) for side in "ab"]
    first, second = moments
    if first is None or second is None:
        return ComparePage(by=DATES, problem=NO_DATES)
    a, b = sorted(at.astimezone(asked.zone) for at in (first, second))
    made = ByDate(asked, a, b)
    sections = _filled((yield from made.compare()))
    later = (f"{made.later:,} more were recorded after both.",) if made.later else ()
    names = [as_at_words(at.isoformat(), asked.zone) for at in (a, b)]
    return ComparePage(
        by=DATES,
        a=a.isoformat(),
        b=b.isoformat(),
        a_name=names[0],
        b_name=names[1],
        sections=sections,
        total=_total(sections),
        notes=(*LIMITS, *later),
    )


def _filled(verdicts: Iterable[Verdict]) -> tuple[CompareSection, ...]:
    return tuple(verdict.section() for verdict in verdicts)


def _total(sections: Iterable[CompareSection]) -> int:
    return sum(len(one.entries) for one in sections)


def _moment(text: str, zone: tzinfo) -> datetime | None:
    """Return an ISO moment; one that names no zone is on the clock of the workstation."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
