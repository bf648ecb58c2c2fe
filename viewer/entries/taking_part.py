"""How taking part in research and what was eaten and drunk read."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag, Standing
from viewer.entries.headings import OBSERVATIONS, SERVICES
from viewer.entries.lookup import Lookup
from viewer.entries.moments import moment
from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, line, listed, members, note_words
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import state_of
from viewer.fhir.concept import concept_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import obj, text
from viewer.present.dates import period_words
from viewer.present.values import quantity_words, value_words

_NOT_DONE = frozenset({Flag.NOT_DONE})
_NONE: frozenset[Flag] = frozenset()


def read_research(resource: Resource, context: Context) -> Draft:
    """One ResearchSubject: which study, which arm, from when; a trial medicine may be behind it."""
    content = resource.content
    lookup = Lookup(resource, context)
    state = state_of(content, "status", "ResearchSubject")
    at = moment(content, "period")
    study = lookup.name(content.get("study"))
    return Draft(
        title=labelled("Research study:", study) or "Research study, not named",
        category=SERVICES,
        when=at.when,
        detail=line(at.words, _arms(content), _stages(content)),
        status=state.words,
        # R5's status is that of the entry in the register: "active" there says nothing of the study.
        standing=Standing.UNKNOWN if state.code == "active" else state.standing,
        flags=state.flags,
        waiting_for=lookup.waiting,
    )


def _arms(content: Content) -> str:
    assigned = text(content.get("assignedArm")) or text(content.get("assignedComparisonGroup"))
    actual = text(content.get("actualArm")) or text(content.get("actualComparisonGroup"))
    return line(labelled("assigned to", assigned), labelled("in", actual))


def _stages(content: Content) -> str:
    return listed([_stage(obj(item)) for item in members(content.get("progress"))])


def _stage(progress: Content) -> str:
    """R5: where the person stood in the study, and when."""
    what = all_terms(progress.get("subjectState")) or all_terms(progress.get("milestone"))
    start, end = text(progress.get("startDate")), text(progress.get("endDate"))
    return " ".join(filter(None, (what, period_words(start, end) if start or end else "")))


def read_intake(resource: Resource, context: Context) -> Draft:
    """One NutritionIntake: what was eaten, drunk or fed, and what was not."""
    content = resource.content
    lookup = Lookup(resource, context)
    state = state_of(content, "status", "NutritionIntake")
    at = moment(content, "occurrence", "recorded")
    items = [_eaten(obj(item), lookup) for item in members(content.get("consumedItem"))]
    concept = concept_of(content.get("code"))
    return Draft(
        title=labelled("Eaten or drunk:", listed(items)) or "Eaten or drunk, not named",
        category=OBSERVATIONS,
        when=at.when,
        detail=line(
            at.words,
            all_terms(content.get("code")),
            labelled("for", all_terms(content.get("reason"))),
            labelled("nutrients:", _nutrients(content)),
            labelled("reported by", lookup.name(content.get("reportedReference"))),
            "reported, not seen" if content.get("reportedBoolean") is True else "",
            note_words(content),
        ),
        status=state.words,
        flags=state.flags | (_NOT_DONE if state.code == "not-done" else _NONE),
        codings=concept.codings if concept else (),
        recorder=lookup.names([obj(item).get("actor") for item in members(content.get("performer"))]),
        waiting_for=lookup.waiting,
    )


def _eaten(item: Content, lookup: Lookup) -> str:
    name = lookup.name(item.get("nutritionProduct")) or all_terms(item.get("type")) or "not named"
    said = [quantity_words(item.get("amount")), labelled("at", value_words(item, "rate"))]
    if item.get("notConsumed") is True:
        why = labelled("because", all_terms(item.get("notConsumedReason")))
        said.append(" ".join(filter(None, ("NOT consumed", why))))
    return " ".join(filter(None, (name, *said)))


def _nutrients(content: Content) -> str:
    return listed([_nutrient(obj(item)) for item in members(content.get("ingredientLabel"))])


def _nutrient(item: Content) -> str:
    return " ".join(filter(None, (all_terms(item.get("nutrient")), quantity_words(item.get("amount")))))


READERS: Mapping[str, Reader] = MappingProxyType(
    {"ResearchSubject": read_research, "NutritionIntake": read_intake}
)
