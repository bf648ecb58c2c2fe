"""Which key facts of an entry the detail tells, and which source says each of them where they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from viewer.entries.entry import Member
from viewer.entries.lookup import Lookup
from viewer.entries.reading import Context
from viewer.errors import ResourceError
from viewer.fhir.resource import Content, FhirVersion, Resource
from viewer.fhir.strict import read_object
from viewer.load.flow import Load
from viewer.present.key_facts import Fact, key_facts

_PEOPLE = frozenset({"Patient", "RelatedPerson", "Person"})
PLACES = frozenset(
    {"address", "telecom", "contact", "generalPractitioner", "careProvider", "managingOrganization"}
)
"""Elements that may say where a person is (NHS-01)."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What facts are told from. ``names`` maps source ids to what people call them."""

    load: Load
    names: Mapping[str, str]
    zone: tzinfo

    def of(self, members: Sequence[Member], said: Sequence[str]) -> tuple[Fact, ...]:
        """Return label and words of every key fact that ``said`` has not said.

        Where the sources of a merged entry do not all say a fact, those that do are named behind it.
        """
        told: dict[Fact, list[str]] = {}
        for member in members:
            for fact in self._of_one(member, "\n".join(said)):
                told.setdefault(fact, []).append(self.names.get(member.key.source, ""))
        return tuple(
            (label, words if len(by) == len(members) else f"{words} ({', '.join(by)})")
            for (label, words), by in told.items()
        )

    def _of_one(self, member: Member, said: str) -> tuple[Fact, ...]:
        source = self.load.source(member.key.source)
        content = self._content(member)
        if source is None or content is None:
            return ()
        resource = Resource(key=member.key, place=member.place, version=FhirVersion.UNKNOWN, content=content)
        context = Context(resolve=source.library.resolver(resource), zone=self.zone)
        return key_facts(content, said, Lookup(resource, context).name, self.zone)

    def _content(self, member: Member) -> Content | None:
        """What was sent, without what may say where a restricted person is; None where it cannot be read."""
        try:
            content = read_object(self.load.raw(member.place))
        except ResourceError:
            return None  # the copy itself says so, and why
        if not self.load.is_restricted or member.key.type not in _PEOPLE:
            return content
        return {name: value for name, value in content.items() if name.removeprefix("_") not in PLACES}
