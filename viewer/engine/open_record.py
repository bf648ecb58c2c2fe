"""The record on screen: its load, its readings, and what of it the window has not been told yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from math import inf
from typing import TYPE_CHECKING

from viewer.engine.alerts import access_of, alerts_of, emergency_of
from viewer.engine.banner import banner_of
from viewer.engine.detail_links import DetailLinks
from viewer.engine.details import GONE, Details
from viewer.engine.gathered import Gathered
from viewer.engine.kept_keeping import Keep, not_kept
from viewer.engine.kept_words import KeptHere
from viewer.engine.link_words import Sign, unsigned
from viewer.engine.messages import Banner, Detail, Glance, PageGiven, Refused, Rows
from viewer.engine.national import tracing
from viewer.engine.page_desk import PageDesk
from viewer.engine.parts import Part, again, part_of
from viewer.engine.persons import linked_by_rule
from viewer.engine.readers import Heard, Readers
from viewer.engine.record_news import RecordNews
from viewer.engine.screen import Screen, disputed_in
from viewer.engine.seek_messages import Sought
from viewer.engine.told_rows import ToldRows
from viewer.entries.entry import Entry
from viewer.load.flow import Load, Watch
from viewer.merge.conflict import Conflict
from viewer.merge.person import Link, PatientFacts
from viewer.merge.persons import CHOSEN, restricted_numbers
from viewer.record.model import Record
from viewer.source.answer import Asked, SourceEnded
from viewer.source.origin import Origin

if TYPE_CHECKING:
    from viewer.engine.seek_desk import SeekDesk


@dataclass(slots=True)
class OpenRecord:
    """One person's record while it is on screen. ``fresh``: ids of entries told since somebody looked."""

    found: Gathered
    readers: Readers
    zone: tzinfo
    watch: Watch
    sign: Sign = unsigned
    keep: Keep = not_kept
    disputes: tuple[Conflict, ...] = ()
    pages: PageDesk = field(default_factory=PageDesk)
    fresh: set[str] = field(default_factory=set)
    stale_minutes: int = 0
    kept: KeptHere = field(default_factory=KeptHere)
    _compared: tuple[Link, ...] = ()
    shown: Record | None = None
    cross: DetailLinks = field(init=False)
    _readings: dict[int, str] = field(default_factory=dict)
    _links: list[Link] = field(default_factory=list)
    _finding: set[str] = field(default_factory=set)
    _stopping: set[str] = field(default_factory=set)
    _wanted_again: set[str] = field(default_factory=set)
    load: Load = field(init=False)
    told: ToldRows = field(init=False)
    seeking: "SeekDesk" = field(init=False)
    news: RecordNews = field(init=False)

    def __post_init__(self) -> None:
        from viewer.engine.seek_desk import SeekDesk  # the engine's start loads no numpy

        self.load = Load(self.zone, self.watch)
        self.cross = DetailLinks(self.load, self.zone)
        self.told = ToldRows(self.load, self.found)
        self.seeking = SeekDesk(self.told, self.cross, lambda: self.settled)
        self.news = RecordNews(self.load, self.zone)

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries that the window has been told of."""
        return self.told.entries

    @property
    def names(self) -> dict[str, str]:
        """What people call the sources."""
        return self.found.names()

    @property
    def origins(self) -> list[Origin]:
        """Every source that was asked."""
        return [source.origin for source in self.found.sources.values()]

    @property
    def nhs_number(self) -> str:
        """The number of the Patient that leads, "" where it states none."""
        return self.lead.nhs_number if self.lead else ""

    def begin(self, parts: tuple[Part, ...], undone: Iterable[str] = ()) -> None:
        """Read every source's part, side by side; one still being searched comes when it has answered.

        ``undone``: sources whose link was undone before an engine that crashed.
        """
        self.kept.left_out.update(undone)
        parts = tuple(replace(part, links=tuple(map(self.sign, part.links))) for part in parts)
        every = (link for part in parts for link in part.links)
        self._links += sorted(every, key=lambda link: link.linked_by != CHOSEN)  # the chosen one leads
        for part in parts:
            part.join(self.load)
            if self.found.ended(part.origin.id):
                self._start(part)
            else:
                self._await(part.origin.id)

    def _await(self, source: str) -> None:
        """Show a source as being asked for the patient: it is not settled, and nothing of it is known."""
        self._finding.add(source)
        self.load.feed(Asked(source=source, search="Patient", domains=frozenset()))

    def find_again(self, source: str) -> None:
        """A source with no patient in this record is searched again; what it said before is gone."""
        self._drop(source)
        part_of(self.found, source, self._links).join(self.load)
        self._await(source)

    def found_now(self, source: str) -> None:
        """A source has ended its search: IDM-02 links what it found, or it is said that nothing is linked.

        Where a clinician has said who of this source belongs here, or that nobody does, no rule adds to it.
        """
        if source not in self._finding:
            return
        self._finding.discard(source)
        if self._links and source not in self.kept.left_out and not self.is_linked(source):
            patients = tuple(self.found.surveys[source].patients.values())
            self._links += map(self.sign, linked_by_rule(self._links, patients, self.found.traced))
        self.leave(source)

    def _start(self, part: Part, *, anew: bool = False) -> None:
        number = part.links[0].patient.nhs_number if part.links else ""
        key = part.origin.id
        read = tracing(self.found.sources[key], number, part.read) if number else part.read
        self._readings[self.readers.start(key, self.keep(self.found, part, read, anew=anew))] = key

    def hear(self, heard: Heard) -> bool:
        """Take in an event if it belongs to a reading of this record."""
        if heard.reading not in self._readings:
            return False
        self.load.feed(heard.event)
        if isinstance(heard.event, SourceEnded):
            source = self._readings.pop(heard.reading)
            self._stopping.discard(source)
            if source in self._wanted_again:
                self._wanted_again.discard(source)
                self.retry(source)
        return True

    @property
    def settled(self) -> bool:
        """Whether nothing is being read."""
        return not self._readings and not self._finding

    def is_linked(self, source: str, reference: str = "") -> bool:
        """Whether a Patient of a source (this one, or any) is in the record."""
        keys = [link.patient.key for link in self._links if link.patient.key.source == source]
        return any(key.reference == reference or not reference for key in keys)

    def waits(self, source: str) -> bool:
        """Whether a source is being asked for the patient."""
        return source in self._finding

    def link(self, link: Link) -> None:
        """Take one more Patient into the record, by the clinician's hand."""
        source = link.patient.key.source
        self._drop(source)
        self.kept.left_out.discard(source)
        self._links.append(self.sign(link))
        self._rejoin(source)

    def unlink(self, source: str) -> None:
        """Undo a source's links; their data leaves, and it stays so until the clinician links it (IDM-20).

        The Patient that leads stays: a second one of the same source leaves without it.
        """
        self._drop(source)
        self.kept.left_out.add(source)
        self._links[1:] = [link for link in self._links[1:] if link.patient.key.source != source]
        self._rejoin(source)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every Patient of the record; the first one leads."""
        return tuple(self._links)

    @property
    def lead(self) -> PatientFacts | None:
        """The Patient that leads the banner."""
        return self._links[0].patient if self._links else None

    def _drop(self, source: str) -> None:
        self.cancel(source)
        self._stopping.discard(source)
        self._wanted_again.discard(source)
        self._readings = {number: key for number, key in self._readings.items() if key != source}
        self.load.remove(source)

    def leave(self, source: str) -> None:
        """Let everything of a source leave the record at once, then read what it gives now."""
        self._drop(source)
        self._rejoin(source)

    def _rejoin(self, source: str) -> None:
        part = part_of(self.found, source, self._links)
        part.join(self.load)
        self._start(part)

    def retry(self, source: str) -> None:
        """Read a source again ("" all); what stands stays until the new answer is there."""
        for key in [source] if source else list(self.found.sources):
            if key in self._stopping:
                self._wanted_again.add(key)  # it has been stopped and has not ended yet
            elif key not in self._readings.values() and key not in self._finding:
                self.news.begin(key)
                self.load.begin_again(key)
                self._start(again(part_of(self.found, key, self._links), self.found.sources[key]), anew=True)

    def cancel(self, source: str) -> None:
        """Stop reading a source ("" all)."""
        for number, key in self._readings.items():
            if source in ("", key):
                self.readers.cancel(number)
                self._stopping.add(key)
                self._wanted_again.discard(key)

    def changes(self, now: datetime) -> Iterator[Banner | Rows | Sought]:
        """Yield what has changed: how those differ who were linked since, then their data (IDM-04)."""
        if self._compared != self.links:
            self._compared = self.links
            yield self._banner(self._record(), now.date())
        if (rows := self.rows(now.timestamp())) is not None:
            yield rows
            yield from self.seeking.again()

    def rows(self, now: float = inf) -> Rows | None:
        """Return the timeline's changes since the last call, None where there are none.

        ``now``: seconds since 1970; what begins after it is still to come.
        """
        if (rows := self.told.changes(now)) is not None:
            self.fresh.update(row.id for row in rows.upserts)
        return rows

    def supporting_rows(self) -> Rows | None:
        """Return the supporting records that have not been listed yet; told when all is settled."""
        return self.told.supporting_changes()

    def screen(self, today: date, now: float = inf) -> Iterator[Banner | Glance | Rows | Sought]:
        """Yield marks that rows have gained or lost, banner and first screen as they stand."""
        record = self.shown = self._record()
        self.disputes = record.conflicts
        yield from self.told.remarked(disputed_in(record), now)
        yield self._banner(record, today)
        self.told.glance = self._screen(record).glance()
        yield self.told.glance
        yield from self.seeking.again()

    def _record(self) -> Record:
        self.load.restricted = restricted_numbers(self.found.traced)
        self.load.alerts = (*emergency_of(self.found, self.zone), *alerts_of(self.found))
        own = self.kept.lines(self.names, self.zone)
        self.load.access = (*access_of(self.found, self.nhs_number, self.zone), *own)
        return self.load.record()

    def _banner(self, record: Record, today: date) -> Banner:
        return self._screen(record).banner(banner_of(record.person, self.names, self.zone, today))

    def _screen(self, record: Record) -> Screen:
        return Screen(
            record=record,
            zone=self.zone,
            settled=self.settled,
            names=self.told.names,
            kept=self.kept,
            numbers=self.told.numbers,
            stale_minutes=self.stale_minutes,
        )

    def page(self, now: datetime) -> Iterator[PageGiven | Refused]:
        """Yield what stands on the page on screen, of the record as the first screen was last told."""
        if self.shown:
            yield from self.pages.told(self.load, self.shown, now, settled=self.settled)

    def detail(self, entry_id: str) -> Detail | Refused:
        """Return everything about one line of the screen."""
        details = Details(self.load, self.names, self.zone, self.disputes, self.kept)
        line = self.entries.get(entry_id) or self.told.supporting.get(entry_id)
        if line is None:
            return GONE
        from viewer.engine.around import Surroundings  # as above

        linked = self.cross.added(details.of_line(line), line, self.entries)
        return Surroundings(self.seeking, self.shown).added(linked, line)
