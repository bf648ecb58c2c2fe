"""The composition root of fetch, auth, store and load: turns what a person named into sources to read."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from viewer.auth.authorise import authoriser_for
from viewer.errors import UsageError
from viewer.fetch.source import EndpointSource
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.origin import Origin, SourceKind
from viewer.source.protocols import RecordSource, SecretStore
from viewer.store.files import FileSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Makes sources. ``endpoints`` are the configured ones (or the demo's), ``secrets`` where theirs are."""

    endpoints: tuple[Endpoint, ...]
    secrets: SecretStore
    demo: tuple[Endpoint, ...] = field(default=())

    def named(self, names: Sequence[str]) -> list[RecordSource]:
        """Turn what was typed into sources. Raises UsageError in words for what cannot be one."""
        found: list[RecordSource] = []
        for name in names:
            if name == "demo" and self.demo:
                found += [self.endpoint(endpoint) for endpoint in self.demo]
            else:
                found.append(self._named(name))
        _one_marking(found)
        return distinct_names(found)

    def endpoint(self, endpoint: Endpoint) -> RecordSource:
        """A source that reads an endpoint, signed in as it is configured."""
        return EndpointSource(endpoint, authoriser_for(endpoint, self.secrets))

    def _named(self, name: str) -> RecordSource:
        if name.startswith(("http://", "https://")):
            return self.endpoint(endpoint_at(name))
        if "/" in name or "\\" in name:
            return file_source(name)
        for endpoint in self.endpoints:
            if endpoint.name == name:
                return self.endpoint(endpoint)
        raise UsageError(
            f"No source is called {name!r}",
            f"Write ./{name} for a file, or see 'tributary endpoint list'.",
        )


def endpoint_at(url: str) -> Endpoint:
    """An endpoint that is only an address. Raises UsageError where the address holds credentials."""
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise UsageError("An address must not hold a user name or password", "Use 'tributary endpoint add'.")
    if parts.query or parts.fragment or not parts.hostname:
        raise UsageError("This is not the base address of a FHIR server", "Write https://server/fhir.")
    return Endpoint(
        id=hashlib.blake2b(url.encode(), digest_size=16).hexdigest(),
        name=parts.netloc + parts.path.rstrip("/"),
        care_setting="",
        base_url=url.rstrip("/"),
        marking=Marking.SANDBOX,
    )


def file_source(path: str) -> RecordSource:
    """A source that reads a file or a folder."""
    name = Path(path).name or path
    identity = hashlib.blake2b(str(Path(path)).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    origin = Origin(id=f"file-{identity}", name=name, kind=SourceKind.FILE, base="", care_setting="File")
    return FileSource(Path(path), origin)


def link_targets(links: Sequence[str], sources: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Read ``SOURCE=Patient/ID`` into (source id, reference); ``sources`` maps what was typed to ids."""
    targets = []
    for link in links:
        name, separator, reference = link.rpartition("=")
        if not separator or name not in sources:
            raise UsageError("--link must be SOURCE=Patient/ID, with a SOURCE of this command")
        targets.append((sources[name], reference))
    return frozenset(targets)


def _one_marking(sources: Sequence[RecordSource]) -> None:
    markings = {source.origin.marking for source in sources if source.origin.kind is SourceKind.ENDPOINT}
    if len(markings) > 1:
        raise UsageError("Demo, sandbox and live sources never stand in one record (GOV-07)")


def distinct_names(sources: Sequence[RecordSource]) -> list[RecordSource]:
    """Refuse the same source twice. Raises UsageError."""
    if len({source.origin.id for source in sources}) < len(sources):
        raise UsageError("A source is named twice")
    return list(sources)
