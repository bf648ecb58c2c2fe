"""An OperationOutcome becomes gaps in words: every issue reaches the screen with its source (CMP-08)."""

from datetime import datetime

from viewer.fhir.concept import concept_of, term
from viewer.fhir.resource import Content
from viewer.fhir.typed import objects, text
from viewer.source.gap import Gap, GapKind

_MISSING = {"error", "fatal"}
_DENIED = {"forbidden", "security", "login", "suppressed"}


def gaps_of_outcome(content: Content, source: str, when: datetime) -> tuple[Gap, ...]:
    """One gap per issue; an outcome without an issue is a gap too, for it means that something was said."""
    issues = objects(content.get("issue")) or [{}]
    return tuple(_gap(issue, source, when) for issue in issues)


def _gap(issue: Content, source: str, when: datetime) -> Gap:
    severity = text(issue.get("severity"))
    code = text(issue.get("code"))
    concept = concept_of(issue.get("details"))
    said = [term(concept) if concept else "", text(issue.get("diagnostics"))]
    words = "; ".join(part for part in dict.fromkeys(said) if part)
    kind = GapKind.NOTICE
    if severity in _MISSING:
        kind = GapKind.WITHHELD if code in _DENIED else GapKind.FAILED
    return Gap(
        source=source,
        kind=kind,
        domain=None,
        what=f"The source sent a message ({severity or 'severity not stated'})",
        why=words or f"No text; issue type {code or 'not stated'}",
        when=when,
        advice="" if kind is GapKind.NOTICE else "Retry; if it stays, contact the source's support desk.",
    )
