"""How plans and warnings read: CarePlan, Goal, Flag, Consent."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag, Standing
from viewer.entries.headings import ALERTS, CARE_PLANS, GOALS, LEGAL
from viewer.entries.lookup import Lookup
from viewer.entries.moments import moment
from viewer.entries.naming import all_terms, named
from viewer.entries.phrases import labelled, line, listed, members, note_words, one_line
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.reports import counted
from viewer.entries.stated_allergy import stated_allergy
from viewer.entries.stated_plan import plan_category
from viewer.entries.statuses import State, codes_of, state_of
from viewer.fhir.concept import concept_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import obj, text
from viewer.present.code_words import code_words, element_words
from viewer.present.values import value_words

_ASSESS_PLAN = "assess-plan"  # US Core's mark on every care plan
_NOT_YET = frozenset({"proposal", "option"})
_IN_FORCE = frozenset({"plan", "order", "directive"})
_PLANNED = frozenset({Flag.PLANNED})
_NONE: frozenset[Flag] = frozenset()


def read_care_plan(resource: Resource, context: Context) -> Draft:
    """One CarePlan, with every activity and every "do not" in it."""
    content = resource.content
    lookup = Lookup(resource, context)
    kinds = all_terms(
        [item for item in members(content.get("category")) if _ASSESS_PLAN not in codes_of(item)]
    )
    title = (
        one_line(text(content.get("title")) or kinds or text(content.get("description")))
        or "Care plan, not named"
    )
    state = state_of(content, "status", "CarePlan")
    at = moment(content, "period", "created", "modified")
    draft_only = text(content.get("intent")) in _NOT_YET
    return Draft(
        title=title,
        category=plan_category(f"{title} {kinds}", CARE_PLANS),
        when=at.when,
        detail=line(
            _intent(content),
            kinds if kinds != title else "",
            at.words,
            text(content.get("description")) if text(content.get("description")) != title else "",
            _care(content, lookup, context),
        ),
        status=state.words,
        standing=Standing.PLANNED if draft_only and state.standing is Standing.CURRENT else state.standing,
        flags=state.flags | (_PLANNED if draft_only else _NONE),
        codings=tuple(c for item in [concept_of(content.get("category"))] if item for c in item.codings),
        recorder=lookup.names(content.get("author") or content.get("custodian")),
        waiting_for=lookup.waiting,
    )


def _intent(content: Content) -> str:
    """SAFE-15: a plan or an order goes without saying, anything else is said."""
    words = element_words(content, "intent", "CarePlan")
    return labelled("Intent:", words if words not in _IN_FORCE else "")


def _care(content: Content, lookup: Lookup, context: Context) -> str:
    activities = [_activity(obj(item), lookup, context) for item in members(content.get("activity"))]
    return line(
        labelled("addresses", lookup.names(content.get("addresses"))),
        labelled("activities:", listed(activities)),
        _goals(content, lookup),
        note_words(content),
    )


def _goals(content: Content, lookup: Lookup) -> str:
    """By name where every one says its name; a number otherwise."""
    goals = [text(obj(item).get("display")) for item in members(content.get("goal"))]
    named_all = labelled("goals:", lookup.names(content.get("goal"))) if all(goals) else ""
    return named_all or counted(content.get("goal"), "goal")


def _activity(activity: Content, lookup: Lookup, context: Context) -> str:
    detail = obj(activity.get("detail"))
    what = all_terms(detail.get("code")) or text(detail.get("description"))
    what = what or lookup.name(activity.get("reference") or activity.get("plannedActivityReference"))
    what = one_line(what or all_terms(activity.get("performedActivity")) or "activity not named")
    if detail.get("doNotPerform") is True or detail.get("prohibited") is True:
        what = f"DO NOT: {what}"
    said = [
        element_words(detail, "status", "CarePlan.activity.detail"),
        text(detail.get("statusReason")) or all_terms(detail.get("statusReason")),
        value_words(detail, "scheduled", context.zone),
        labelled("by", lookup.names(detail.get("performer"))),
        labelled("at", lookup.name(detail.get("location"))),
        labelled("outcome", all_terms(activity.get("outcomeCodeableConcept"))),
        note_words({"note": activity.get("progress")}),
    ]
    status = "; ".join(dict.fromkeys(one_line(part) for part in said if part))
    return f"{what} ({status})" if status else what


def read_goal(resource: Resource, context: Context) -> Draft:
    """One Goal: STU3 has one status, later versions a life cycle and an achievement."""
    content = resource.content
    lookup = Lookup(resource, context)
    name = named(content, "description", "Goal, not described")
    state = state_of(content, "lifecycleStatus" if "lifecycleStatus" in content else "status", "Goal")
    at = moment(content, "start", "startDate", "statusDate")
    targets = [_target(obj(item), context) for item in members(content.get("target"))]
    return Draft(
        title=name.title,
        category=GOALS,
        when=at.when,
        detail=line(
            name.aside,
            at.words,
            labelled("target", listed(targets)),
            labelled("achievement", all_terms(content.get("achievementStatus"))),
            labelled("outcome", all_terms(content.get("outcomeCode") or content.get("outcome"))),
            labelled("category", all_terms(content.get("category"))),
            labelled("start", all_terms(content.get("startCodeableConcept"))),
            labelled("because", text(content.get("statusReason"))),
            labelled("priority", all_terms(content.get("priority"))),
            labelled("addresses", lookup.names(content.get("addresses"))),
            note_words(content),
        ),
        status=state.words,
        standing=state.standing,
        flags=state.flags,
        codings=name.codings,
        recorder=lookup.name(content.get("source") or content.get("expressedBy")),
        waiting_for=lookup.waiting,
    )


def _target(target: Content, context: Context) -> str:
    return " ".join(
        filter(
            None,
            (
                all_terms(target.get("measure")),
                value_words(target, "detail"),
                labelled("by", value_words(target, "due", context.zone)),
            ),
        )
    )


def read_flag(resource: Resource, context: Context) -> Draft:
    """One Flag: a warning that the source wants seen."""
    content = resource.content
    lookup = Lookup(resource, context)
    name = named(content, "code", "Warning, not named")
    state = state_of(content, "status", "Flag")
    at = moment(content, "period")
    allergy = stated_allergy(name)
    kinds = all_terms(content.get("category"))
    none_known = _NONE if state.standing is Standing.PAST else allergy.flags  # an ended one states nothing
    return Draft(
        title=name.title,
        category=allergy.category or plan_category(name.title, ALERTS),
        when=at.when,
        detail=line(labelled("Warning:", kinds), name.aside, allergy.words, at.words),
        status=state.words,
        standing=Standing.NONE if none_known else state.standing,
        flags=name.flags | state.flags | none_known,
        codings=name.codings,
        recorder=lookup.name(content.get("author")),
        waiting_for=lookup.waiting,
        domain=allergy.domain,
    )


def read_consent(resource: Resource, context: Context) -> Draft:
    """One Consent: what it is about and whether it permits or denies, as sent."""
    content = resource.content
    lookup = Lookup(resource, context)
    kinds = listed([all_terms(content.get("scope")), all_terms(content.get("category"))])
    state = state_of(content, "status", "Consent")
    at = moment(content, "dateTime", "date", "period")
    concept = concept_of(content.get("scope")) or concept_of(content.get("category"))
    return Draft(
        title=labelled("Consent:", kinds) or "Consent, kind not stated",
        category=plan_category(kinds, LEGAL),
        when=at.when,
        detail=line(at.words, _decision(content), labelled("policy", all_terms(content.get("policyRule")))),
        status=state.words,
        standing=state.standing,
        flags=state.flags | _given(state),
        codings=concept.codings if concept else (),
        recorder=lookup.names(
            content.get("performer") or content.get("grantor") or content.get("consentingParty")
        ),
        waiting_for=lookup.waiting,
    )


def _given(state: State) -> frozenset[Flag]:
    return _PLANNED if state.standing is Standing.PLANNED else _NONE


def _decision(content: Content) -> str:
    """SAFE-06: R5 ``decision``, R4 ``provision.type``, STU3 ``except.type``; exceptions are only counted."""
    provisions = [obj(item) for item in members(content.get("provision") or content.get("except"))]
    rule = text(content.get("decision")) or next((text(item.get("type")) for item in provisions), "")
    inner = [inside for item in provisions for inside in members(item.get("provision"))]
    exceptions = (
        "with exceptions: open for all details" if inner or (provisions and "decision" in content) else ""
    )
    return line(labelled("Decision:", code_words("Consent.decision", rule)), exceptions)


READERS: Mapping[str, Reader] = MappingProxyType(
    {"CarePlan": read_care_plan, "Goal": read_goal, "Flag": read_flag, "Consent": read_consent}
)
