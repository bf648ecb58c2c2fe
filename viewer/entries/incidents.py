"""How adverse events and answers of decision support read."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Standing
from viewer.entries.headings import ADVERSE_EVENTS, ASSESSMENTS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import Named, all_terms, named
from viewer.entries.phrases import labelled, line, listed, members, note_words, one_line
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.reports import counted
from viewer.entries.stated_allergy import stated_allergy
from viewer.entries.statuses import state_of
from viewer.fhir.concept import concept_of
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import obj, text
from viewer.present.code_words import element_words

_NAMES = ("code", "event", "type")


def read_adverse_event(resource: Resource, context: Context) -> Draft:
    """One AdverseEvent of any version; one that might have happened says so before anything else."""
    content = resource.content
    lookup = Lookup(resource, context)
    name = _event_name(content)
    allergy = stated_allergy(name)
    state = state_of(content, "status", "AdverseEvent")
    at = moment(content, "occurrence", "date", "detected", "recordedDate")
    return Draft(
        title=name.title,
        category=allergy.category or ADVERSE_EVENTS,
        when=at.when,
        detail=line(
            _actuality(content), name.aside, allergy.words, at.words, _event(content, lookup, context)
        ),
        status=state.words if "status" in content else "",
        standing=Standing.UNKNOWN if allergy.domain and not allergy.flags else Standing.NONE,
        flags=name.flags | (state.flags if "status" in content else frozenset()) | allergy.flags,
        codings=name.codings,
        recorder=lookup.name(content.get("recorder")),
        waiting_for=lookup.waiting,
        domain=allergy.domain,
    )


def _event_name(content: Content) -> Named:
    said = one_line(text(content.get("description"))) or "Adverse event, not named"
    for part in _NAMES:
        if concept_of(content.get(part)) is not None:
            return named(content, part, said)
    return named(content, "code", said)


def _actuality(content: Content) -> str:
    """R4 ``actuality``, STU3's category: whether it happened at all."""
    words = element_words(content, "actuality", "AdverseEvent")
    if words == "potential" or content.get("category") == "PAE":
        return "POTENTIAL: might have happened"
    return words if words.startswith("unrecognised") else ""


def _event(content: Content, lookup: Lookup, context: Context) -> str:
    category = content.get("category")
    effects = content.get("resultingEffect") or content.get("resultingCondition") or content.get("reaction")
    suspects = [_suspect(obj(item), lookup) for item in members(content.get("suspectEntity"))]
    return line(
        labelled("seriousness", all_terms(content.get("seriousness"))),
        labelled("severity", all_terms(content.get("severity"))),
        labelled("outcome", all_terms(content.get("outcome"))),
        labelled("suspected:", listed(suspects)),
        labelled("led to", lookup.names(effects)),
        all_terms(category) if isinstance(category, list) else "",
        text(content.get("description")) if any(part in content for part in _NAMES) else "",
        labelled("mitigated:", _mitigations(content.get("mitigatingAction"), lookup)),
        dated("detected", content, "detected", context.zone),
        labelled("at", lookup.name(content.get("location"))),
        note_words(content),
    )


def _suspect(suspect: Content, lookup: Lookup) -> str:
    what = all_terms(suspect.get("instanceCodeableConcept"))
    what = what or lookup.name(suspect.get("instance") or suspect.get("instanceReference"))
    causes = [obj(item) for item in members(suspect.get("causality"))]
    judged = listed([all_terms(item.get("assessment") or item.get("entityRelatedness")) for item in causes])
    return f"{what or 'not named'} ({judged})" if judged else what


def _mitigations(value: Json, lookup: Lookup) -> str:
    actions = [obj(item) for item in members(value)]
    said = [all_terms(item.get("itemCodeableConcept")) for item in actions]
    return listed([*said, *(lookup.name(item.get("itemReference")) for item in actions)])


def read_guidance(resource: Resource, context: Context) -> Draft:
    """One GuidanceResponse: what a system at the source was asked and whether it answered (SAFE-24)."""
    content = resource.content
    lookup = Lookup(resource, context)
    state = state_of(content, "status", "GuidanceResponse")
    at = moment(content, "occurrence")
    concept, module = all_terms(content.get("moduleCodeableConcept")), lookup.name(content.get("module"))
    reasons = content.get("reasonCode") or content.get("reasonCodeableConcept") or content.get("reason")
    return Draft(
        title=labelled("Decision support:", concept or _last(content) or module) or "Decision support",
        category=ASSESSMENTS,
        when=at.when,
        detail=line(
            at.words,
            labelled("for", all_terms(reasons)),
            labelled("result", lookup.names(content.get("result"))),
            counted(content.get("evaluationMessage"), "message"),
            counted(content.get("dataRequirement"), "further question"),
            note_words(content),
        ),
        status=state.words,
        flags=state.flags,
        recorder=lookup.name(content.get("performer")),
        waiting_for=lookup.waiting,
    )


def _last(content: Content) -> str:
    """The name in the canonical url of a module."""
    address = text(content.get("moduleCanonical")) or text(content.get("moduleUri"))
    return address.split("|", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1]


READERS: Mapping[str, Reader] = MappingProxyType(
    {"AdverseEvent": read_adverse_event, "GuidanceResponse": read_guidance}
)
