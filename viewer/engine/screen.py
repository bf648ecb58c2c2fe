"""The first screen as a message: every list, line and cell from the one record value."""

from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, tzinfo

import msgspec

from viewer.engine.kept_words import KeptHere
from viewer.engine.messages import Banner, Glance, GridCell, ListPanel, SourceStatus
from viewer.engine.row_numbers import RowNumbers
from viewer.engine.rows import Named, row_of
from viewer.engine.status import status_of_row
from viewer.record.allergies import allergy_label_of
from viewer.record.as_at import kept_sources, standing_words
from viewer.record.completeness import Completeness, grid
from viewer.record.glance import GlanceList, glance
from viewer.record.link_words import link_words
from viewer.record.model import Record, SourceRow
from viewer.record.safety import safety_lines
from viewer.record.sentence import sources_sentence
from viewer.record.sources import names_of, without_patient
from viewer.source.domain import Domain
from viewer.source.origin import SourceKind
from viewer.source.state import SourceState
from viewer.timeline.places import foot

_WORST_FIRST = (
    SourceState.FAILED,
    SourceState.DENIED,
    SourceState.CANCELLED,
    SourceState.PARTIAL,
    SourceState.NOT_LINKED,
    SourceState.LOADING,
    SourceState.WAITING,
    SourceState.COMPLETE,
)

_NAMED = 5
"""How many resources about another patient are named in the words of their source; the others are counted."""
NO_PATIENT = "no-patient"
"""The state of a chip whose source answered in full and knows nobody of this kind."""


def disputed_in(record: Record) -> frozenset[str]:
    """Return the ids of the entries on which sources disagree."""
    return frozenset(entry for conflict in record.conflicts for entry in conflict.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One record, ready to be told to the window."""

    record: Record
    zone: tzinfo
    settled: bool
    names: Named = field(default_factory=lambda: Named({}, {}))
    kept: KeptHere = field(default_factory=KeptHere)
    stale_minutes: int = 0
    numbers: RowNumbers = field(default_factory=RowNumbers)

    def banner(self, banner: Banner) -> Banner:
        """Add the allergy label, which needs the whole record (CMP-03)."""
        label, words = allergy_label_of(self.record)
        markings = {row.origin.marking.value for row in self.record.sources}
        marking = markings.pop() if len(markings) == 1 else "sandbox"
        return msgspec.structs.replace(banner, allergy_label=label, allergy_words=words, marking=marking)

    def glance(self) -> Glance:
        """Return everything of the first screen but the timeline's rows."""
        record = self.record
        rows = sorted(record.sources, key=lambda row: _WORST_FIRST.index(row.state))
        return Glance(
            safety=safety_lines(record, self.zone),
            sentence=sources_sentence(record, self.zone),
            sources=self._statuses(rows),
            lists=self._lists(),
            grid=self._grid(),
            foot=foot(record.entries),
            settled=self.settled,
            retrieved=self._retrieved(),
            counts=asdict(record.counts),
            notices=record.notices,
            completeness=self._how_complete(),
        )

    def _how_complete(self) -> dict[str, tuple[str, str]]:
        """Return the sentence and the line under a list of one domain, for each of them."""
        told = Completeness(self.record)
        return {one.value: (told.words((one,), self.zone), told.short((one,))) for one in Domain}

    def _statuses(self, rows: Iterable[SourceRow]) -> tuple[SourceStatus, ...]:
        nobody = {row.origin.id for row in without_patient(self.record)}
        return tuple(self._status(row, nobody=row.origin.id in nobody) for row in rows)

    def _status(self, row: SourceRow, *, nobody: bool) -> SourceStatus:
        """Return the chip of one source; with ``nobody`` it is complete, and saw nothing of this person."""
        links = self.record.person.links if self.record.person else ()
        here = [link for link in links if link.patient.key.source == row.origin.id]
        own = [link_words(link, self.zone) + self.kept.of_link(link, self.zone) for link in here]
        status = status_of_row(row, self.zone)
        words = "; ".join(filter(None, (self._held_back(row), status.words)))
        state = NO_PATIENT if nobody else status.state
        # A file does not get newer by being read again: how old what it holds is, nobody says.
        limit = self.stale_minutes if row.origin.kind is SourceKind.ENDPOINT else 0
        return msgspec.structs.replace(
            status, state=state, words=words, linked=". ".join(own), stale_minutes=limit
        )

    def _held_back(self, row: SourceRow) -> str:
        """Name what a source filed under the wrong patient, so that its keepers can be told of it."""
        mine = [one for one in self.record.quarantined if one.source == row.origin.id]
        if not mine or row.state is SourceState.NOT_LINKED:
            return ""
        named = ", ".join(one.reference or "one without an id" for one in mine[:_NAMED])
        more = f" and {len(mine) - _NAMED} more" if len(mine) > _NAMED else ""
        wrong = ". Tell this source" if row.origin.kind is SourceKind.ENDPOINT else ""
        return f"Held back, about another patient: {named}{more}{wrong}"

    def _grid(self) -> tuple[GridCell, ...]:
        return tuple(
            GridCell(
                domain=cell.domain.value,
                source=cell.source,
                state=cell.state.value,
                words=cell.words,
                reason=cell.reason,
            )
            for cell in grid(self.record, self.zone)
        )

    def _lists(self) -> tuple[ListPanel, ...]:
        names, disputed = Named(names_of(self.record), self.names.short), disputed_in(self.record)
        return tuple(self._list(part, names, disputed) for part in glance(self.record, self.zone))

    def _list(self, part: GlanceList, names: Named, disputed: Container[str]) -> ListPanel:
        rows = []
        for line in part.rows:
            row = row_of(line.entry, self.zone, names, disputed=disputed)
            said = row.detail if line.entry.brief is None else line.entry.brief
            detail = f"{said} {line.addition}".strip()
            rows.append(msgspec.structs.replace(row, detail=detail, number=self.numbers.of(row.id)))
        return ListPanel(
            key=part.key,
            heading=part.heading,
            completeness=part.completeness,
            rows=tuple(rows),
            short=part.short,
        )

    def _retrieved(self) -> str:
        """The oldest of the sources' last answers: what is on screen is at least as new as that."""
        kept = {row.as_at: row for row in kept_sources(self.record)}
        if kept:
            return standing_words(kept[min(kept)], self.zone)
        times = [row.retrieved for row in self.record.sources if row.retrieved]
        if not times:
            return ""
        oldest = min(datetime.fromisoformat(text) for text in times).astimezone(self.zone)
        return f"Retrieved {oldest:%H:%M}"
