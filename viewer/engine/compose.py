"""The composition root of fetch, auth, store and load: turns what a person named into sources to read."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from viewer.auth.glass import UnderGlass
from viewer.auth.sign_ins import SignIns
from viewer.engine.signs import signs_for
from viewer.errors import UsageError
from viewer.fetch.options import FetchOptions
from viewer.fetch.options_for import options_for
from viewer.fetch.source import EndpointSource
from viewer.source.address import base_problem
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.origin import Origin, SourceKind
from viewer.source.protocols import RecordSource, SecretStore
from viewer.source.session import Session
from viewer.store.files import FileSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Makes sources. ``endpoints`` are the configured ones (or the demo's), ``secrets`` where theirs are.

    ``locked``: policy lets only configured endpoints be asked; files can still be opened. ``signs`` and
    ``session`` are shared by everything that one engine or command asks. ``limits``: None for
    the program's own.
    """

    endpoints: tuple[Endpoint, ...]
    secrets: SecretStore
    demo: tuple[Endpoint, ...] = field(default=())
    locked: bool = False
    limits: FetchOptions | None = None
    signs: SignIns | None = None
    session: Session = field(default_factory=Session)

    def by_name(self, names: Sequence[str]) -> tuple[list[RecordSource], dict[str, str]]:
        """Return the sources, and the id of each by what was typed and by what it is called on screen.

        Raises UsageError in words for what cannot be a source.
        """
        shown = dict(zip(_paths(names), shown_names(_paths(names)), strict=True))
        found: list[RecordSource] = []
        ids: dict[str, str] = {}
        for name in names:
            if name == "demo" and self.demo:
                found += [self.endpoint(endpoint) for endpoint in self.demo]
            else:
                found.append(file_source(name, shown[name]) if name in shown else self._named(name))
                ids[name] = found[-1].origin.id
        one_marking(_distinct(found))
        return found, {**{source.origin.name: source.origin.id for source in found}, **ids}

    def endpoint(self, endpoint: Endpoint) -> RecordSource:
        """A source that reads an endpoint, signed in as it is configured."""
        signs = self.signs or signs_for(self.secrets)
        return EndpointSource(
            endpoint,
            UnderGlass(signs.authoriser(endpoint), self.session.glass),
            options=options_for(endpoint, self.secrets, self.limits),
            session=self.session,
        )

    def _named(self, name: str) -> RecordSource:
        if is_address(name):
            if self.locked:
                raise UsageError(
                    "The sources are set by your organisation; an address cannot be asked",
                    "See 'tributary endpoint list'.",
                )
            return self.endpoint(endpoint_at(name))
        for endpoint in self.endpoints:
            if endpoint.name == name:
                return self.endpoint(endpoint)
        near = get_close_matches(name, [one.name for one in self.endpoints], 1, 0.6)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise UsageError(
            f"No source is called {name!r}",
            f"{hint}Write ./{name} for a file, or see 'tributary endpoint list'.",
        )


def is_address(name: str) -> bool:
    """Whether what was typed is an address, and no name or path."""
    return name.casefold().startswith(("http://", "https://"))


def _paths(names: Sequence[str]) -> list[str]:
    return [name for name in names if not is_address(name) and ("/" in name or "\\" in name)]


def endpoint_at(url: str) -> Endpoint:
    """An endpoint that is only an address. Raises UsageError; its words never hold the address."""
    problem = base_problem(url)
    if problem:
        raise UsageError(
            f"This SOURCE cannot be asked: {problem}",
            "For a server that wants a sign-in use 'tributary endpoint add'.",
        )
    parts = urlsplit(url)
    return Endpoint(
        id=hashlib.blake2b(url.encode(), digest_size=16).hexdigest(),
        name=parts.netloc + parts.path.rstrip("/"),
        care_setting="",
        base_url=url.rstrip("/"),
        marking=Marking.SANDBOX,
    )


def file_source(path: str, name: str = "") -> RecordSource:
    """A source that reads a file or a folder; ``name`` is what it is called on screen."""
    called = name or shown_names([path])[0]
    identity = hashlib.blake2b(str(Path(path)).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    origin = Origin(id=f"file-{identity}", name=called, kind=SourceKind.FILE, base="", care_setting="File")
    return FileSource(Path(path), origin)


def file_sources(paths: Sequence[str]) -> list[RecordSource]:
    """Files and folders as sources, each with a name of its own. Raises UsageError for one named twice."""
    named = zip(paths, shown_names(paths), strict=True)
    return _distinct([file_source(path, name) for path, name in named])


def shown_names(paths: Sequence[str]) -> list[str]:
    """Call each path by its last part; where two would be called the same, by as many as tell them apart.

    >>> shown_names(["/a/gp/x.json", "/a/trust/x.json", "y.json"])
    ['gp/x.json', 'trust/x.json', 'y.json']
    """
    parts = [_parts(path) for path in paths]
    lengths = [1] * len(parts)
    while True:
        named = list(zip(parts, lengths, strict=True))
        counts = Counter("/".join(one[-length:]) for one, length in named)
        alike = [counts["/".join(one[-length:])] > 1 and length < len(one) for one, length in named]
        if not any(alike):
            return ["/".join(one[-length:]) for one, length in named]
        lengths = [length + more for length, more in zip(lengths, alike, strict=True)]


def _parts(path: str) -> tuple[str, ...]:
    """Return the parts of a path for the screen; bytes that are no text are written as escapes."""
    whole = Path(path) if Path(path).name.strip(".") else Path(path).resolve()
    return tuple(
        part.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace") for part in whole.parts
    )


def link_targets(links: Sequence[str], sources: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Read ``SOURCE=Patient/ID`` into (source id, reference); ``sources`` maps what was typed to ids.

    In the order given: the first one leads. Raises UsageError.
    """
    targets = []
    for link in links:
        name, separator, reference = link.rpartition("=")
        kind, _, identity = reference.partition("/")
        if not separator or name not in sources or kind != "Patient" or not identity:
            raise UsageError("--link must be SOURCE=Patient/ID, with a SOURCE of this command")
        targets.append((sources[name], reference))
    return tuple(targets)


def one_marking(sources: Sequence[RecordSource]) -> list[RecordSource]:
    """Refuse endpoints of different markings. Raises UsageError."""
    markings = {source.origin.marking for source in sources if source.origin.kind is SourceKind.ENDPOINT}
    if len(markings) > 1:
        raise UsageError(
            "Demo, sandbox and live sources never stand in one record (GOV-07)",
            "Leave only sources of one kind.",
        )
    return list(sources)


def _distinct(sources: Sequence[RecordSource]) -> list[RecordSource]:
    if len({source.origin.id for source in sources}) < len(sources):
        raise UsageError("A source is named twice")
    return list(sources)
