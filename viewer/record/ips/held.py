"""What a summary holds: each resource once, under a name that every run gives it, with its source."""

import hashlib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from viewer.errors import ResourceError
from viewer.fhir.resource import Json, Place
from viewer.fhir.strict import read_object
from viewer.fhir.typed import obj, text
from viewer.record.ips.copies import Copies
from viewer.record.ips.references import rewritten
from viewer.record.ips.restricted import SAYS_WHERE, without_places
from viewer.record.ips.to_r4 import as_r4
from viewer.record.model import SourceRow

_NAMESPACE = UUID("6f0f3c59-6a3c-5d0e-9a55-1f4d9a4f5b0c")
_CARRIED = frozenset(
    {
        "Device",
        "Location",
        "Medication",
        "Organization",
        "Practitioner",
        "PractitionerRole",
        "Specimen",
    }
)
"""What comes along because a resource of the summary refers to it."""
_WHO_IT_IS_ABOUT = ("subject", "patient")
_PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"


_Waiting = tuple[str, str, Place | None, dict[str, Json]]
"""Name, source, place and content of what is held and whose references are still the source's own."""


def name_of(*parts: str) -> str:
    """Return a ``urn:uuid`` that the same parts give in every run."""
    return f"urn:uuid:{uuid5(_NAMESPACE, '|'.join(parts))}"


@dataclass(slots=True)
class Held:
    """Grows as entries are taken in. ``patient`` is the name of the one Patient that all is about.

    ``theirs``: places of every source's Patient of this person; ``ours``: places of the entries that may
    stand in it: no other result comes along by reference. ``restricted``: nothing says where the person is.
    """

    copies: Copies
    rows: Mapping[str, SourceRow]
    patient: str
    theirs: frozenset[Place] = frozenset()
    ours: frozenset[Place] = frozenset()
    restricted: bool = False
    resources: dict[str, dict[str, Json]] = field(default_factory=dict)
    provenances: dict[str, dict[str, Json]] = field(default_factory=dict)
    _names: dict[Place, tuple[str, str]] = field(default_factory=dict)
    _waiting: deque[_Waiting] = field(default_factory=deque)

    def take(self, source: str, place: Place) -> tuple[str, str]:
        """Take in one copy; return (its name or "" where it is in words only, why or what was done)."""
        told = self._admitted(source, place)
        self._finish()
        return told

    def take_as(self, name: str, source: str, place: Place | None, content: dict[str, Json]) -> None:
        """Take in the Patient, made ready elsewhere, under its own name; without a place none was read."""
        self._keep(name, source, place, content)
        self._finish()

    def _admitted(self, source: str, place: Place) -> tuple[str, str]:
        """References may go round, and be a chain of thousands: what they name waits for its turn."""
        if place not in self._names:
            self._names[place] = self._taken(source, place)
        return self._names[place]

    def _taken(self, source: str, place: Place) -> tuple[str, str]:
        try:
            raw = self.copies.raw(place)
            content = read_object(raw)
        except ResourceError as error:
            return "", error.what
        made, words = as_r4(content, self.rows[source].fhir_version)
        if made is None:
            return "", words
        name = self._new_name(self._called(source), hashlib.sha256(raw).hexdigest())
        self._keep(name, source, place, made)
        return name, words

    def _new_name(self, *parts: str) -> str:
        """Equal bytes may stand at two places of a source: each is a resource of its own."""
        names = (name_of(*parts, str(number)) for number in range(len(self.resources) + 1))
        return next(name for name in names if name not in self.resources)

    def _called(self, source: str) -> str:
        return self.rows[source].origin.name

    def _keep(self, name: str, source: str, place: Place | None, content: dict[str, Json]) -> None:
        """The id of the source goes to the Provenance: two sources may use the same one."""
        self.resources[name] = {**content, "id": name.removeprefix("urn:uuid:")}
        self._waiting.append((name, source, place, dict(content)))

    def _finish(self) -> None:
        while self._waiting:
            self._make_good(*self._waiting.popleft())

    def _make_good(self, name: str, source: str, place: Place | None, origin: dict[str, Json]) -> None:
        """Let its references point into the summary; what they name is taken in and waits."""
        about = [key for key in _WHO_IT_IS_ABOUT if place in self.ours and isinstance(origin.get(key), dict)]
        held = self.resources[name]
        made = rewritten(held, lambda reference: self._name_for(source, reference), self._called(source))
        if self.restricted:
            made = without_places(made)
        for key in about:
            made[key] = {**_named(obj(origin[key])), "reference": self.patient}
        self.resources[name] = made
        self.provenances[name] = self._provenance(name, source, place, origin)

    def _name_for(self, source: str, reference: str) -> str:
        """Return under which name a reference's target stands in the summary, "" where it does not."""
        place = self.copies.found(source, reference)
        if place is None or place in self.theirs:
            return self.patient if place else ""
        if place in self._names:
            return self._names[place][0]
        return self._admitted(source, place)[0] if self._comes_along(place) else ""

    def _comes_along(self, place: Place) -> bool:
        kind = self._kind_at(place)
        if kind == "Observation":
            return place in self.ours
        return kind in _CARRIED and not (self.restricted and kind in SAYS_WHERE)

    def _kind_at(self, place: Place) -> str:
        try:
            return text(read_object(self.copies.raw(place)).get("resourceType"))
        except ResourceError:
            return ""

    def _provenance(
        self, name: str, source: str, place: Place | None, content: Mapping[str, Json]
    ) -> dict[str, Json]:
        row = self.rows[source]
        kind, version = text(content.get("resourceType")), text(obj(content.get("meta")).get("versionId"))
        theirs = "/".join(filter(None, (kind, text(content.get("id")))))
        said = f"{theirs}{f', version {version}' if version else ''}, from {row.origin.name}"
        mine = name_of("provenance", name)
        return {
            "resourceType": "Provenance",
            "id": mine.removeprefix("urn:uuid:"),
            "target": [{"reference": name}],
            "recorded": self.copies.retrieved(place) if place else row.retrieved,
            "agent": [
                {
                    "type": {"coding": [{"system": _PARTICIPANT, "code": "transmitter"}]},
                    "who": {"display": row.origin.name},
                }
            ],
            "entity": [{"role": "source", "what": {"identifier": {"value": theirs}, "display": said}}],
        }

    def entries(self) -> Iterator[tuple[str, dict[str, Json]]]:
        """Yield (fullUrl, resource) in the order in which they were taken in, each one's source after all."""
        yield from self.resources.items()
        for found in self.provenances.values():
            yield f"urn:uuid:{found['id']}", found


def _named(reference: Mapping[str, Json]) -> dict[str, Json]:
    """What a reference says beside where it points."""
    return {key: value for key, value in reference.items() if key in {"display", "type"}}
