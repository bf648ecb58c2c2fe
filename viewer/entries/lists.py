"""How a List reads: what it holds, why it is empty, and what the source warns of (GPC-01, CMP-10)."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.empty_reasons import empty_words
from viewer.entries.entry import Entry, Flag, Standing
from viewer.entries.headings import LISTS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import moment
from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, line, listed, members, note_words, one_line, spelled
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.reports import counted
from viewer.entries.statuses import codes_of, state_of
from viewer.entries.supporting import supporting_title
from viewer.fhir.concept import concept_of, concepts_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import obj, text
from viewer.present.values import value_words
from viewer.source.domain import Domain

_WARNINGS = {
    "confidential-items": "some items are confidential and were not sent",
    "data-in-transit": "some data is in transit between GP practices and may be missing",
    "data-awaiting-filing": "some data waits to be filed at the source and may be missing",
}
_AREAS = {
    "886921000000105": Domain.ALLERGIES,
    "1103671000000101": Domain.ALLERGIES,  # ended allergies
    "933361000000108": Domain.MEDICINES,
    "1102181000000102": Domain.IMMUNISATIONS,
    "887191000000108": Domain.RESULTS,
    "826501000000100": Domain.RESULTS,  # uncategorised data
    "717711000000103": Domain.PROBLEMS,
    "792931000000107": Domain.REFERRALS,
    "714311000000108": Domain.REFERRALS,  # patient recall administration
    "1149501000000101": Domain.ENCOUNTERS,
    "48765-2": Domain.ALLERGIES,
    "10160-0": Domain.MEDICINES,
    "11450-4": Domain.PROBLEMS,
    "allergies": Domain.ALLERGIES,
    "medications": Domain.MEDICINES,
    "problems": Domain.PROBLEMS,
}
"""Codes of whole lists: GP Connect's primary lists (SNOMED CT UK), LOINC section codes, HL7 list codes."""

_SECONDARY = re.compile(r"(?:consultations|problems)-[a-z-]+-(?:in-consultations|to-problems)")
_NAMED = {
    "allergies": Domain.ALLERGIES,
    "medications": Domain.MEDICINES,
    "immunisations": Domain.IMMUNISATIONS,
    "investigations": Domain.RESULTS,
    "uncategorised": Domain.RESULTS,
    "outbound": Domain.REFERRALS,
    "diary": Domain.REFERRALS,
    "documents": Domain.DOCUMENTS,
    "consultations": Domain.ENCOUNTERS,
    "problems": Domain.PROBLEMS,
    "linked": Domain.PROBLEMS,
}
"""GP Connect's secondary lists (of what is linked to problems and consultations), by their second word."""

_SAYS = "Warning from the source:"  # as the mark before its title does
_CHANGES = frozenset({Flag.CHANGES_ONLY})
_WARNED = frozenset({Flag.SOURCE_WARNING})
_NONE: frozenset[Flag] = frozenset()


def read_list(resource: Resource, context: Context) -> Draft:
    """One List: the heading of records that stand for themselves, never one of them."""
    content = resource.content
    lookup = Lookup(resource, context)
    name = one_line(text(content.get("title")) or all_terms(content.get("code")))
    state = state_of(content, "status", "List")
    at = moment(content, "date")
    warnings, empty = warnings_of(content), empty_words(content.get("emptyReason"))
    changes = text(content.get("mode")) == "changes"
    concept = concept_of(content.get("code"))
    return Draft(
        title=labelled("List:", name) or "List, not named",
        category=LISTS,
        when=at.when,
        detail=line(
            warnings, "changes only, not a complete list" if changes else "", empty, at.words, _held(content)
        ),
        brief=line(
            warnings.removeprefix(_SAYS).strip(), empty, counted(content.get("entry"), "item") or "no items"
        ),
        status=state.words,
        flags=state.flags | (_CHANGES if changes else _NONE) | (_WARNED if warnings else _NONE),
        codings=concept.codings if concept else (),
        standing=Standing.NONE,
        recorder=lookup.name(content.get("source")),
        waiting_for=lookup.waiting,
    )


def area_of(content: Content) -> Domain | None:
    """The clinical area that a whole list is of (GPC-01); None where its code says none.

    The row itself stays under Other records: a list of allergies is no allergy.
    """
    codes = [coding.code for concept in concepts_of(content.get("code")) for coding in concept.codings]
    return next((area for area in map(_area, codes) if area), None)


def _area(code: str) -> Domain | None:
    if code in _AREAS:
        return _AREAS[code]
    secondary = _SECONDARY.fullmatch(code) or code.startswith("problems-linked-problems")
    return _NAMED.get(code.split("-")[1]) if secondary else None


def is_heading(entry: Entry) -> bool:
    """Whether an entry is the whole list of a clinical area, dated by the moment it was asked for.

    What tells of changes only happened on its date, and a list without such a code may have as well.
    """
    whole = entry.members[0].key.type == "List" and Flag.CHANGES_ONLY not in entry.flags
    return whole and any(_area(coding.code) for coding in entry.codings)


def is_heading_of(entry: Entry, area: Domain) -> bool:
    """Whether an entry is a source's own list of this clinical area, whole or of changes only."""
    return entry.members[0].key.type == "List" and any(_area(one.code) is area for one in entry.codings)


def warnings_of(content: Content) -> str:
    """What the source warns of about its own list (GPC-01), in our words or its own; "" for nothing."""
    found = []
    for item in members(content.get("extension")):
        if "ListWarningCode" in text(obj(item).get("url")):
            codes = codes_of(obj(item).get("valueCode") or obj(item).get("valueCodeableConcept"))
            known = [_WARNINGS[code] for code in codes if code in _WARNINGS]
            found.append(listed(known) or value_words(obj(item)) or "warning without words")
    return labelled(_SAYS, listed(found))


def _held(content: Content) -> str:
    """How many items; deleted ones are said (SAFE-16), contained ones opened with the list (FID-15)."""
    held = [obj(item) for item in members(content.get("entry"))]
    gone = [item for item in held if item.get("deleted") is True]
    names = [text(obj(item.get("item")).get("display")) for item in held]
    marks = listed([all_terms(item.get("flag")) for item in held])
    return line(
        counted(content.get("entry"), "item") or "no items",
        f"{len(gone)} of them deleted from the list" if gone else "",
        listed(names),
        labelled("marked", marks),
        _inside(content),
        labelled("order:", spelled(all_terms(content.get("orderedBy")))),
        note_words(content),
    )


def _inside(content: Content) -> str:
    """Name what stands inside the list only: GP Connect sends ended allergies so, and nowhere else."""
    holds = labelled("holds", counted(content.get("contained"), "record inside it", "records inside it"))
    names = listed([supporting_title(obj(item)) for item in members(content.get("contained"))])
    return f"{holds}: {names}" if holds and names else holds


READERS: Mapping[str, Reader] = MappingProxyType({"List": read_list})
