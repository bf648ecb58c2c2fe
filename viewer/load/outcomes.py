"""What a source says about its own answer becomes gaps: OperationOutcomes, list warnings, strangers."""

from datetime import datetime

from viewer.entries.lists import area_of, warnings_of
from viewer.fhir.concept import concept_of, term
from viewer.fhir.resource import Content, Resource, ResourceKey
from viewer.fhir.typed import objects, text
from viewer.load.intake import Unreadable
from viewer.source.answer import Answer
from viewer.source.domain import domain_of
from viewer.source.gap import Gap, GapKind

MESSAGE = "The source sent a message"

_MISSING = {"error", "fatal"}
_DENIED = {"forbidden", "security", "login", "suppressed"}
# What these codes say is a loss, however mildly it is put (FHIR: "not or might not have been returned").
_ALWAYS = {
    "suppressed": GapKind.WITHHELD,
    "incomplete": GapKind.TRUNCATED,
    "too-costly": GapKind.TRUNCATED,
    "too-long": GapKind.TRUNCATED,
    "timeout": GapKind.TRUNCATED,
    "throttled": GapKind.TRUNCATED,
}


def gaps_of_outcome(content: Content, source: str, when: datetime) -> tuple[Gap, ...]:
    """One gap per issue; an outcome without an issue is a gap too, for it means that something was said."""
    issues = objects(content.get("issue")) or [{}]
    return tuple(_gap(issue, source, when) for issue in issues)


def warnings_of_list(resource: Resource) -> tuple[Gap, ...]:
    """A warning on a source's list of an area stands at the head of that area: something was withheld."""
    warning = warnings_of(resource.content) if resource.key.type == "List" else ""
    if not warning:
        return ()
    area = area_of(resource.content)
    what = f"{area.label if area else 'A list'}: the source warns of its own list"
    return (Gap(source=resource.key.source, kind=GapKind.WITHHELD, domain=area, what=what, why=warning),)


STRANGERS = (
    "its answer held records of another patient, so whether it looked for this one is not known; they are "
    "not in this record"
)


def gap_of_stranger(key: ResourceKey) -> Gap:
    """An endpoint that was asked for one patient and brings another did not answer the question."""
    domain = domain_of(key.type)
    return Gap(
        source=key.source,
        kind=GapKind.TRUNCATED,
        domain=domain,
        what=f"{domain.label}: the answer is not about this patient alone",
        why=STRANGERS,
        advice="Look in the source itself, and tell its support desk that this search is not safe.",
    )


def gap_of_reuse(key: ResourceKey) -> Gap:
    """An entry says itself that its identity came twice; what only explains entries has no row to say it."""
    return Gap(
        source=key.source,
        kind=GapKind.NOTICE,
        domain=domain_of(key.type),
        what=f"The source sent two different {key.type} records under one identity",
        why="both are kept under Other records; which of them is right is not known",
        advice="Compare the two, and tell the source.",
    )


def gap_of_unreadable(item: Unreadable, answer: Answer) -> Gap:
    """What is there and cannot be read is a row of its own, and it is said where it came from."""
    return Gap(
        source=answer.source,
        kind=GapKind.UNREADABLE,
        domain=domain_of(item.key.type) if item.key.type else None,
        what=f"{item.key.type or 'A record'} in {answer.place} could not be read",
        why=item.reason,
        when=answer.retrieved,
        advice="It is listed under Unreadable; open it to see what was sent.",
    )


def _gap(issue: Content, source: str, when: datetime) -> Gap:
    severity = text(issue.get("severity"))
    code = text(issue.get("code"))
    concept = concept_of(issue.get("details"))
    said = [term(concept) if concept else "", text(issue.get("diagnostics"))]
    words = "; ".join(part for part in dict.fromkeys(said) if part)
    kind = _ALWAYS.get(code, GapKind.NOTICE)
    if severity in _MISSING:
        kind = GapKind.WITHHELD if code in _DENIED else GapKind.FAILED
    return Gap(
        source=source,
        kind=kind,
        domain=None,
        what=f"{MESSAGE} ({severity or 'severity not stated'})",
        why=words or f"No text; issue type {code or 'not stated'}",
        when=when,
        advice="" if kind is GapKind.NOTICE else "Retry; if it stays, contact the source's support desk.",
    )
