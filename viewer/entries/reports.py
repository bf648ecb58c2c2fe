"""How reports and studies read: DiagnosticReport, ImagingStudy, ImagingSelection, genomic sequences."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.attachments import attachment_words
from viewer.entries.headings import RESULTS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import Named, all_terms, coded, named
from viewer.entries.phrases import labelled, line, listed, members, note_words, references_in
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import state_of
from viewer.fhir.concept import concept_of, term
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import number, obj, text


def read_report(resource: Resource, context: Context) -> Draft:
    """One DiagnosticReport: conclusion, presented forms, and how many results it holds (RES-07, RES-12)."""
    content = resource.content
    name = named(content, "code", "Report, not named")
    state = state_of(content, "status", "DiagnosticReport")
    at = moment(content, "effective", "issued")
    lookup = Lookup(resource, context)
    return Draft(
        title=name.title,
        category=RESULTS,
        when=at.when,
        detail=line(at.words, name.aside, _report(content, lookup, context)),
        status=state.words,
        flags=name.flags | state.flags,
        codings=name.codings,
        recorder=_performers(content, lookup),
        waiting_for=lookup.waiting,
        parts=references_in(content.get("result")),
    )


def _report(content: Content, lookup: Lookup, context: Context) -> str:
    codes = content.get("conclusionCode") or content.get("codedDiagnosis")
    return line(
        labelled("Conclusion:", text(content.get("conclusion"))),
        labelled("coded conclusion:", all_terms(codes)),
        listed([attachment_words(item) for item in members(content.get("presentedForm"))]),
        counted(content.get("result"), "result"),
        counted(content.get("imagingStudy") or content.get("study"), "imaging study", "imaging studies"),
        labelled("department", all_terms(content.get("category"))),
        labelled("specimen", _specimens(content, lookup)),
        dated("issued", content, "issued", context.zone) if _effective(content) else "",
        note_words(content),
    )


def _effective(content: Content) -> bool:
    return any(key.startswith("effective") for key in content)


def _specimens(content: Content, lookup: Lookup) -> str:
    held = [
        item for item in members(content.get("specimen")) if obj(item).get("display") or lookup.target(item)
    ]
    return lookup.names([*held])


def _performers(content: Content, lookup: Lookup) -> str:
    actors = [obj(item).get("actor") or item for item in members(content.get("performer"))]
    return lookup.names(actors)


def counted(value: Json, one: str, many: str = "") -> str:
    """How many members a list has, in words; "" for none.

    >>> counted([{}, None, {}], "result"), counted({}, "result")
    ('2 results', '1 result')
    """
    number_of = len(members(value))
    return f"{number_of} {one if number_of == 1 else many or one + 's'}" if number_of else ""


def read_study(resource: Resource, context: Context) -> Draft:
    """One ImagingStudy or ImagingSelection: description and modality name it."""
    content, kind = resource.content, resource.key.type
    name = _study_name(content)
    state = state_of(content, "status", kind)
    at = moment(content, "started", "issued", "authoringTime")
    lookup = Lookup(resource, context)
    return Draft(
        title=name.title,
        category=RESULTS,
        when=at.when,
        detail=line(at.words, name.aside, _study(content, lookup)),
        status=state.words if "status" in content or kind == "ImagingSelection" else "",
        flags=name.flags | (state.flags if "status" in content else frozenset()),
        codings=name.codings,
        recorder=lookup.names(content.get("referrer") or content.get("performer") or content.get("author")),
        waiting_for=lookup.waiting,
    )


def _study_name(content: Content) -> Named:
    concept = concept_of(content.get("procedureCode") or content.get("procedure") or content.get("code"))
    modality = all_terms(content.get("modality") or content.get("modalityList"))
    series = [all_terms(obj(item).get("modality")) for item in members(content.get("series"))]
    kinds = labelled("Imaging:", modality or listed(series))
    title = text(content.get("description")) or term(concept) or kinds or "Imaging, not named"
    return Named(title, concept.codings if concept else (), coded(concept), kinds if kinds != title else "")


def _study(content: Content, lookup: Lookup) -> str:
    series = [obj(item) for item in members(content.get("series"))]
    return line(
        labelled("at", listed([all_terms(item.get("bodySite")) for item in series])),
        labelled("series:", number(content.get("numberOfSeries")) or counted(content.get("series"), "sent")),
        labelled("images:", number(content.get("numberOfInstances"))),
        labelled("for", all_terms(content.get("reasonCode") or content.get("reason"))),
        labelled("at", lookup.name(content.get("location"))),
        note_words(content),
    )


def read_sequence(resource: Resource, context: Context) -> Draft:
    """One (Molecular)Sequence or GenomicStudy: only named here, whole in the detail."""
    content = resource.content
    study = resource.key.type == "GenomicStudy"
    state = state_of(content, "status", "GenomicStudy") if study else None
    concept = concept_of(content.get("type"))
    at = moment(content, "startDate")
    lookup = Lookup(resource, context)
    kind = "Genetic study" if study else "Genetic sequence"
    return Draft(
        title=labelled(f"{kind}:", all_terms(content.get("type"))) or kind,
        category=RESULTS,
        when=at.when,
        detail=line(at.words, text(content.get("description")), note_words(content), "open for all details"),
        status=state.words if state else "",
        flags=state.flags if state else frozenset(),
        codings=concept.codings if concept else (),
        recorder=lookup.name(content.get("performer")),
        waiting_for=lookup.waiting,
    )


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "DiagnosticReport": read_report,
        "ImagingStudy": read_study,
        "ImagingSelection": read_study,
        "ImagingManifest": read_study,
        "MolecularSequence": read_sequence,
        "Sequence": read_sequence,
        "GenomicStudy": read_sequence,
    }
)
