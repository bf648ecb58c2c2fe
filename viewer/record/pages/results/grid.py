"""The grid of tests by time: every result of the record in its row, or counted with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.entries.entry import Entry
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.results.arranging import Arranged, arranged
from viewer.record.pages.results.body import Apart, Column, Group
from viewer.record.pages.results.moments import moments_of, source_words
from viewer.record.pages.results.options import Wanted
from viewer.record.pages.results.row_making import RowMaking
from viewer.record.sources import names_of
from viewer.timeline.folding import Sought, fold, holds, wanted_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """``group``: the title of the chosen one, "" for all; ``earlier``: results older than the columns.

    ``hidden``: how many tests, and how many results, the search and the group leave out.
    """

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    apart: tuple[Apart, ...]
    all: Arranged
    group: str
    earlier: int
    hidden: tuple[int, int]


def grid_of(asked: PageAsked, wanted: Wanted) -> Grid:
    """Place every result of the record; what the search or the group leaves out is counted.

    The columns are the moments of the rows that are shown: of one group they stand close together.
    """
    names, every = names_of(asked.record), arranged(asked)
    group = wanted.group if wanted.group in {title for title, _ in every.groups} else ""
    kept = _kept(every.groups, every.rows, wanted_words(wanted.find), group)
    shown = _shown(every.ordered, every.rows, kept)
    moments = moments_of(shown, names, asked.zone, wanted.columns)
    making = RowMaking(asked, names, moments, every.rows, every.panels, every.numbers)
    return Grid(
        columns=moments.columns,
        groups=tuple(Group(title=title, rows=making.rows_of(keys)) for title, keys in kept if keys),
        apart=tuple(
            Apart(entry=entry.id, words=f"{entry.title}: {entry.detail} ({source_words(entry, names)})")
            for entry in every.unread
        ),
        all=every,
        group=group,
        earlier=len(shown) - len(moments.place),
        hidden=(len(every.rows) - sum(len(keys) for _, keys in kept), len(every.ordered) - len(shown)),
    )


def _kept(
    every: Sequence[tuple[str, list[str]]], rows: Mapping[str, Sequence[Entry]], find: Sought, group: str
) -> list[tuple[str, list[str]]]:
    """Groups with the rows that the search names; a search that names the group means all of it."""
    return [
        (title, [key for key in keys if holds(fold(title), find) or holds(fold(rows[key][0].title), find)])
        for title, keys in every
        if not group or title == group
    ]


def _shown(
    ordered: Sequence[Entry], rows: Mapping[str, Sequence[Entry]], kept: Sequence[tuple[str, list[str]]]
) -> Sequence[Entry]:
    keys = [key for _, held in kept for key in held]
    if len(keys) == len(rows):
        return ordered
    shown = {entry.id for key in keys for entry in rows[key]}
    return [entry for entry in ordered if entry.id in shown]
