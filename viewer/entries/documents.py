"""How documents read: type, date, who wrote and keeps it, form, size, and whether it is only a pointer."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.attachments import file_words
from viewer.entries.empty_reasons import empty_words
from viewer.entries.entry import Flag, Standing
from viewer.entries.headings import CARE_PLANS, DOCUMENTS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import Moment, moment
from viewer.entries.naming import all_terms, coded, has_words, words_of
from viewer.entries.phrases import labelled, line, listed, members, one_line, spelled
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.reports import counted
from viewer.entries.stated_plan import plan_category, plan_type, states_plan, urgent_type
from viewer.entries.statuses import state_of
from viewer.fhir.concept import Concept, concept_of, term
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import obj, text
from viewer.source.domain import Domain

_RELATIONS = {
    "replaces": "replaces",
    "appends": "incomplete alone, adds to",
    "transforms": "is another form of",
    "signs": "signs",
}
_CHANGES = frozenset({Flag.CHANGES_ONLY})
_NONE: frozenset[Flag] = frozenset()


def read_document(resource: Resource, context: Context) -> Draft:
    """One DocumentReference or DocumentManifest."""
    content = resource.content
    lookup = Lookup(resource, context)
    concept = concept_of(content.get("type"))
    files = [obj(obj(item).get("attachment")) for item in members(content.get("content"))]
    titles = [text(content.get("description")), *(text(file.get("title")) for file in files)]
    title = _named(concept) or next(filter(None, titles), "") or words_of(concept)
    title = title or "Document, type not stated"
    state = state_of(content, "status", resource.key.type)
    final = state_of(content, "docStatus", "docStatus")
    at = _date(content, files)
    said = f"{title} {' '.join(titles)}"
    planned = states_plan(said) or plan_type(concept)
    return Draft(
        title=title,
        category=plan_category(said, CARE_PLANS if plan_type(concept) else DOCUMENTS),
        when=at.when,
        detail=line(
            at.words, listed([words for words in titles if words != title]), _document(content, lookup)
        ),
        status=", ".join(filter(None, (state.words, final.words if final.code else ""))),
        standing=state.standing if planned else Standing.NONE,
        flags=state.flags | (final.flags if final.code else _NONE) | coded(concept),
        codings=concept.codings if concept else (),
        recorder=_by(content, lookup),
        waiting_for=lookup.waiting,
        domain=Domain.PLANS if planned or urgent_type(concept) else None,
    )


def _named(concept: Concept | None) -> str:
    return term(concept) if concept and has_words(concept) else ""


def _date(content: Content, files: list[Content]) -> Moment:
    """When the document was made; the time of the care it is about, or of indexing, only in default of it."""
    at = moment(content, "created", "date")
    for file in files:
        at = at if at.when or at.words else moment(file, "creation")
    if at.when or at.words:
        return at
    care = moment(obj(content.get("context")), "period")  # a list of references in R5: reads as none
    return care if care.when else moment(content, "period", "indexed")


def _document(content: Content, lookup: Lookup) -> str:
    files = [file_words(obj(obj(item).get("attachment"))) for item in members(content.get("content"))]
    return line(
        labelled("from", lookup.names(content.get("author"))),
        labelled("held by", lookup.name(content.get("custodian"))),
        " / ".join(dict.fromkeys(filter(None, files))) or "no content sent",
        labelled("category", all_terms(content.get("category") or content.get("class"))),
        labelled("setting", _setting(content)),
        labelled("security label", all_terms(content.get("securityLabel"))),
        listed([_relation(obj(item), lookup) for item in members(content.get("relatesTo"))]),
    )


def _setting(content: Content) -> str:
    context = obj(content.get("context"))
    return all_terms(context.get("practiceSetting") or content.get("practiceSetting"))


def _relation(item: Content, lookup: Lookup) -> str:
    """SAFE-19."""
    code = term(concept_of(item.get("code"))) or text(item.get("code"))
    target = item.get("target") or item.get("targetReference") or item.get("targetIdentifier")
    named_as = lookup.name(target) or text(obj(target).get("value")) or "another document"
    return f"{_RELATIONS.get(code, spelled(code) or 'relates to')} {named_as}"


def _by(content: Content, lookup: Lookup) -> str:
    return lookup.names(content.get("author")) or lookup.name(content.get("custodian"))


def read_composition(resource: Resource, context: Context) -> Draft:
    """One Composition: the front page of a document."""
    return _composition(resource.content, Lookup(resource, context), "")


def _composition(content: Content, lookup: Lookup, label: str) -> Draft:
    concept = concept_of(content.get("type"))
    title = text(content.get("title")) or words_of(concept) or "Document, not named"
    state = state_of(content, "status", "Composition")
    at = moment(content, "date")
    planned = states_plan(f"{title} {term(concept)}")
    return Draft(
        title=f"{label}{title}",
        category=plan_category(f"{title} {term(concept)}", DOCUMENTS),
        when=at.when,
        detail=line(
            words_of(concept) if words_of(concept) != title else "", at.words, _sections(content, lookup)
        ),
        status=state.words,
        standing=state.standing if planned else Standing.NONE,
        flags=state.flags | coded(concept) | (_CHANGES if _changes(content) else _NONE),
        codings=concept.codings if concept else (),
        recorder=_by(content, lookup),
        waiting_for=lookup.waiting,
        domain=Domain.PLANS if planned else Domain.DOCUMENTS,
    )


def _sections(content: Content, lookup: Lookup) -> str:
    events = [all_terms(obj(item).get("code")) for item in members(content.get("event"))]
    return line(
        labelled("from", lookup.names(content.get("author"))),
        labelled("held by", lookup.name(content.get("custodian"))),
        labelled("about", listed(events)),
        listed([words for words in _section_words(content) if words != text(content.get("title"))]),
        listed([_relation(obj(item), lookup) for item in members(content.get("relatesTo"))]),
    )


def _section_words(content: Content) -> list[str]:
    return [_section(obj(item)) for item in members(content.get("section"))]


def _section(section: Content) -> str:
    name = text(section.get("title")) or all_terms(section.get("code")) or "section without a title"
    changes = "changes only, not a complete list" if section.get("mode") == "changes" else ""
    said = ", ".join(filter(None, (changes, empty_words(section.get("emptyReason")))))
    return one_line(f"{name} ({said})" if said else name)


def _changes(content: Content) -> bool:
    return any(obj(item).get("mode") == "changes" for item in members(content.get("section")))


def read_bundle(resource: Resource, context: Context) -> Draft:
    """A document Bundle: read through its first resource, the Composition."""
    content = resource.content
    first: Json = next((obj(item).get("resource") for item in members(content.get("entry"))), None)
    inner = obj(first)
    lookup = Lookup(resource, context)
    if inner.get("resourceType") != "Composition":
        at = moment(content, "timestamp")
        return Draft(
            title=f"{spelled(text(content.get('type'))).capitalize() or 'Untyped'} bundle",
            category=DOCUMENTS,
            when=at.when,
            detail=line(at.words, counted(content.get("entry"), "entry", "entries")),
            domain=Domain.DOCUMENTS,
        )
    return _composition(inner, lookup, "Document: ")


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "DocumentReference": read_document,
        "DocumentManifest": read_document,
        "Composition": read_composition,
        "Bundle": read_bundle,
    }
)
