"""What the medicines board is, as values and words: columns, rows, cells, and what stands above them."""

import msgspec


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A discharge letter of a source: ``entry`` opens it."""

    entry: str
    words: str


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One source. ``lists`` names its lists with their kind and date, ``state`` how complete they are.

    ``complete``: it has answered in full and everything it gave has a name; only then is absence claimed.
    """

    source: str
    name: str
    lists: str
    state: str
    complete: bool
    letters: tuple[Letter, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a cell. ``look``: name, dose, mark, listed, status, stop, small, more.

    ``more`` may wait for a wish to see everything; all other lines always stand in the cell.
    """

    look: str
    text: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One course of a medicine at one source; ``entry`` opens it, ``title`` is its name as sent.

    ``standing``: current, suspended, do-not, unknown, planned, past, given, withdrawn or unreadable.
    """

    entry: str
    title: str
    standing: str
    lines: tuple[Line, ...]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One medicine at one source, never blank.

    ``kind``: listed, absent, unknown or letter. ``words`` say all of it; ``opens`` are the entries that it
    stands for (id, words): the first thirty, those that are not spelled out in ``items`` too.
    """

    kind: str
    words: str
    items: tuple[Item, ...] = ()
    more: str = ""
    opens: tuple[tuple[str, str], ...] = ()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One medicine. ``key`` is the same whenever the board is made; ``seen`` changes with what it says.

    ``match``: same, differs, only, one or none, in words in ``match_words``. ``marks`` stand out above all.
    ``count``: how many entries of the record it stands for.
    ``started`` orders rows (seconds; None where no date is known). ``changes``: what happened since the date
    asked for. ``copied`` is the row as plain text for the GP system.
    """

    key: str
    name: str
    count: int
    section: str
    match: str
    match_words: str
    cells: tuple[Cell, ...]
    seen: str
    copied: str
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    started: float | None = None
    changes: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that stand apart. ``view``: current, past or other."""

    key: str
    title: str
    view: str


class MedicinesPage(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The board. ``rows`` hold every medicine of the record, newest start first within their section.

    ``left_out``: for each view what it does not show, in words. ``copied_foot`` belongs below every copy.
    """

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    completeness: str
    left_out: dict[str, str]
    since: str
    foot: str
    copied_foot: str
