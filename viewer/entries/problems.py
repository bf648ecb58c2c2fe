"""How a Condition or a ClinicalImpression reads: what, since when, how certain, still so or not."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag, Standing
from viewer.entries.extensions import extension_words
from viewer.entries.headings import ASSESSMENTS, DIAGNOSES, PROBLEMS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import all_terms, named
from viewer.entries.phrases import labelled, line, listed, members, note_words, one_line
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.stated_allergy import stated_allergy
from viewer.entries.stated_plan import plan_category, plan_domain
from viewer.entries.statuses import State, codes_of, state_of
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import obj, text
from viewer.present.values import value_words

_UNCERTAIN = frozenset({"unconfirmed", "provisional", "differential"})


def read_condition(resource: Resource, context: Context) -> Draft:
    """One Condition of any version."""
    content = resource.content
    name = named(content, "code", "Condition, not named")
    clinical = state_of(content, "clinicalStatus", "problem")
    verification = state_of(content, "verificationStatus", "problem-verification")
    at = moment(content, "onset", "recordedDate", "assertedDate", "dateRecorded")
    lookup = Lookup(resource, context)
    allergy = stated_allergy(name)
    flags = name.flags | clinical.flags | _certainty(verification)
    if clinical.standing is not Standing.PAST:  # a statement of none known that has ended states nothing
        flags |= allergy.flags
    return Draft(
        title=name.title,
        category=allergy.category or plan_category(name.title, _category(content)),
        when=at.when,
        detail=line(name.aside, allergy.words, at.words, _detail(content, context)),
        status=", ".join(filter(None, (clinical.words, verification.words if verification.code else ""))),
        standing=_standing(content, clinical, flags),
        flags=flags,
        codings=name.codings,
        recorder=_recorder(content, lookup),
        waiting_for=lookup.waiting,
        domain=allergy.domain or plan_domain(name.title),
    )


def _certainty(verification: State) -> frozenset[Flag]:
    if verification.code == "refuted":
        return frozenset({Flag.REFUTED})
    return verification.flags | {Flag.UNCONFIRMED} if verification.code in _UNCERTAIN else verification.flags


def _standing(content: Content, clinical: State, flags: frozenset[Flag]) -> Standing:
    """SAFE-10: refuted is no problem. SAFE-17: without an end it may still be so."""
    if flags & {Flag.REFUTED, Flag.NO_KNOWN_ALLERGY, Flag.NO_KNOWN_ALLERGY_OF_A_KIND}:
        return Standing.NONE
    ended = any(key.startswith("abatement") and value not in (None, False) for key, value in content.items())
    if not clinical.code and ended:
        return Standing.PAST
    return clinical.standing


def _category(content: Content) -> str:
    codes = {code for item in members(content.get("category")) for code in codes_of(item)}
    return DIAGNOSES if codes & {"encounter-diagnosis", "163001000000103", "diagnosis"} else PROBLEMS


def _detail(content: Content, context: Context) -> str:
    return line(
        extension_words(content, "ProblemSignificance", "significance"),
        labelled("severity", all_terms(content.get("severity"))),
        labelled("at", all_terms(content.get("bodySite"))),
        _onset_words(content),
        _ended(content, context),
        labelled("stage", listed([_stage(item) for item in members(content.get("stage"))])),
        extension_words(content, "ConditionEpisode", "episode"),
        note_words(content),
    )


def _onset_words(content: Content) -> str:
    if any(name in content for name in ("onsetAge", "onsetRange", "onsetString", "onsetQuantity")):
        return labelled("onset", value_words(content, "onset"))
    return ""


def _ended(content: Content, context: Context) -> str:
    return dated("ended", content, "abatement", context.zone) or labelled(
        "ended:", value_words(content, "abatement")
    )


def _stage(value: Json) -> str:
    return all_terms(obj(value).get("summary")) or all_terms(obj(value).get("type"))


def _recorder(content: Content, lookup: Lookup) -> str:
    actors = [obj(item).get("actor") for item in members(content.get("participant"))]  # R5
    return (
        lookup.name(content.get("recorder")) or lookup.name(content.get("asserter")) or lookup.names(actors)
    )


def read_impression(resource: Resource, context: Context) -> Draft:
    """One ClinicalImpression: the summary is its point, so it is the title where there is no name."""
    content = resource.content
    summary = one_line(text(content.get("summary")) or text(content.get("description")))
    name = named(content, "code", summary or "Clinical impression")
    state = state_of(content, "status", "ClinicalImpression")
    at = moment(content, "effective", "date")
    lookup = Lookup(resource, context)
    return Draft(
        title=name.title,
        category=ASSESSMENTS,
        when=at.when,
        detail=line(at.words, summary if summary != name.title else "", _findings(content, lookup)),
        status=state.words,
        flags=name.flags | state.flags,
        codings=name.codings,
        recorder=lookup.name(content.get("performer") or content.get("assessor")),
        waiting_for=lookup.waiting,
    )


def _findings(content: Content, lookup: Lookup) -> str:
    found = [_finding(obj(item), lookup) for item in members(content.get("finding"))]
    return line(labelled("found:", listed(found)), note_words(content))


def _finding(content: Content, lookup: Lookup) -> str:
    item = content.get("item")
    concepts = content.get("itemCodeableConcept") or obj(item).get("concept")
    return all_terms(concepts) or lookup.name(content.get("itemReference") or item)


READERS: Mapping[str, Reader] = MappingProxyType(
    {"Condition": read_condition, "ClinicalImpression": read_impression}
)
