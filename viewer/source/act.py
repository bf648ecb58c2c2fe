"""Which act the requests that are sent now belong to, so that a source's own log can be put beside ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class CurrentAct:
    """One for each session; the engine writes it, readings carry it in their headers (PRIV-15).

    ``id`` is that of the newest search or opening, "" before the first one.
    """

    id: str = ""
    _opened: str = ""
    _patients: dict[str, str] = field(default_factory=dict)

    def opened(self, nhs_number: str, patients: Mapping[str, str]) -> None:
        """Remember by which reference each source knows the patient whose record opens; of nobody else."""
        self._opened, self._patients = nhs_number, dict(patients)

    def read(self, source: str, patients: Mapping[str, str]) -> None:
        """A source is read for the open record; ``patients`` lacks it where it is linked no more."""
        self._patients.pop(source, None)
        self._patients.update(patients)

    def reference(self, nhs_number: str, source: str) -> str:
        """Return the source's own reference to this patient, "" for any but the one whose record is open."""
        return self._patients.get(source, "") if nhs_number and nhs_number == self._opened else ""
