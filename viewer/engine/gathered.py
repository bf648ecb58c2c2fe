"""What the first round over the sources gave: who is in the files, whom the endpoints found."""

from dataclasses import dataclass, field

from viewer.load.survey import Survey
from viewer.merge.person import PatientFacts
from viewer.source.answer import SourceEvent
from viewer.source.origin import SourceKind
from viewer.source.protocols import RecordSource


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

    def is_file(self, source: str) -> bool:
        """Whether a source is a file or a folder."""
        return self.sources[source].origin.kind is SourceKind.FILE

    def names(self) -> dict[str, str]:
        """Map source ids to what people call them."""
        return {key: source.origin.name for key, source in self.sources.items()}
