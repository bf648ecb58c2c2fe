"""What the first round over the sources gave: who is in the files, whom the endpoints found."""

from dataclasses import dataclass, field

from viewer.fetch.source import EndpointSource
from viewer.load.survey import Survey
from viewer.merge.person import PatientFacts
from viewer.merge.persons import NOT_TRACED, Traced
from viewer.source.answer import Ended, SourceEnded, SourceEvent
from viewer.source.origin import SourceKind
from viewer.source.protocols import RecordSource
from viewer.source.state import SourceState


@dataclass(slots=True)
class Gathered:
    """Each source's events and survey. Sources stay in the order given.

    ``replaced``: the NHS number that was asked for, where PDS has replaced it by another one (IDM-08).
    """

    sources: dict[str, RecordSource]
    events: dict[str, list[SourceEvent]] = field(default_factory=dict)
    surveys: dict[str, Survey] = field(default_factory=dict)
    replaced: str = ""

    @property
    def traced(self) -> Traced:
        """What PDS said of numbers in this session, nothing where no source is an endpoint."""
        sessions = (one.session for one in self.sources.values() if isinstance(one, EndpointSource))
        session = next(sessions, None)  # they all share one
        return session.traces.all() if session else NOT_TRACED

    def current(self, nhs_number: str) -> str:
        """Return under which number PDS holds a person now; another one where it was replaced (IDM-08)."""
        trace = self.traced.get(nhs_number)
        return trace.superseded_by if trace and trace.superseded_by else nhs_number

    def patients(self) -> tuple[PatientFacts, ...]:
        """Every Patient that any source holds or found."""
        return tuple(facts for found in self.surveys.values() for facts in found.patients.values())

    def strangers(self) -> list[tuple[str, str]]:
        """Subjects of files that no Patient of that file explains: (source, subject)."""
        return [
            (source, subject)
            for source, found in self.surveys.items()
            for subject in found.subjects
            if subject not in found.patients and self.is_file(source)
        ]

    def ended(self, source: str) -> bool:
        """Whether a source has been asked to the end, however that was."""
        events = self.events[source]
        return bool(events) and isinstance(events[-1], SourceEnded)

    def answered(self, source: str) -> bool:
        """Whether a source has been asked to the end and nothing of its answer is missing."""
        ends = [event for event in self.events[source] if isinstance(event, SourceEnded | Ended)]
        whole = any(isinstance(event, SourceEnded) and event.state is SourceState.COMPLETE for event in ends)
        return whole and not any(gap.kind.makes_partial for event in ends for gap in event.gaps)

    def is_file(self, source: str) -> bool:
        """Whether a source is a file or a folder."""
        return self.sources[source].origin.kind is SourceKind.FILE

    def names(self) -> dict[str, str]:
        """Map source ids to what people call them."""
        return {key: source.origin.name for key, source in self.sources.items()}
