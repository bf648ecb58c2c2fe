"""The grid of tests by time: every result of the record in its row, or counted with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.entries.entry import Entry, Flag
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.results.body import Apart, Column, Group
from viewer.record.pages.results.homes import rows_of as homes_of
from viewer.record.pages.results.moments import by_time, moments_of, source_words
from viewer.record.pages.results.options import Wanted
from viewer.record.pages.results.panels import groups_of, panels_of
from viewer.record.pages.results.row_making import RowMaking
from viewer.record.sources import names_of
from viewer.source.domain import Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """``rows``: the entries of each row key, newest first. ``titles``: of all groups; ``group``: the chosen.

    ``hidden``: how many tests, and how many results, the search and the group leave out.
    """

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    apart: tuple[Apart, ...]
    own: Sequence[Entry]
    rows: Mapping[str, Sequence[Entry]]
    titles: tuple[str, ...]
    group: str
    earlier: int
    hidden: tuple[int, int]


def results_in(asked: PageAsked) -> list[Entry]:
    """The entries that the page answers for."""
    return [entry for entry in asked.record.entries if entry.domain is Domain.RESULTS]


def grid_of(asked: PageAsked, wanted: Wanted) -> Grid:
    """Place every result of the record; what the search or the group leaves out is counted.

    The columns are the moments of the rows that are shown: of one group they stand close together.
    """
    own = results_in(asked)
    names = names_of(asked.record)
    unread = [entry for entry in own if Flag.UNREADABLE in entry.flags]
    ordered = by_time((entry for entry in own if Flag.UNREADABLE not in entry.flags), asked.zone)
    rows = homes_of(ordered)
    panels = panels_of(asked, rows)
    every = groups_of(rows, panels)
    group = wanted.group if wanted.group in {title for title, _ in every} else ""
    kept = _kept(every, rows, wanted.find.casefold(), group)
    shown = _shown(ordered, rows, kept, len(rows))
    moments = moments_of(shown, names, asked.zone, wanted.columns)
    making = RowMaking(asked, names, moments, rows, panels)
    return Grid(
        columns=moments.columns,
        groups=tuple(Group(title=title, rows=making.rows_of(keys)) for title, keys in kept if keys),
        apart=tuple(
            Apart(entry=entry.id, words=f"{entry.title}: {entry.detail} ({source_words(entry, names)})")
            for entry in unread
        ),
        own=own,
        rows=rows,
        titles=tuple(title for title, _ in every),
        group=group,
        earlier=len(shown) - len(moments.place),
        hidden=(len(rows) - sum(len(keys) for _, keys in kept), len(ordered) - len(shown)),
    )


def _kept(
    every: Sequence[tuple[str, list[str]]], rows: Mapping[str, Sequence[Entry]], find: str, group: str
) -> list[tuple[str, list[str]]]:
    """Groups with the rows that the search names; a search that names the group means all of it."""
    return [
        (title, [key for key in keys if find in title.casefold() or find in rows[key][0].title.casefold()])
        for title, keys in every
        if not group or title == group
    ]


def _shown(
    ordered: Sequence[Entry],
    rows: Mapping[str, Sequence[Entry]],
    kept: Sequence[tuple[str, list[str]]],
    every: int,
) -> Sequence[Entry]:
    keys = [key for _, held in kept for key in held]
    if len(keys) == every:
        return ordered
    shown = {entry.id for key in keys for entry in rows[key]}
    return [entry for entry in ordered if entry.id in shown]
