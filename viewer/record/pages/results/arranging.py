"""The results of a record in their rows and groups: made once for a record, whatever is asked of its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.entries.entry import Entry, Flag
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.results.drawing import AMENDED
from viewer.record.pages.results.homes import numbers_in, rows_of
from viewer.record.pages.results.moments import by_time
from viewer.record.pages.results.panels import Panels, groups_of, panels_of
from viewer.source.domain import Domain
from viewer.timeline.places import foot

_KEPT, _ORDER = "results", "results in order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """``ordered`` newest first, ``unread`` beside them; ``counts``: how many are special, in words.

    ``numbers``: how many of each row could be drawn.
    """

    total: int
    ordered: Sequence[Entry]
    unread: Sequence[Entry]
    rows: Mapping[str, Sequence[Entry]]
    panels: Panels
    numbers: Mapping[str, int]
    groups: Sequence[tuple[str, list[str]]]
    counts: Sequence[str]


def arranged(asked: PageAsked) -> Arranged:
    """Return the record's results arranged; another switch of the page does not arrange them again."""
    kept = asked.kept.get(_KEPT)
    if isinstance(kept, Arranged):
        return kept
    made = _arrange(asked)
    asked.kept[_KEPT] = made
    return made


def results_in(asked: PageAsked) -> list[Entry]:
    """The entries that the page answers for."""
    return [entry for entry in asked.record.entries if entry.domain is Domain.RESULTS]


@dataclass(frozen=True, slots=True)
class InOrder:
    """``own``: all results; those of them that are ``special``, ``unread``, and what is read, ``ordered``."""

    own: Sequence[Entry]
    special: Sequence[Entry]
    unread: Sequence[Entry]
    ordered: Sequence[Entry]


def in_order(asked: PageAsked) -> InOrder:
    """Return the record's results, the newest first: the first half of arranging them."""
    kept = asked.kept.get(_ORDER)
    if isinstance(kept, InOrder):
        return kept
    own = results_in(asked)
    special = [entry for entry in own if entry.flags or entry.when is None]
    unread = [entry for entry in special if Flag.UNREADABLE in entry.flags]
    out = {entry.id for entry in unread}
    ordered = by_time([entry for entry in own if entry.id not in out] if out else own, asked.zone)
    made = asked.kept[_ORDER] = InOrder(own, special, unread, ordered)
    return made


def _arrange(asked: PageAsked) -> Arranged:
    found = in_order(asked)
    rows = rows_of(found.ordered)
    panels = panels_of(asked, rows)
    return Arranged(
        total=len(found.own),
        ordered=found.ordered,
        unread=found.unread,
        rows=rows,
        panels=panels,
        numbers={key: numbers_in(key, held) for key, held in rows.items()},
        groups=groups_of(rows, panels),
        counts=_counts(found.own, found.special),
    )


def _counts(own: Sequence[Entry], special: Sequence[Entry]) -> list[str]:
    """The places where a result could be overlooked, each with its number."""
    amended = len([one for one in own if one.status != "final" and one.status.startswith(AMENDED)])
    other = sum(1 for entry in special if Flag.ABOUT_OTHER in entry.flags)
    counted = [f"{label} {number:,}" for label, number, _ in foot(special)]
    return [*counted, f"Amended {amended:,}", *([f"About another subject {other:,}"] if other else [])]
