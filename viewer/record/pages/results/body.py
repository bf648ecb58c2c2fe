"""What the results page is made of, every word ready: the grid, a trend, a report."""

from typing import Literal

import msgspec


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One day at one source (or at several that agree). ``time`` is "" where its cells say their own."""

    day: str
    time: str
    sources: str
    spoken: str


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One result in the grid.

    ``text`` is what the source sent, whole; ``point`` is where in it the decimal point stands, or would
    stand (-1 for words); ``whole`` is what it stands for where it is words to open by ("" elsewhere): that
    is spoken and goes on paper. ``time``: where the column holds several. ``graded`` is the interpretation
    as sent, ``marks`` what must not be overlooked. ``spoken`` says all of it in one sentence, with test,
    date and source.
    """

    column: int
    entry: str
    text: str
    spoken: str
    point: int = -1
    whole: str = ""
    time: str = ""
    graded: str = ""
    marks: tuple[str, ...] = ()
    struck: bool = False


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One test: results of one code and one unit, and what is said of it without a number.

    ``key`` is what a trend of it is asked by. ``unit`` is "" where the cells say their own. ``ranges`` are
    those of the newest result of each source, as sent. ``newest`` says the newest result wherever it stands.
    ``before``: the newest result that is older than all columns, ``older`` how many there are. ``numbers``:
    how many could be drawn.
    """

    key: str
    title: str
    unit: str
    ranges: tuple[str, ...]
    note: str
    cells: tuple[Cell, ...]
    newest: str = ""
    before: tuple[Cell, ...] = ()
    before_words: str = ""
    older: int = 0
    numbers: int = 0


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Tests that belong together: a panel of the laboratory, the vital signs, a kind of observation."""

    title: str
    rows: tuple[Row, ...]


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """A record that has no place in the grid, and why."""

    entry: str
    words: str


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a trend. ``first`` to ``last``: the seconds since 1970 that its date may mean.

    ``height`` is for painting only; ``text`` is the number as sent, with comparator and unit. ``kind`` is
    exact, below or above (a comparator: an open mark). ``low`` and ``high`` are painted where one range
    and no other was sent. ``joined``: a line may lead to it.
    """

    entry: str
    first: float
    last: float
    height: float
    text: str
    spoken: str
    kind: Literal["exact", "below", "above"] = "exact"
    low: float | None = None
    high: float | None = None
    amended: bool = False
    converted: bool = False
    joined: bool = True


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The points of one test (or component) from one source, oldest first. ``mark``: which shape it has."""

    name: str
    source: str
    mark: int
    points: tuple[Point, ...]
    latest: str = ""
    previous: str = ""


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the axis of time: seconds since 1970, and its words."""

    at: float
    words: str


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """One chart: all its lines share one unit. ``says`` describes in a sentence what is drawn."""

    unit: str
    says: str
    lines: tuple[Line, ...]
    ranges: tuple[str, ...]


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """The charts of the chosen tests, one below another, over one span of time.

    ``left_out`` says what is not drawn, and why. ``may_convert``: a unit could be put on another's axis.
    ``days`` before the newest that are drawn, 0 for all.
    """

    title: str
    axes: tuple[Axis, ...]
    ticks: tuple[Tick, ...]
    first: float
    last: float
    left_out: tuple[str, ...]
    may_convert: bool = False
    converted: bool = False
    days: int = 0


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """Sampled data: a run of numbers at equal distance; None where there is no number (E, U, L).

    ``says`` gives unit, period, limits and how many samples are no numbers and why.
    """

    name: str
    says: str
    unit: str
    step: float
    step_words: str
    heights: tuple[float | None, ...]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text as sent, line breaks and columns kept (FID-12)."""

    title: str
    text: str


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """One source's copy of a report or result: lines of facts, texts, traces, its results, its files."""

    source: str
    facts: tuple[str, ...]
    texts: tuple[Text, ...] = ()
    traces: tuple[Trace, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report or result in full, as each source sent it."""

    entry: str
    title: str
    copies: tuple[Copy, ...]
    holds: tuple[Apart, ...] = ()


class ResultsPage(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The results of the record. ``columns`` stand in the order of the screen; ``earlier`` counts others.

    ``placed``: the words that count every result of the record, wherever it stands. ``titles``: all groups
    that there are, ``group`` the one chosen, "" for all.
    """

    heading: str
    completeness: str
    placed: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    apart: tuple[Apart, ...]
    earlier: int = 0
    earlier_words: str = ""
    newest_left: bool = False
    sought: str = ""
    titles: tuple[str, ...] = ()
    group: str = ""
    trend: Trend | None = None
    report: Report | None = None
    problem: str = ""
