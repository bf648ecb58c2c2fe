"""What an endpoint says it offers. A hint: its absence never blocks (NHS-06), what it omits is not asked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from viewer.fhir.resource import Content, FhirVersion
from viewer.fhir.typed import items, obj, objects, text
from viewer.fhir.version import version_from_claim

_TYPE = re.compile(r"[A-Za-z]{1,64}")  # it becomes an address and a line on the screen
_MOST_CONTACTS = 5
_LONGEST = 120
_STATEMENTS = frozenset({"CapabilityStatement", "Conformance"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered for one resource type; empty sets where the statement says nothing."""

    searchable: bool = True
    creatable: bool = False
    parameters: frozenset[str] = frozenset()
    includes: frozenset[str] = frozenset()
    rev_includes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as listed: under which type ("" for the whole server), its name, its definition's name.

    Older statements list every operation for the whole server; only the definition tells whose it is.
    """

    holder: str
    name: str
    definition: str = ""

    def means(self, resource_type: str, name: str) -> bool:
        """Whether it is ``[type]/$name``; both names are compared without regard to case."""
        known = {name, f"{resource_type}-{name}".lower()}
        if self.holder == resource_type:
            return self.name in known
        parts = self.definition.split("-")
        theirs = parts[0] == resource_type.lower() and parts[-1] == name
        return not self.holder and (theirs or (self.name in known and not self.definition))


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """A CapabilityStatement as far as asking needs it. ``claim`` is its ``fhirVersion`` as sent.

    With no statement every search is taken as offered, and no operation. ``operations`` are all their
    names, ``named`` the same with whose they are. ``contacts``: publisher and how to reach them, as it says.
    """

    claim: str = ""
    version: FhirVersion = FhirVersion.UNKNOWN
    offered: Mapping[str, Offer] = field(default_factory=dict)
    operations: frozenset[str] = frozenset()
    named: frozenset[Operation] = frozenset()
    contacts: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """The resource types it lists, in its order."""
        return tuple(self.offered)

    def offers(self, resource_type: str) -> bool:
        """Whether a search for a type is worth asking: listed for searching, or nothing is listed."""
        if not self.offered:
            return True
        offer = self.offered.get(resource_type)
        return offer is not None and offer.searchable

    def creates(self, resource_type: str) -> bool:
        """Whether it says that it takes new resources of a type; what it does not say is not tried."""
        return self.offered.get(resource_type, Offer()).creatable

    def parameters(self, resource_type: str) -> frozenset[str]:
        """Return the search parameters listed for a type."""
        return self.offered.get(resource_type, Offer()).parameters

    def performs(self, resource_type: str, operation: str) -> bool:
        """Whether ``[type]/$operation`` is listed."""
        return any(one.means(resource_type, operation) for one in self.named)

    def includes(self, resource_type: str) -> frozenset[str]:
        """Return the ``_include`` values listed for a type."""
        return self.offered.get(resource_type, Offer()).includes

    def rev_includes(self, resource_type: str) -> frozenset[str]:
        """Return the ``_revinclude`` values listed for a type."""
        return self.offered.get(resource_type, Offer()).rev_includes


def capability_of(body: bytes) -> Capability | None:
    """Read a CapabilityStatement (or a Conformance of old); None if it is none."""
    try:
        content = obj(msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if text(content.get("resourceType")) not in _STATEMENTS:
        return None
    rests = [rest for rest in objects(content.get("rest")) if text(rest.get("mode")) in {"", "server"}]
    claim = text(content.get("fhirVersion"))
    return Capability(
        claim=claim,
        version=version_from_claim(claim),
        offered={text(one.get("type")): _offer(one) for rest in rests for one in _resources(rest)},
        operations=frozenset(name for rest in rests for name in _operations(rest)),
        named=frozenset(one for rest in rests for one in _named(rest)),
        contacts=tuple(dict.fromkeys(filter(None, _contacts(content)))),
    )


def _contacts(content: Content) -> Iterator[str]:
    """Yield the publisher, then each contact's name and ways (GOV-06): words for the screen, never opened."""
    yield _line(text(content.get("publisher")))
    for one in objects(content.get("contact"))[:_MOST_CONTACTS]:
        yield _line(text(one.get("name")))
        yield from (_line(text(way.get("value"))) for way in objects(one.get("telecom"))[:_MOST_CONTACTS])


def _line(said: str) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in said).split())[:_LONGEST]


def _resources(rest: Content) -> list[Content]:
    return [one for one in objects(rest.get("resource")) if _TYPE.fullmatch(text(one.get("type")))]


def _offer(one: Content) -> Offer:
    interactions = {text(action.get("code")) for action in objects(one.get("interaction"))}
    return Offer(
        searchable=not interactions or "search-type" in interactions,
        creatable="create" in interactions,
        parameters=frozenset(text(parameter.get("name")) for parameter in objects(one.get("searchParam"))),
        includes=frozenset(text(value) for value in items(one.get("searchInclude"))),
        rev_includes=frozenset(text(value) for value in items(one.get("searchRevInclude"))),
    )


def _operations(rest: Content) -> list[str]:
    holders = [rest, *_resources(rest)]
    found = [text(one.get("name")) for holder in holders for one in objects(holder.get("operation"))]
    return [name.removeprefix("$") for name in found]


def _named(rest: Content) -> list[Operation]:
    holders = [("", rest), *((text(one.get("type")), one) for one in _resources(rest))]
    return [_operation(kind, one) for kind, holder in holders for one in objects(holder.get("operation"))]


def _operation(kind: str, one: Content) -> Operation:
    url = text(one.get("definition")) or text(obj(one.get("definition")).get("reference"))  # STU3
    last = url.split("|", 1)[0].split("/_history/", 1)[0].rsplit("/", 1)[-1]
    return Operation(kind, text(one.get("name")).removeprefix("$").lower(), last.lower())
