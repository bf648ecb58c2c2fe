"""What a body holds, as spans of its bytes: resources, what is unreadable, and the shells around them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence of a resource: its exact bytes are ``body[start:end]``.

    ``path`` is in words of FHIR, such as ``entry[3].resource``; "" for a bare resource, ``line[2]`` in
    NDJSON (lines count from 0). A ``document`` Bundle is a slot itself, and its entries are slots too.
    """

    start: int
    end: int
    path: str
    full_url: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Damage:
    """One unreadable occurrence, with the reason in words; ``end == start`` where bytes are missing."""

    start: int
    end: int
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shell:
    """A Bundle or Parameters around resources. ``links`` are (relation, url); ``total`` is a claim."""

    type: str
    bundle_type: str
    id: str
    total: int | None
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Everything in a body. A byte in no slot and no damage belongs to a shell or is white space.

    ``shells`` stand outermost first. ``notices`` are whole phrases about what is odd but lost nothing.
    """

    slots: tuple[Slot, ...]
    damages: tuple[Damage, ...]
    shells: tuple[Shell, ...]
    notices: tuple[str, ...]


AROUND_DAMAGE = "some of what stands around a damage may belong to it"
"""Where brackets are lost nobody can tell a Bundle's own ``id`` from that of the resource that was cut."""


@dataclass(slots=True)
class Found:
    """A ``Split`` while it grows; ``odd`` are (what, path) of later notices."""

    slots: list[Slot] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)
    shells: list[Shell] = field(default_factory=list)
    odd: list[tuple[str, str]] = field(default_factory=list)

    def take(self, inner: "Found") -> None:
        """Add what was found inside."""
        self.slots += inner.slots
        self.damages += inner.damages
        self.shells += inner.shells
        self.odd += inner.odd

    def split(self) -> Split:
        """Close: spans in order of the bytes, equal notices counted."""
        first: dict[str, tuple[str, int]] = {}
        if self.damages and self.shells:
            self.odd.append((AROUND_DAMAGE, ""))
        for what, path in self.odd:
            where, count = first.get(what, (path, 0))
            first[what] = (where, count + 1)
        notices = tuple(_notice(what, *place) for what, place in first.items())
        return Split(tuple(self.slots), tuple(self.damages), tuple(self.shells), notices)


def _notice(what: str, path: str, count: int) -> str:
    where = f"{path}: {what}" if path else what
    return where if count == 1 else f"{where} (and {count - 1} more like it)"
