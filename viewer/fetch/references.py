"""Which records answers refer to and which came: what is absent, and what cannot be asked for (CMP-12)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from viewer.fhir.body import split
from viewer.fhir.head import head_of, string_of

# A key inside a text (JSON in JSON) has a backslash before its closing quote and is not found.
_REFERENCE = re.compile(rb'"reference"\s*:\s*("(?:[^"\\]|\\.)*")')
_LOCAL = re.compile(r"/?([A-Z][A-Za-z]{1,63})/([^/?#\s|,]{1,64})(?:/_history/([^/?#\s|,]{1,64}))?")
_SHELLS = frozenset({"Bundle", "Parameters"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference names at this source; ``version`` is "" where any will do."""

    type: str
    id: str
    version: str = ""


class _Meta(msgspec.Struct):
    versionId: str = ""  # noqa: N815 - FHIR's own name


class _Held(msgspec.Struct):
    resourceType: str = ""  # noqa: N815 - FHIR's own name
    id: str = ""
    meta: _Meta = msgspec.field(default_factory=_Meta)


class _BundleEntry(msgspec.Struct):
    fullUrl: str = ""  # noqa: N815 - FHIR's own name
    resource: _Held = msgspec.field(default_factory=_Held)


class _Body(_Held):
    entry: list[_BundleEntry] = []


_decoder = msgspec.json.Decoder(_Body)


class References:
    """What one source's answers refer to and hold. Not safe for several threads.

    ``base`` is the source's address, ``aliases`` further origins under which it names itself. A reference
    to any other server is counted and never asked for (AUTH-02); one that is not ``Type/id`` (``urn:uuid``,
    a question) names nothing that could be asked for. ``#contained`` is inside its container.
    """

    def __init__(self, base: str, aliases: Iterable[str] = ()) -> None:
        self._base = base.rstrip("/") + "/"
        path = "/" + self._base.split("/", 3)[3]
        self._bases = (self._base, *(alias.rstrip("/") + path for alias in aliases))
        self._raw: set[bytes] = set()
        self._named: dict[Target, None] = {}
        self._urls: dict[str, str] = {}
        self._full_urls: set[str] = set()
        self._versions: set[Target] = set()
        self.came: set[tuple[str, str]] = set()

    def note(self, body: bytes, media_type: str = "", path: str = "") -> None:
        """Learn from one body as received: what is in it, and what that refers to."""
        for raw in set(_REFERENCE.findall(body)) - self._raw:
            self._raw.add(raw)
            self._refer(string_of(raw))
        read = _decoded(body)
        if read is None or not self._take(read):
            for slot in split(body, media_type, path).slots:
                head = head_of(body[slot.start : slot.end])
                self._hold(slot.full_url, head.type, head.id, head.version)

    def absent(self) -> tuple[Target, ...]:
        """Return what is referred to at this source and has not come, in the order of its mention."""
        return tuple(target for target in self._named if not self.has(target))

    def has(self, target: Target) -> bool:
        """Whether what a reference names has come; a named version only as that version."""
        return target in self._versions if target.version else (target.type, target.id) in self.came

    @property
    def elsewhere(self) -> Counter[str]:
        """Count the references that nothing can be asked for, under the words that say why."""
        return Counter(why for url, why in self._urls.items() if url not in self._full_urls)

    def _take(self, body: _Body) -> bool:
        """Take in a plain body; False where resources stand deeper than a plain Bundle holds them."""
        if body.resourceType != "Bundle":
            self._hold("", body.resourceType, body.id, body.meta.versionId)
            return body.resourceType not in _SHELLS
        for entry in body.entry:
            held = entry.resource
            self._hold(entry.fullUrl, held.resourceType, held.id, held.meta.versionId)
        return not any(entry.resource.resourceType in _SHELLS for entry in body.entry)

    def _hold(self, full_url: str, kind: str, name: str, version: str) -> None:
        self.came.add((kind, name))
        if version:
            self._versions.add(Target(kind, name, version))
        if full_url and not full_url.startswith(self._base):
            self._full_urls.add(full_url)
            if not name:
                self.came.add((kind, full_url.rpartition("/")[2]))

    def _refer(self, reference: str) -> None:
        if not reference or reference.startswith("#"):
            return
        base = next((one for one in self._bases if reference.startswith(one)), "")
        found = _LOCAL.fullmatch(reference.removeprefix(base))
        if found:
            self._named[Target(found.group(1), found.group(2), found.group(3) or "")] = None
        else:
            absolute = reference.casefold().startswith(("http:", "https:", "//"))
            self._urls[reference] = "at another server" if absolute else "without an address"


def _decoded(body: bytes) -> _Body | None:
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
