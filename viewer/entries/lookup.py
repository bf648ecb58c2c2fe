"""What a reference inside a resource is called, and which ones have not arrived yet (CMP-12)."""

from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, line, listed, members
from viewer.entries.reading import Context
from viewer.entries.supporting import supporting_title as title_of
from viewer.fhir.concept import concept_of, term
from viewer.fhir.reference import contained_in, reference_of
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import obj, text


class Lookup:
    """Names what one resource refers to; ``waiting`` lists the references that are not here yet."""

    __slots__ = ("_content", "_resolve", "_waiting")

    def __init__(self, resource: Resource, context: Context) -> None:
        self._content = resource.content
        self._resolve = context.resolve
        self._waiting: dict[str, None] = {}

    @property
    def waiting(self) -> tuple[str, ...]:
        """References that would make the words better once they arrive."""
        return tuple(self._waiting)

    def target(self, value: Json) -> Content | None:
        """What a Reference (or CodeableReference) points to; None and waiting where it is not here."""
        reference = _reference(value)
        if not reference:
            return None
        inside = contained_in(self._content, reference)
        if inside is not None:
            return inside
        target = self._resolve(reference)
        if target is None:
            self._waiting[reference] = None
        return target

    def name(self, value: Json) -> str:
        """Who or what a Reference, CodeableReference or bare words mean; "" only where nothing was sent."""
        if value is None:
            return ""
        said = text(value) or _display(value) or term(concept_of(obj(value).get("concept")))
        target = None if said else self.target(value)
        if target is not None:
            return self._role(target) or title_of(target)
        return said or self.missing(value)

    def missing(self, value: Json) -> str:
        """Words for a reference that is not here: what it says of itself, and "not retrieved"."""
        found = reference_of(value)
        if found is None:
            return ""
        identifier = found.identifier.value if found.identifier else ""
        words = found.display or identifier or found.reference.removeprefix("urn:uuid:") or found.type
        return labelled(words, "(not retrieved)") if words else "a record that is not named (not retrieved)"

    def names(self, value: Json) -> str:
        """The names of a list of references, or of the lone one."""
        if value is None:
            return ""
        return listed([self.name(item) for item in members(value)])

    def _role(self, target: Content) -> str:
        if text(target.get("resourceType")) != "PractitionerRole":
            return ""
        who, where = (self._named_by_itself(target.get(part)) for part in ("practitioner", "organization"))
        return line(who, all_terms(target.get("code")), where)

    def _named_by_itself(self, value: Json) -> str:
        """One step only: records that refer to each other in a ring would never end."""
        target = None if _display(value) else self.target(value)
        return title_of(target) if target is not None else self.name(value)


def _holder(value: Json) -> Content:
    """The Reference itself, also inside a CodeableReference."""
    holder = obj(value)
    return obj(holder.get("reference")) if isinstance(holder.get("reference"), dict) else holder


def _reference(value: Json) -> str:
    return text(_holder(value).get("reference"))


def _display(value: Json) -> str:
    return text(_holder(value).get("display"))
