"""The words of a record, gone through piece by piece: lines as they come, then all that their copies say."""

import re
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from math import inf, nan

from viewer.engine.contained import Contained
from viewer.engine.haystack import haystack
from viewer.engine.letter_reader import Spot
from viewer.engine.lines import UNSOUGHT, Row
from viewer.engine.seek_papers import SeekPapers, Texts
from viewer.engine.told_rows import ToldRows
from viewer.entries.entry import Entry, Member
from viewer.errors import ResourceError
from viewer.fhir.dates import ClinicalDate, parse_date
from viewer.fhir.resource import ResourceKey
from viewer.fhir.strict import read_object
from viewer.load.copy_facets import authors_of_content
from viewer.load.cross_references import place_of_supporting
from viewer.record.model import Supporting
from viewer.timeline.moment import span_of
from viewer.timeline.search.columns import Columns, Line
from viewer.timeline.search.index import COPIES, LINE, Index
from viewer.timeline.search.words import AUTHORS, Text, texts_of

_PIECE_S = 0.008
_UNREAD = -1
_BETWEEN = re.compile(r"[,;] (?![^(]*\))")  # what stands in brackets is no status of its own


@dataclass(slots=True)
class SeekIndex:
    """One for a record. What is to be read stands in ``told.touched`` and ``todo``.

    ``unreadable``: numbers of lines of which a copy cannot be read, ``broken``: whose words made a fault of
    ours; both are found by what their lines say. ``unsought``: of lines too long to be sought through.
    """

    told: ToldRows
    index: Index = field(default_factory=Index)
    columns: Columns = field(default_factory=Columns)
    todo: dict[str, None] = field(default_factory=dict)
    unreadable: set[int] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)
    unsought: set[int] = field(default_factory=set)
    _as_read: "array[int]" = field(default_factory=lambda: array("q"))
    papers: SeekPapers = field(init=False)
    _restricted: bool = False

    def __post_init__(self) -> None:
        self.papers = SeekPapers(self.index)

    @property
    def is_done(self) -> bool:
        """Whether all words of the record are in the index."""
        return not (self.told.touched or self.todo or self.papers.todo)

    @property
    def restricted(self) -> bool:
        """Whether the person on screen is restricted (NHS-01), as was last looked."""
        return self._restricted

    @property
    def size(self) -> int:
        """How many bytes of memory the index and the texts of documents take, near enough."""
        return self.index.size + 60 * len(self.columns) + self.papers.letters

    def read_some(self, seconds: float | None = None, *, copies: bool = True) -> bool:
        """Go through some lines, then some copies, for so long; tell whether anything is left.

        What leaves the record leaves at once. A defect in one line's words is that line's alone.
        """
        self.mind_restriction()
        end = time.monotonic() + (_PIECE_S if seconds is None else seconds)
        while not self.is_done:
            if self.told.touched:
                self._contained(self.told.touched, self._take)
            elif copies and self.todo:
                self._contained(self.todo, self._read)
            elif copies:
                self._put_some(next(iter(self.papers.todo)))
            else:
                return True
            if time.monotonic() >= end:
                break
        if self.is_done and self.index.is_untidy:
            self._tidy()
        return not self.is_done

    def take_first(self, key: str) -> None:
        """Go through a line that a question names before all others."""
        if key in self.told.touched:
            self._contained({key: None}, self._take)
            del self.told.touched[key]

    def _contained(self, waiting: dict[str, None], step: Callable[[str], None]) -> None:
        key = next(iter(waiting))
        del waiting[key]
        with Contained() as kept:
            step(key)
        if kept.broke:
            self.broken.add(self.told.numbers.of(key))
            if step == self._take:
                self._bare(key)

    def _bare(self, key: str) -> None:
        """A line whose words cannot be gone through is found by every word, of its kind, without a date."""
        row, number = self.told.rows.get(key), self.told.numbers.of(key)
        if row is not None:
            entry = self.told.entries.get(key)
            sources = tuple(one.key.source for one in members_of(entry)) if entry else ()
            self.columns.put(number, Line(domain=row.domain, category=row.category, sources=sources))
            self.unsought.add(number)

    def _put_some(self, key: str) -> None:
        with Contained() as kept:
            self.papers.put_some(key)
        if kept.broke:
            self.papers.todo.pop(key, None)
            self.broken.add(self.told.numbers.of(key))

    def mind_restriction(self) -> None:
        """Where a person is restricted comes to be known, words of where they live leave (NHS-01)."""
        restricted = self.told.load.is_restricted
        if restricted != self._restricted:
            self._restricted = restricted
            for number in range(self.index.count):
                self.index.drop(number, COPIES)
            self._as_read = array("q")
            self.told.touched.update(dict.fromkeys(self.told.rows))

    def _take(self, key: str) -> None:
        row, line, number = self.told.rows.get(key), self.told.line(key), self.told.numbers.of(key)
        for held in (self.unsought, self.broken):
            held.discard(number)
        if row is None or line is None:
            self._leave(key, number)
            return
        self.index.put(number, LINE, haystack(row))
        self.columns.put(number, self._line(row, line))
        if row.rest.endswith(UNSOUGHT):
            self.unsought.add(number)
        self.papers.put(key, number, spots_of(line))
        now = hash(line) if isinstance(line, Supporting) else hash((line.members, line.recorder))
        self._as_read.extend([_UNREAD] * (number + 1 - len(self._as_read)))
        if self._as_read[number] != now:
            self._as_read[number] = now
            self.todo[key] = None

    def _leave(self, key: str, number: int) -> None:
        self.papers.leave(key, number)
        self.index.remove(number)
        self.columns.drop(number)
        self.unreadable.discard(number)
        self.todo.pop(key, None)
        if number < len(self._as_read):
            self._as_read[number] = _UNREAD

    def _line(self, row: Row, line: Entry | Supporting) -> Line:
        if isinstance(line, Supporting):
            return Line(domain=row.domain, category=row.category, sources=(line.source,))
        first, last = self._span(line.when)
        return Line(
            domain=row.domain,
            category=row.category,
            sources=tuple(dict.fromkeys(member.key.source for member in line.members)),
            statuses=statuses_of(line),
            series=line.series,
            first=first,
            last=last,
            known_from=self._known_from(line),
        )

    def _span(self, when: ClinicalDate | None) -> tuple[float, float]:
        if when is None:
            return nan, nan
        first, last = span_of(when, self.told.load.zone)
        return -inf if when.open_start else first, inf if when.open_end else last

    def _known_from(self, entry: Entry) -> float:
        """The earliest moment that a copy may say it was recorded; -inf where one does not say it."""
        said = [self._recorded(copy.recorded) for copy in self.told.load.copies(entry)]
        return min(said, default=-inf)

    def _recorded(self, text: str) -> float:
        try:
            return span_of(parse_date(text), self.told.load.zone)[0] if text else -inf
        except ResourceError:
            return -inf

    def _read(self, key: str) -> None:
        line, number = self.told.line(key), self.told.numbers.of(key)
        self.unreadable.discard(number)
        if line is None:  # pragma: no cover - it has left, and leaves the list of what is to be read
            return
        texts = list(self.texts(line))
        self.index.put(number, COPIES, "\n".join(text.words for text in texts))
        authors = dict.fromkeys(text.words for text in texts if text.path == (AUTHORS,))
        self.columns.names["authors"].put(number, tuple(authors))

    def texts(self, line: Entry | Supporting) -> Iterator[Text]:
        """Yield what the copies of a line say, and who; a copy that cannot be read is noted as such."""
        for member in members_of(line):
            try:
                content = read_object(self.told.load.raw(member.place))
            except ResourceError:
                self.unreadable.add(self.told.numbers.of(line.id))
                continue
            yield from texts_of(member.key.type, content, restricted=self._restricted)
            for author in authors_of_content(self.told.load, member, content):
                yield Text((AUTHORS,), author)

    def add_documents(self, entry: str, spot: Spot, texts: Texts) -> None:
        """Let a line be found by the texts of the documents of one of its copies too.

        They stay with the copy, also where its line becomes another one by merging; where ``entry`` is not in
        the record now, they are found once a line that has the copy is.
        """
        self.papers.hold(spot, texts)
        line = self.told.line(entry)
        if line is not None:
            self.papers.put(entry, self.told.numbers.of(entry), spots_of(line))

    def documents_of(self, line: Entry | Supporting) -> Texts:
        """Return the texts of a line's documents with what their parts are called."""
        return self.papers.of(spots_of(line))

    def _tidy(self) -> None:
        self.index.tidy()
        members = (member for entry in self.told.entries.values() for member in entry.members)
        own = ((one.key.source, one.place.page, one.place.start) for one in members)
        self.papers.keep(chain(own, *map(spots_of, self.told.supporting.values())))


def members_of(line: Entry | Supporting) -> tuple[Member, ...]:
    """Return where the copies of a line are; a supporting record is its own one."""
    if isinstance(line, Entry):
        return line.members
    key = ResourceKey(source=line.source, type=line.type, id="", version="")
    return (Member(key=key, place=place_of_supporting(line)),)


def statuses_of(entry: Entry) -> tuple[str, ...]:
    """Return the statuses of an entry as its line says them, each on its own: "active", "unconfirmed"."""
    return tuple(dict.fromkeys(filter(None, _BETWEEN.split(entry.status))))


def spots_of(line: Entry | Supporting) -> tuple[Spot, ...]:
    """Return where the copies of a line are, in short."""
    return tuple((one.key.source, one.place.page, one.place.start) for one in members_of(line))
