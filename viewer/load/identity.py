"""Has this source sent this resource before? Equal bytes are a repeat; others are kept and flagged."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto

from viewer.fhir.resource import ResourceKey


class Sameness(Enum):
    """How an occurrence relates to what came before under its identity (FID-14)."""

    NEW = auto()
    REPEAT = auto()
    REUSED = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """``first`` is what was noted for the first occurrence under a reused identity."""

    sameness: Sameness
    first: str = ""


class Identities:
    """What has been seen at one source: identity to the digests of its bytes, with a note on the first."""

    def __init__(self) -> None:
        self._seen: dict[ResourceKey, list[bytes]] = {}
        self._notes: dict[ResourceKey, str] = {}
        self._loose: Counter[tuple[ResourceKey, bytes]] = Counter()
        self._stood: Counter[tuple[ResourceKey, bytes]] = Counter()

    def check(self, key: ResourceKey, raw: bytes) -> Verdict:
        """Judge one occurrence and remember it; without an id nothing of one answer is ever the same."""
        if not key.id:
            return Verdict(Sameness.REPEAT if self.is_there(key, raw) else Sameness.NEW)
        digest = _digest(raw)
        digests = self._seen.setdefault(key, [])
        if digest in digests:
            return Verdict(Sameness.REPEAT)
        digests.append(digest)
        if len(digests) == 1:
            return Verdict(Sameness.NEW)
        return Verdict(Sameness.REUSED, self._notes.get(key, ""))

    def stand(self) -> None:
        """What came so far stands, and another answer follows: it may send the same once more."""
        self._stood = self._loose.copy()

    def is_there(self, key: ResourceKey, raw: bytes) -> bool:
        """Whether an occurrence that no id tells from others is one of those that stand; each counts once."""
        form = key, _digest(raw)
        if self._stood[form] > 0:
            self._stood[form] -= 1
            return True
        self._loose[form] += 1
        return False

    def references(self) -> frozenset[str]:
        """Return ``Type/id`` of everything that came with an id, whatever its version."""
        return frozenset(key.reference for key in self._seen)

    def forms(self) -> dict[str, set[bytes]]:
        """Return, for each ``Type/id`` that came, the digests of its forms, whatever their versions."""
        found: dict[str, set[bytes]] = {}
        for key, digests in self._seen.items():
            found.setdefault(key.reference, set()).update(digests)
        return found

    def note(self, key: ResourceKey, entry: str) -> None:
        """Remember which entry the first occurrence under an identity became."""
        self._notes.setdefault(key, entry)


def _digest(raw: bytes) -> bytes:
    return hashlib.blake2b(raw, digest_size=16).digest()


class ByBytes:
    """Ids for what has no identity of its own: a hash of its bytes, and which of several equal ones it is.

    Not of its place: pages arrive in another order in every run, and an id has to stay.
    """

    def __init__(self) -> None:
        self._count: dict[str, int] = {}

    def name(self, key: ResourceKey, raw: bytes) -> str:
        """Return 16 hex digits, never the same twice."""
        digest = hashlib.blake2b(raw, digest_size=16)
        for part in (key.source, key.type, key.id, key.version):
            digest.update(b"\x1f" + part.encode("utf-8", "surrogatepass"))
        base = digest.hexdigest()
        number = self._count.get(base, 0)
        self._count[base] = number + 1
        return hashlib.blake2b(f"{base} {number}".encode(), digest_size=8).hexdigest()
