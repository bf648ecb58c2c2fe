"""How an Observation reads: its value, components and members, with what qualifies them (RES-01..11)."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag, Standing
from viewer.entries.headings import END_OF_LIFE
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import Named, all_terms, named
from viewer.entries.observation_headings import heading_of
from viewer.entries.phrases import labelled, line, listed, members, note_words, references_in
from viewer.entries.ranges import ranges_words
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.stated_allergy import StatedAllergy, stated_allergy
from viewer.entries.stated_plan import plan_domain
from viewer.entries.statuses import state_of
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import choice, obj, text
from viewer.present.quantities import unit_of
from viewer.present.values import components_words, value_words
from viewer.source.domain import Domain

_VALUES = ("component", "dataAbsentReason", "interpretation")
_SENT_AS = "sent as"
_NO_ALLERGY = StatedAllergy()
_ABOUT_OTHER = frozenset({Flag.ABOUT_OTHER})
_NONE: frozenset[Flag] = frozenset()
_NO_SERIES = frozenset({Flag.ABOUT_OTHER, Flag.IN_ERROR, Flag.UNCODED, Flag.DEGRADED, Flag.UNKNOWN_STATUS})


def read_observation(resource: Resource, context: Context) -> Draft:
    """One Observation of any version."""
    content = resource.content
    name = named(content, "code", "Observation, not named")
    state = state_of(content, "status", "Observation")
    at = moment(content, "effective", "issued")
    lookup = Lookup(resource, context)
    value = line(value_words(content, "value", context.zone), components_words(content, context.zone))
    allergy = _NO_ALLERGY if value else stated_allergy(name)
    plan = plan_domain(name.title)
    flags = name.flags | state.flags | allergy.flags | (_ABOUT_OTHER if content.get("focus") else _NONE)
    return Draft(
        title=name.title,
        category=allergy.category or (END_OF_LIFE if plan else heading_of(content, name.codings)),
        when=at.when,
        detail=line(value, name.aside, allergy.words, at.words, _detail(content, lookup, context)),
        status=state.words,
        value=value,
        flags=flags,
        codings=name.codings,
        series="" if flags & _NO_SERIES else _series(content, name),
        recorder=lookup.names(content.get("performer")),
        waiting_for=lookup.waiting,
        standing=_standing(plan, allergy),
        domain=allergy.domain or plan,
        brief=line(value, labelled(_SENT_AS, all_terms(content.get("interpretation")))) if value else None,
        parts=_parts(content),
    )


def graded_as(brief: str | None) -> str:
    """The interpretation that an entry's ``brief`` says the source sent; "" where it sent none (RES-04).

    >>> graded_as("6.1 mmol/L · sent as High"), graded_as("6.1 mmol/L"), graded_as(None)
    ('High', '', '')
    """
    return (brief or "").rpartition(f" · {_SENT_AS} ")[2] if f" · {_SENT_AS} " in (brief or "") else ""


def _standing(plan: Domain | None, allergy: StatedAllergy) -> Standing:
    """A result holds for its time; a plan or an allergy filed as one may still hold: nobody says."""
    return Standing.UNKNOWN if plan or (allergy.domain and not allergy.flags) else Standing.NONE


def _series(content: Content, name: Named) -> str:
    """RES-09: the code and the unit that a value must share with another to stand in one row with it."""
    coding = next((coding for coding in name.codings if coding.system and coding.code), None)
    unit = _unit(content)
    return f"{coding.system}|{coding.code}|{unit}" if coding and unit is not None else ""


def _unit(content: Content) -> str | None:
    """UCUM code or unit of the number; "" for a value in words; None where there is nothing to compare."""
    kind, value = choice(content, "value")
    if kind == "Quantity":
        return text(obj(value).get("code")) or unit_of(value) or "no unit"
    if kind:
        return ""
    units = {_unit(obj(item)) for item in members(content.get("component"))} - {None}
    return next(iter(units)) if len(units) == 1 else None if not units else "several units"


def _detail(content: Content, lookup: Lookup, context: Context) -> str:
    """Everything that qualifies the value, as sent; nothing is compared or concluded by us (RES-04)."""
    issued = "" if "effectiveDateTime" in content else dated("issued", content, "issued", context.zone)
    if not content.keys() & _QUALIFIERS:
        return issued
    return line(
        labelled("About:", lookup.names(content.get("focus"))),
        labelled("interpretation sent:", all_terms(content.get("interpretation"))),
        ranges_words(content),
        labelled("method", all_terms(content.get("method"))),
        labelled("at", all_terms(content.get("bodySite"))),
        labelled("specimen", _known(content.get("specimen"), lookup)),
        labelled("device", _known(content.get("device"), lookup)),
        _members(content),
        issued,
        note_words(content),
    )


_QUALIFIER_NAMES = """
focus interpretation referenceRange method bodySite specimen device hasMember related note comment comments
"""
_QUALIFIERS = frozenset(_QUALIFIER_NAMES.split())
_HOLD = frozenset({"hasMember", "related"})


def _known(value: Json, lookup: Lookup) -> str:
    """A specimen or device by name; one that is not named and not here is left to the full detail."""
    if value is None:
        return ""
    return lookup.name(value) if text(obj(value).get("display")) or lookup.target(value) else ""


def _members(content: Content) -> str:
    """RES-03: a group says how many results it holds, and their names where sent."""
    held = _held(content)
    if not held:
        return ""
    names = listed([text(item.get("display")) for item in held])
    return f"group of {len(held)} {'result' if len(held) == 1 else 'results'}" + (
        f": {names}" if names else ""
    )


def _held(content: Content) -> list[Content]:
    """The members of a group: R4 ``hasMember``, STU3 ``related`` of the type has-member."""
    held = [obj(item) for item in members(content.get("hasMember"))]
    return held + [
        obj(obj(item).get("target")) for item in members(content.get("related")) if _is_member(obj(item))
    ]


def _parts(content: Content) -> tuple[str, ...]:
    return references_in([dict(item) for item in _held(content)]) if content.keys() & _HOLD else ()


def _is_member(related: Content) -> bool:
    return related.get("type") == "has-member"


READERS: Mapping[str, Reader] = MappingProxyType({"Observation": read_observation})
