"""The charts of the timeline: which results of a record are drawn in which chart, and what is not and why.

The numbers are read from the words of the line, which hold comparator, number and unit as sent; nothing is
computed, graded or converted, and a score such as NEWS2 is drawn only where a source sent it.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from viewer.entries.entry import Entry
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.results.arranging import arranged
from viewer.record.pages.results.cells import marks_of
from viewer.record.pages.results.homes import has_unit, may_be_drawn
from viewer.record.pages.results.trend import not_drawn
from viewer.timeline.chart_kinds import ABOVE, BELOW, OPEN
from viewer.timeline.moment import span_of

SEPARATOR = "\n"
CHART = "chart: "
"""Before the key of a chart where it stands among the keys of lanes."""

NONE = "none"
"""As the page's option ``charts``: no chart is wanted; "" are the vital signs that the record has."""

_VITALS = (
    ("pulse", "Pulse", "8867-4 364075005 78564009"),
    ("pressure", "Blood pressure", "85354-9 75367002 163020007"),
    ("temperature", "Temperature", "8310-5 386725007 276885007"),
    ("saturation", "Oxygen saturation", "2708-6 59408-5 431314004 103228002"),
    ("breathing", "Respiratory rate", "9279-1 86290005"),
    ("news2", "NEWS2, as sent", "1104051000000101"),
    ("weight", "Weight", "29463-7 27113001"),
)
_SYSTEMS = ("http://loinc.org", "http://snomed.info/sct")
_VITAL = {code: key for key, _, codes in _VITALS for code in codes.split()}
_TITLES = {key: title for key, title, _ in _VITALS}
VITAL_KEYS = tuple(f"{CHART}{key}" for key in _TITLES)
_SCORES = frozenset({"news2"})
_NUMBER = re.compile(
    r"(?P<sign>[<>]=?|ad )?(?P<high>-?\d+(?:\.\d+)?)(?:/(?P<low>\d+(?:\.\d+)?))?(?: (?P<unit>\S.*))?",
    re.ASCII,
)
_KINDS = {"<": BELOW, "<=": BELOW, ">": ABOVE, ">=": ABOVE, "ad ": ABOVE}
_MOST_SERIES = 250


class ChartRows(msgspec.Struct, frozen=True, kw_only=True):
    """One chart: numbers of one kind and one unit, in the order of their first moment; see ``Numbers``.

    ``ids`` holds 16 bytes for each, ``first`` to ``high`` 64-bit floats of this machine, the others one byte.
    ``texts``: each number with its comparator, as sent. ``lowest`` and ``highest``: of all of them, as sent.
    ``says``: how many are drawn and why others are not, in words; () where all are.
    """

    key: str
    title: str
    unit: str
    ids: bytes
    first: bytes
    last: bytes
    low: bytes
    high: bytes
    kinds: bytes
    series: bytes
    exact: bytes
    texts: tuple[str, ...]
    lowest: str
    highest: str
    says: tuple[str, ...]
    shapes: bytes = b""
    undated: int = 0
    uncoded: int = 0


class ChartChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What can be drawn. ``key``: to ask for it by; ``results``: how many it has; ``drawn``: now."""

    key: str
    title: str
    results: int
    drawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    entry: Entry
    unit: str
    text: str
    low: float
    high: float
    kind: int


@dataclass(slots=True)
class _Found:
    read: list[_Read] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


def charts_of(asked: PageAsked) -> tuple[tuple[ChartRows, ...], tuple[ChartChoice, ...]]:
    """Return the charts that the option ``charts`` asks for, and all that there could be."""
    held = _by_chart(asked)
    option = asked.options.get("charts", "")
    wanted = option.split(SEPARATOR) if option else [key for key in _TITLES if key in held]
    charts = [_chart(asked, key, held[key]) for key in dict.fromkeys(wanted) if key in held]
    drawn = {chart.key.removeprefix(CHART) for chart in charts}
    choices = [
        ChartChoice(key=key, title=_title(key, rows), results=sum(map(len, rows)), drawn=key in drawn)
        for key, rows in held.items()
    ]
    return tuple(charts), tuple(choices)


def _by_chart(asked: PageAsked) -> Mapping[str, list[Sequence[Entry]]]:
    """Rows of the Results page by the chart that they would stand in: vital signs first, then by name."""
    rows = arranged(asked).rows
    vital: dict[str, list[Sequence[Entry]]] = {key: [] for key in _TITLES}
    others: dict[str, list[Sequence[Entry]]] = {}
    for key, entries in rows.items():
        name = _vital(entries[0])
        if name:
            vital[name].append(entries)
        elif may_be_drawn(key):
            others[key] = [entries]
    named = sorted(others.items(), key=lambda one: (one[1][0][0].title.casefold(), one[0]))
    return {key: found for key, found in vital.items() if found} | dict(named)


def _vital(entry: Entry) -> str:
    codes = (_VITAL.get(coding.code, "") for coding in entry.codings if coding.system in _SYSTEMS)
    return next(filter(None, codes), "")


def _title(key: str, rows: Sequence[Sequence[Entry]]) -> str:
    return _TITLES.get(key) or rows[0][0].title


def _chart(asked: PageAsked, key: str, rows: Iterable[Sequence[Entry]]) -> ChartRows:
    kept = asked.kept.get(f"chart {key}")
    if isinstance(kept, ChartRows):
        return kept
    found = _Found()
    for entry in (entry for entries in rows for entry in entries):
        _read(entry, found, score=key in _SCORES)
    units = Counter(one.unit for one in found.read)
    unit = units.most_common(1)[0][0] if units else ""
    for other, number in units.items():
        if other != unit:
            found.left[f"in {other or 'no unit'}, another unit"] += number
    made = asked.kept[f"chart {key}"] = _rows(
        asked,
        (key, _title(key, list(rows)), unit),
        [one for one in found.read if one.unit == unit],
        found.left,
    )
    return made


def _read(entry: Entry, found: _Found, *, score: bool) -> None:
    reason = not_drawn(entry)
    if reason:
        found.left[reason] += 1
        return
    read = _number(entry, score=score)
    if read is None:
        found.left["no number"] += 1
    else:
        found.read.append(read)


def _number(entry: Entry, *, score: bool) -> _Read | None:
    said = _NUMBER.fullmatch(entry.value)
    if said is None or not (score or (has_unit(entry) and said["unit"])):
        return None
    high = float(said["high"])
    kind = _KINDS.get(said["sign"] or "", 0) | (OPEN if marks_of(entry) else 0)
    unit = said["unit"] or ""
    return _Read(
        entry=entry, unit=unit, text=entry.value.removesuffix(unit).rstrip(), kind=kind,
        low=float(said["low"]) if said["low"] else high, high=high,
    )  # fmt: skip


def _rows(
    asked: PageAsked, named: tuple[str, str, str], read: Iterable[_Read], left: Mapping[str, int]
) -> ChartRows:
    stand = sorted(
        ((*span_of(one.entry.when, asked.zone), one) for one in read if one.entry.when), key=_order
    )
    ones = [one for _, _, one in stand]
    series: dict[tuple[str, str], int] = {}
    of = [series.setdefault((o.entry.members[0].key.source, o.entry.series), len(series)) for o in ones]
    return ChartRows(
        key=f"{CHART}{named[0]}",
        title=named[1],
        unit=named[2],
        ids="".join(one.entry.id for one in ones).encode(),
        first=array("d", [first for first, _, _ in stand]).tobytes(),
        last=array("d", [last for _, last, _ in stand]).tobytes(),
        low=array("d", [one.low for one in ones]).tobytes(),
        high=array("d", [one.high for one in ones]).tobytes(),
        kinds=bytes(one.kind for one in ones),
        series=bytes(min(place, _MOST_SERIES) for place in of),
        exact=bytes(int(bool(one.entry.when and one.entry.when.timed)) for one in ones),
        texts=tuple(one.text for one in ones),
        lowest=min(ones, key=lambda one: one.low).text.rpartition("/")[2] if ones else "",
        highest=max(ones, key=lambda one: one.high).text.partition("/")[0] if ones else "",
        says=tuple(_says(len(ones), left)),
    )


def _order(one: tuple[float, float, _Read]) -> tuple[float, float, str]:
    return one[0], one[1], one[2].entry.id


def _says(drawn: int, left: Mapping[str, int]) -> Iterator[str]:
    """Of a chart with results that are not drawn: 12 of 15 drawn, 3 not, and why."""
    if missing := sum(left.values()):
        yield f"{drawn:,} of {drawn + missing:,} drawn"
    for reason, number in left.items():
        yield f"{number:,} not: {reason}"
