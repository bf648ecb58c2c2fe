"""What the first round over the sources gave: who is in the files, whom the endpoints found."""

from dataclasses import dataclass, field

from viewer.load.survey import Survey
from viewer.merge.person import PatientFacts
from viewer.source.answer import Ended, SourceEnded, SourceEvent
from viewer.source.origin import SourceKind
from viewer.source.protocols import RecordSource
from viewer.source.state import SourceState


@dataclass(slots=True)
class Gathered:
    """Each source's events and survey. Sources stay in the order given."""

    sources: dict[str, RecordSource]
    events: dict[str, list[SourceEvent]] = field(default_factory=dict)
    surveys: dict[str, Survey] = field(default_factory=dict)

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
