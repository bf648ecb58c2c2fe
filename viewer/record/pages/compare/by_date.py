"""Two moments side by side, by recorded dates: what came between them, and what cannot be told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from math import inf

from viewer.entries.entry import Entry
from viewer.errors import ResourceError
from viewer.fhir.dates import parse_date
from viewer.present.dates import date_words
from viewer.record.moments import as_at_words
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.compare.body import Verdict
from viewer.record.pages.compare.rows import Line, lines_in_pieces, said
from viewer.record.pages.in_pieces import Pieces, cut, within
from viewer.timeline.moment import span_of

_KEY = "compare by date"
_LINES, _DATES = 0.4, 0.8
"""Shares of the work that are done once lines have their words, and dates are read."""
_WHOLE = len("2026-11-22T02:10:00Z")
LIMITS = (
    "Told by when each source says that it recorded something, never by when it happened.",
    "It may have recorded late.",
    "What was deleted since the first moment cannot be told: sources send only their present state.",
    "What was corrected since is shown as it is now.",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """``known``: the earliest second that a copy may have been recorded in, -inf where one does not say.

    ``written``: the last second that any copy may have been written in, inf where one does not say.
    """

    known: float
    written: float


@dataclass(slots=True)
class ByDate:
    """``a`` is before ``b``."""

    asked: PageAsked
    a: datetime
    b: datetime
    verdicts: dict[str, Verdict] = field(init=False)
    later: int = 0
    """Entries recorded after both moments."""

    def __post_init__(self) -> None:
        a, b = (as_at_words(at.isoformat(), self.asked.zone) for at in (self.a, self.b))
        between = "Their sources say that they were recorded between the two moments."
        titles = {
            "between": (f"Only at {b}: recorded since {a}", between),
            "rewritten": (
                "At both; written again since",
                f"What they said at {a}, and whether it was another thing, is not known.",
            ),
            "unsure": ("At both; whether changed since is not known", "Sources do not say when they wrote."),
            "same": ("At both, the same", f"Their sources have not written them again since {a}."),
            "undated": (
                "No recorded date: whether at either is not known",
                "They may have come at any time.",
            ),
        }
        self.verdicts = {key: Verdict(key, *words) for key, words in titles.items()}

    def compare(self) -> Pieces[Iterable[Verdict]]:
        """Put every entry that may have stood at either moment under one verdict, in pieces."""
        lines = yield from within(lines_in_pieces(self.asked), 0, _LINES)
        dated = yield from within(_dated(self.asked), _LINES, _DATES)
        first, second = self.a.timestamp(), self.b.timestamp()
        for done, piece in cut(lines):
            for line in piece:
                self._place(line, dated[line.entry.id], first, second)
            yield _DATES + done * (1 - _DATES)
        return self.verdicts.values()

    def _place(self, line: Line, at: Dated, first: float, second: float) -> None:
        if at.known > second:
            self.later += 1
        elif at.known == -inf:
            self._put("undated", line, "Not known", "Not known")
        elif at.known > first:
            self._put("between", line, "Not recorded yet", self._recorded(line.entry))
        elif at.written == inf:
            self._put("unsure", line, self._recorded(line.entry), "As now, changed or not")
        elif at.written > first:
            self._put("rewritten", line, "Not known", f"Written again by now: {said(line.entry)}")
        else:
            self._put("same", line, self._recorded(line.entry), "The same")

    def _recorded(self, entry: Entry) -> str:
        return f"Recorded {self._when(entry.recorded)}: {said(entry)}"

    def _when(self, text: str) -> str:
        """What a recorded date says; a copy beside it may say another one."""
        if _instant(text) is not None:
            return as_at_words(text, self.asked.zone)
        readable = _span(text, self.asked) is not None
        return date_words(parse_date(text), self.asked.zone) if readable else "elsewhere"

    def _put(self, key: str, line: Line, a: str, b: str) -> None:
        self.verdicts[key].rows.append((line.entry.id, line.what, line.when, a, b))


def _dated(asked: PageAsked) -> Pieces[dict[str, Dated]]:
    kept = asked.kept.get(_KEY)
    if isinstance(kept, dict):
        return kept
    made: dict[str, Dated] = {}
    for done, entries in cut(asked.record.entries):
        made.update((entry.id, dated_of(entry, asked)) for entry in entries)
        yield done
    asked.kept[_KEY] = made
    return made


def dated_of(entry: Entry, asked: PageAsked) -> Dated:
    """Return from when on an entry was known by what its copies say, and when it was written last."""
    copies = asked.copies(entry) or (entry,)
    recorded = [_span(copy.recorded, asked) for copy in copies]
    written = [_span(copy.written, asked) for copy in copies]
    return Dated(
        known=-inf if None in recorded else min(span[0] for span in recorded if span),
        written=inf if None in written else max(span[1] for span in written if span),
    )


def _span(text: str, asked: PageAsked) -> tuple[float, float] | None:
    """Return the first and last second that it may mean; None where nothing is said, or nothing readable."""
    if (instant := _instant(text)) is not None:
        return instant.timestamp(), instant.timestamp()
    try:
        return span_of(parse_date(text), asked.zone) if text else None
    except ResourceError:
        return None


def _instant(text: str) -> datetime | None:
    """Read the usual form of a whole moment a hundred times as fast: a record holds tens of thousands."""
    if len(text) < _WHOLE:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None
