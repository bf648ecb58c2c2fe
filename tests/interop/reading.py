"""Reading a patient through the whole program, and an own look at what came and what was said of the rest."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from functools import cached_property
from uuid import uuid4

from viewer.auth.sign_ins import SignIns
from viewer.engine.compose import Sources
from viewer.engine.gather import gather, one_record
from viewer.engine.persons import Wish
from viewer.engine.signs import signs_for
from viewer.record.model import Record
from viewer.source.answer import Answer, Ended, SourceEvent
from viewer.source.domain import domain_of
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import Origin
from viewer.source.protocols import Cancel, PatientQuery, RecordSource
from viewer.source.state import SourceState
from viewer.store.vault import MemoryVault

Key = tuple[str, str]
"""Type and id of a resource."""

_ATTACHED = re.compile(rb'"url"\s*:\s*"(?:[^"]*/)?(Binary/[A-Za-z0-9.-]+)"')
_NOTHING = {SourceState.FAILED, SourceState.DENIED, SourceState.CANCELLED}


@dataclass
class Heard:
    """A source that keeps what it gave on, for the second look."""

    source: RecordSource
    events: list[SourceEvent] = field(default_factory=list)

    @property
    def origin(self) -> Origin:
        return self.source.origin

    def find(self, query: PatientQuery, cancel: Cancel) -> Iterator[SourceEvent]:
        yield from self.source.find(query, cancel)

    def read(self, patient: str, cancel: Cancel) -> Iterator[SourceEvent]:
        for event in self.source.read(patient, cancel):
            self.events.append(event)
            yield event


@dataclass(frozen=True)
class Reading:
    """What one reading gave: every event, and the record that the person would see."""

    events: tuple[SourceEvent, ...]
    record: Record

    @cached_property
    def received(self) -> set[Key]:
        """Every resource that came, as plain JSON sees it."""
        bodies = [event.body for event in self.events if isinstance(event, Answer)]
        return {key for body in bodies for key in keys_in(body) if key[0] not in {"", "OperationOutcome"}}

    @cached_property
    def nowhere(self) -> set[Key]:
        """What came and is neither in the record nor among what was set aside."""
        entries = {(m.key.type, m.key.id) for entry in self.record.entries for m in entry.members}
        listed = {tuple(one.reference.split("/", 1)) for one in self.record.supporting}
        return self.received - entries - listed - self.set_aside

    @cached_property
    def set_aside(self) -> set[Key]:
        """What came and is counted as another patient's."""
        return {tuple(one.reference.split("/", 1)) for one in self.record.quarantined}

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap of the record."""
        rows = (*self.record.sources, *self.record.domains)
        return tuple(dict.fromkeys(gap for row in rows for gap in row.gaps))

    def says(self, key: Key) -> bool:
        """Whether it is said that a resource of this type may be missing; a note only where it counts them."""
        if key[0] == "Binary" and f"Binary/{key[1]}" in self._attached:
            return True  # its document stands in the record and names it: it is read when that is opened
        refused = any(row.state in _NOTHING for row in self.record.sources)
        return refused or any(_speaks_of(gap, key[0]) for gap in self.gaps)

    @cached_property
    def _attached(self) -> set[str]:
        bodies = b"".join(event.body for event in self.events if isinstance(event, Answer))
        return {found.decode() for found in _ATTACHED.findall(bodies)}

    def words(self) -> str:
        """Return all that is said of gaps, for asserting on words."""
        return "\n".join(f"{gap.kind}: {gap.what}: {gap.why} {gap.advice}" for gap in self.gaps)

    def ended(self, search: str) -> Ended:
        """Return how one search ended."""
        (found,) = [e for e in self.events if isinstance(e, Ended) and e.search == search]
        return found


def _speaks_of(gap: Gap, resource_type: str) -> bool:
    named = re.search(rf"\b{resource_type}\b", f"{gap.what} {gap.why}")
    if gap.kind is GapKind.NOTICE:
        return bool(named) and ("did not come" in gap.why or "not followed" in gap.why)
    if named:
        return True
    if gap.kind is GapKind.NOT_SUPPORTED:
        return gap.domain is None
    return gap.domain in {None, domain_of(resource_type)} and "(" not in gap.what


def keys_in(body: bytes) -> Iterator[Key]:
    """Yield what a body holds, one level deep: entries of a Bundle, or the resource itself."""
    try:
        content = json.loads(body)
    except ValueError:
        return
    if not isinstance(content, dict):
        return
    if content.get("resourceType") != "Bundle":
        yield content.get("resourceType", ""), content.get("id", "")
        return
    for entry in content.get("entry", ()):
        resource = entry.get("resource", {})
        yield resource.get("resourceType", ""), resource.get("id", "")


def endpoint_at(base_url: str, **settings: object) -> Endpoint:
    """Return an endpoint as a person would have configured it."""
    return Endpoint(id=uuid4().hex, name="The server", care_setting="", base_url=base_url, **settings)


def vault_of(secrets: dict[str, str]) -> MemoryVault:
    """Return a store that holds some secrets by their names."""
    kept = MemoryVault()
    for name, secret in secrets.items():
        kept.store(name, secret)
    return kept


def read(
    endpoint: Endpoint, patient: str, secret: str = "", *, signs: SignIns | None = None, **more: str
) -> Reading:
    """Read one patient as ``tributary record`` does. ``more``: secrets by purpose."""
    named = {f"{endpoint.id}-{purpose}": value for purpose, value in more.items()}
    secrets = vault_of({**({endpoint.id: secret} if secret else {}), **named})
    sources = Sources(endpoints=(endpoint,), secrets=secrets, signs=signs or signs_for(secrets))
    source = Heard(sources.endpoint(endpoint))
    found = gather([source], PatientQuery(reference=patient))
    record = one_record(found, Wish(reference=patient), UTC)
    assert record is not None, "nobody was settled"
    return Reading(tuple(source.events), record)
