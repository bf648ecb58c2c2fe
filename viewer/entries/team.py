"""How care teams, detected issues and risk assessments read."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.headings import ALERTS, CARE_TEAM, RISKS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import moment
from viewer.entries.naming import all_terms, named
from viewer.entries.phrases import labelled, line, listed, members, note_words, one_line
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import state_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import obj, text
from viewer.present.code_words import element_words
from viewer.present.values import value_words


def read_team(resource: Resource, context: Context) -> Draft:
    """One CareTeam: who is in it, as named."""
    content = resource.content
    lookup = Lookup(resource, context)
    state = state_of(content, "status", "CareTeam")
    at = moment(content, "period")
    people = [_member(obj(item), lookup) for item in members(content.get("participant"))]
    title = one_line(text(content.get("name"))) or all_terms(content.get("category"))
    return Draft(
        title=title if "care team" in title.casefold() else labelled("Care team:", title) or "Care team",
        category=CARE_TEAM,
        when=at.when,
        detail=line(at.words, labelled("members:", listed(people)), note_words(content)),
        status=state.words,
        standing=state.standing,
        flags=state.flags,
        recorder=lookup.names(content.get("managingOrganization")),
        waiting_for=lookup.waiting,
    )


def _member(participant: Content, lookup: Lookup) -> str:
    who, role = lookup.name(participant.get("member")), all_terms(participant.get("role"))
    return f"{who} ({role})" if who and role else who or role


def read_issue(resource: Resource, context: Context) -> Draft:
    """One DetectedIssue: what a system at the source warned of, as sent."""
    content = resource.content
    lookup = Lookup(resource, context)
    name = named(content, "code" if "code" in content else "category", "Detected issue, not named")
    state = state_of(content, "status", "DetectedIssue")
    at = moment(content, "identified", "date")
    return Draft(
        title=name.title,
        category=ALERTS,
        when=at.when,
        detail=line(
            name.aside,
            at.words,
            labelled("severity", element_words(content, "severity", "DetectedIssue")),
            text(content.get("detail")),
            labelled("about", lookup.names(content.get("implicated"))),
            labelled(
                "mitigated:",
                listed([all_terms(obj(m).get("action")) for m in members(content.get("mitigation"))]),
            ),
        ),
        status=state.words,
        flags=name.flags | state.flags,
        codings=name.codings,
        recorder=lookup.name(content.get("author")),
        waiting_for=lookup.waiting,
    )


def read_risk(resource: Resource, context: Context) -> Draft:
    """One RiskAssessment: the source's own prediction, never ours (SAFE-24)."""
    content = resource.content
    lookup = Lookup(resource, context)
    held = [_prediction(obj(item)) for item in members(content.get("prediction"))]
    name = named(content, "code", listed(held) or "Risk assessment, not named")
    state = state_of(content, "status", "RiskAssessment")
    at = moment(content, "occurrence", "date")
    return Draft(
        title=labelled("Risk assessment:", name.title.removeprefix("Risk assessment, ")),
        category=RISKS,
        when=at.when,
        detail=line(
            name.aside,
            at.words,
            listed(held) if listed(held) != name.title else "",
            labelled("method", all_terms(content.get("method"))),
            labelled("for", lookup.name(content.get("condition"))),
            text(content.get("mitigation")),
            note_words(content),
        ),
        status=state.words,
        flags=name.flags | state.flags,
        codings=name.codings,
        recorder=lookup.name(content.get("performer")),
        waiting_for=lookup.waiting,
    )


def _prediction(prediction: Content) -> str:
    chance = value_words(prediction, "probability")
    parts = [
        all_terms(prediction.get("outcome")),
        labelled("probability as sent", chance),
        all_terms(prediction.get("qualitativeRisk")),
        labelled("within", value_words(prediction, "when")),
    ]
    return " ".join(part for part in parts if part)


READERS: Mapping[str, Reader] = MappingProxyType(
    {"CareTeam": read_team, "DetectedIssue": read_issue, "RiskAssessment": read_risk}
)
