"""How a record of any other type reads: its best name and date, and nothing dropped (CMP-13)."""

from viewer.entries.entry import Flag
from viewer.entries.headings import OTHER
from viewer.entries.lookup import Lookup
from viewer.entries.modifying import modifying_words
from viewer.entries.moments import moment
from viewer.entries.naming import all_terms, coded, words_of
from viewer.entries.phrases import labelled, line, note_words, one_line, type_words
from viewer.entries.reading import Context, Draft
from viewer.entries.statuses import NOT_STATED, codes_of
from viewer.fhir.concept import concept_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import text
from viewer.present.code_words import code_words

_CONCEPTS = ("code", "type", "event", "category", "serviceType", "topic", "focus", "kind", "identifierType")
_TEXTS = ("title", "name", "description", "summary", "label", "comment")
_DATES = (
    "occurrence",
    "occurred",
    "performed",
    "effective",
    "serviced",
    "period",
    "servicePeriod",
    "billablePeriod",
    "collection",
    "event",
    "start",
    "date",
    "dateTime",
    "approvalDate",
    "authoredOn",
    "authoringTime",
    "dateWritten",
    "statementDate",
    "created",
    "createdOn",
    "issued",
    "recorded",
    "recordedDate",
    "timestamp",
)
_AUTHORS = (
    "author",
    "performer",
    "provider",
    "enterer",
    "reporter",
    "recorder",
    "source",
    "creator",
    "sender",
)


def read_any(resource: Resource, context: Context) -> Draft:
    """A record of a type that has no reader of its own: named as well as it can be, whole in the detail."""
    content = resource.content
    kind = type_words(resource.key.type)
    name = _name(content)
    at = moment(content, *_DATES)
    lookup = Lookup(resource, context)
    concept = next((found for found in (concept_of(content.get(part)) for part in _CONCEPTS) if found), None)
    return Draft(
        title=f"{kind}: {name}" if name else kind,
        category=OTHER,
        when=at.when,
        detail=line(
            at.words, modifying_words(content), labelled("outcome", _outcome(content)), note_words(content)
        ),
        status=_status(content),
        flags=coded(concept) if "code" in content else frozenset[Flag](),
        codings=concept.codings if concept else (),
        recorder=next((words for part in _AUTHORS if (words := lookup.names(content.get(part)))), ""),
        waiting_for=lookup.waiting,
    )


def _name(content: Content) -> str:
    for part in _CONCEPTS[:1] + _TEXTS:
        words = text(content.get(part)) or words_of(concept_of(content.get(part)))
        if words.strip():
            return one_line(words)
    return next((words for part in _CONCEPTS[1:] if (words := words_of(concept_of(content.get(part))))), "")


def _outcome(content: Content) -> str:
    return (
        text(content.get("disposition")) or text(content.get("outcome")) or all_terms(content.get("outcome"))
    )


def _status(content: Content) -> str:
    """Unrecognised only where this type's list is known (SAFE-13); any other code in its own letters."""
    if "status" not in content:
        return ""
    element = f"{text(content.get('resourceType'))}.status"
    said = [code_words(element, code) for code in codes_of(content.get("status")) if code]
    return ", ".join(said) or NOT_STATED
