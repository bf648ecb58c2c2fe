"""Where each resource stands in bytes that may not be JSON: our own span scanner, one pass, linear."""

import re
from bisect import bisect_right
from dataclasses import replace

from viewer.fhir.cursor import Cursor, Members
from viewer.fhir.head import members_of, string_of
from viewer.fhir.spans import Damage, Found, Shell, Slot
from viewer.fhir.tokens import leaves

MAX_UNPACKED = 40
"""How many Bundles may stand in each other; a deeper one is unreadable. Real ones: two."""

_TYPE = re.compile(r"[A-Za-z]{1,64}")
_TOTAL = re.compile(rb"\d{1,18}")
_LINK = re.compile(r"\[(\d+)\]\.(relation|url)")
_ID_SHOWN = 64

_CUT = "the text ends in the middle of it"
_NO_END = "its closing bracket is missing"
_UNKNOWN_PART = "a part that FHIR does not know was not read as a resource"
_OUTCOME = "an outcome of the server stands beside the resources"
_MISPLACED = "what seems to be a resource stands where FHIR has none"
_RESOURCE_TYPE = b"resourceType"
_REQUEST = "a request without a resource"

BUNDLE_PARTS = frozenset(
    b"resourceType id meta implicitRules language identifier type timestamp total link entry signature "
    b"issues".split()
)
ENTRY_PARTS = frozenset(
    b"id extension modifierExtension link fullUrl resource search request response".split()
)


class Unpacker(Cursor):
    """Reads one body from ``at`` on."""

    def finish(self, out: Found) -> None:
        """Say that the tail is missing where no unreadable span said so."""
        if self.cut and not self._tail_told(out):
            end = len(self.body)
            out.damages.append(Damage(end, end, "", "the text ends before the Bundle does: more was sent"))

    def _tail_told(self, out: Found) -> bool:
        return bool(out.damages) and out.damages[-1].end == len(self.body)

    def array(self, path: str, out: Found) -> None:
        """Read a list of resources; an empty one holds nothing that could be read."""
        start = self.at
        inside = Found()
        self.each(path, inside, self.resource)
        if not (inside.slots or inside.damages or inside.shells):
            inside.damages.append(Damage(start, self.at, path, "an empty list stands in place of a resource"))
        out.take(inside)

    def resource(self, path: str, out: Found, depth: int = 0) -> None:
        """Read what stands where a resource has to stand."""
        start = self.at
        if self.ended():
            return
        if self.body[start : start + 1] != b"{":
            what = self.skip_junk()
            out.damages.append(Damage(start, self.at, path, f"{what} stands where a resource has to stand"))
            return
        if depth > MAX_UNPACKED:
            self.skip()
            out.damages.append(Damage(start, self.at, path, "too many Bundles stand in each other"))
            return
        inside = Found()
        members = self._resource_members(path, inside, depth)
        self._settle(start, path, members, inside)
        out.take(inside)

    def _resource_members(self, path: str, inside: Found, depth: int) -> Members:
        before = f"{path}." if path else ""
        members = Members()
        self.at += 1
        while (name := self.name(path, inside, members)) is not None:
            if name == b"entry":
                self.each(f"{before}entry", inside, lambda here, out: self._entry(here, out, depth))
            elif name == b"parameter":
                self.each(f"{before}parameter", inside, lambda here, out: self._part(here, out, depth))
            else:
                self.keep(name, members, BUNDLE_PARTS)
        return members

    def _settle(self, start: int, path: str, members: Members, inside: Found) -> None:
        """Decide what the object was: a shell that is unpacked, a resource, or unreadable."""
        kind = members.word(b"resourceType")
        if not kind and self.cut and inside.slots:
            kind = "Bundle"  # cut before it could say so; what it holds is whole
        if kind in {"Bundle", "Parameters"}:
            self._shell(start, path, members, inside)
            return
        if not members.closed:
            reason = _CUT if self.cut else _NO_END
        elif b"resourceType" not in members.tokens:
            reason = "no resource type"
        else:
            reason = "" if _TYPE.fullmatch(kind) else "its resource type is not a name"
        inside.slots, inside.damages, inside.shells, inside.odd = [], [], [], []
        if reason:
            inside.damages.append(Damage(start, self.at, path, reason))
        else:
            inside.slots.append(Slot(start, self.at, path))

    def _shell(self, start: int, path: str, members: Members, inside: Found) -> None:
        shell = shell_of(members)
        inside.shells.insert(0, shell)
        misplaced = [Damage(*span, path, _MISPLACED) for span in members.misplaced]
        inside.damages = sorted([*inside.damages, *misplaced], key=lambda damage: damage.start)
        if members.unknown and shell.type == "Bundle":
            inside.odd.append((_UNKNOWN_PART, path))
        if not members.closed:
            inside.odd.append((_NO_END, path or shell.type))
        if shell.type == "Bundle" and shell.bundle_type == "document":
            inside.slots.insert(0, Slot(start, self.at, path))

    def _entry(self, path: str, out: Found, depth: int) -> None:
        start = self.at
        if self._is_no_object(path, out):
            return
        inside, members, seats = Found(), Members(), [(start, start)]
        own = f"{path}.resource"
        while (name := self.name(path, inside, members)) is not None:
            at = self.at
            if name == b"resource":
                self.resource(own, inside, depth + 1)
            else:
                self.keep(name, members, ENTRY_PARTS)
            if name == b"resource" or (name == b"response" and not members.misplaced):
                seats.append((at, self.at))
        self._tell_misplaced(path, seats, inside)
        full_url, mode = entry_words(members)
        if full_url or mode:
            inside.slots = [
                replace(slot, full_url=full_url, mode=mode) if slot.path == own else slot
                for slot in inside.slots
            ]
        inside.odd += entry_notes(path, members, held=bool(inside.slots or inside.damages))
        if self.cut and not self._tail_told(inside):
            tail = len(self.body) if inside.slots or inside.damages else start
            inside.damages.append(Damage(tail, len(self.body), path, _CUT))
        out.take(inside)

    def _part(self, path: str, out: Found, depth: int) -> None:
        """Read one ``Parameters.parameter`` or ``part`` of it."""
        start = self.at
        if self._is_no_object(path, out):
            return
        inside, members, seats = Found(), Members(), [(start, start)]
        while (name := self.name(path, inside, members)) is not None:
            at = self.at
            if name == b"resource":
                self.resource(f"{path}.resource", inside, depth + 1)
            elif name == b"part" and depth <= MAX_UNPACKED:
                self.each(f"{path}.part", inside, lambda here, found: self._part(here, found, depth + 1))
            elif name == b"part":
                self.skip()
                inside.damages.append(Damage(at, self.at, path, "too many parts stand in each other"))
            else:
                self.keep(name, members, frozenset())
                continue
            seats.append((at, self.at))
        self._tell_misplaced(path, seats, inside)
        out.take(inside)

    def _tell_misplaced(self, path: str, seats: list[tuple[int, int]], out: Found) -> None:
        """List what may be a resource in a place where FHIR has none: nobody reads it, but not in silence.

        ``seats`` are the spans in which resources were looked for; between them a resource is out of place.
        """
        gaps = zip([end for _, end in seats], [start for start, _ in seats[1:]] + [self.at], strict=True)
        told = [Damage(*gap, path, _MISPLACED) for gap in gaps if self.body.find(_RESOURCE_TYPE, *gap) >= 0]
        if told:
            starts = [damage.start for damage in told]
            places = [bisect_right(starts, damage.start) - 1 for damage in out.damages]
            pairs = zip(out.damages, places, strict=True)
            kept = [damage for damage, at in pairs if at < 0 or told[at].end <= damage.start]
            out.damages = sorted([*kept, *told], key=lambda damage: damage.start)

    def _is_no_object(self, path: str, out: Found) -> bool:
        start = self.at
        if self.ended():
            return True
        if self.body[start : start + 1] == b"{":
            self.at += 1
            return False
        what = self.skip_junk()
        out.damages.append(Damage(start, self.at, path, f"{what} stands where an object has to stand"))
        return True


def shell_of(members: Members) -> Shell:
    """Return what a Bundle or Parameters says of itself, as far as it is readable."""
    total = members.tokens.get(b"total", b"")
    return Shell(
        type=members.word(b"resourceType") or "Bundle",
        bundle_type=members.word(b"type"),
        id=members.word(b"id")[:_ID_SHOWN],
        total=int(total) if _TOTAL.fullmatch(total) else None,
        links=_links(members.tokens.get(b"link", b"")),
    )


def entry_words(members: Members) -> tuple[str, str]:
    """Return the fullUrl and the search mode of a Bundle's entry."""
    search = members_of(members.tokens.get(b"search", b""), {b"mode"})
    return members.word(b"fullUrl"), string_of(search.get(b"mode", b""))


def entry_notes(path: str, members: Members, *, held: bool) -> list[tuple[str, str]]:
    """Return what is odd about a Bundle's entry; ``held``: it has a resource."""
    notes = [(_UNKNOWN_PART, path)] if members.unknown else []
    if b"outcome" in members_of(members.tokens.get(b"response", b""), {b"outcome"}):
        notes.append((_OUTCOME, path))
    elif b"request" in members.tokens and not held:
        notes.append((_REQUEST, path))
    return notes


def _links(token: bytes) -> tuple[tuple[str, str], ...]:
    """Read ``Bundle.link``; a damaged one as far as it goes."""
    read: dict[str, dict[str, str]] = {}
    for leaf in leaves(token) if token else ():
        found = _LINK.fullmatch(leaf.path)
        if found and leaf.kind == "string":
            read.setdefault(found.group(1), {}).setdefault(found.group(2), string_of(leaf.raw.encode()))
    return tuple((link.get("relation", ""), link.get("url", "")) for link in read.values())
