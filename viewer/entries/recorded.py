"""When a resource says, in elements of its own, that it was recorded: not when it happened, nor was sent."""

from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, text

RECORDED = (
    "recordedDate",
    "recorded",
    "dateRecorded",
    "recordedOn",
    "assertedDate",
    "issued",
    "authoredOn",
    "authored",
    "dateWritten",
    "dateAsserted",
    "statementDate",
    "indexed",
    "sent",
)
"""Elements of any type; the first that is there counts."""
DATED = frozenset(
    {
        "Composition",
        "DocumentReference",
        "DocumentManifest",
        "List",
        "FamilyMemberHistory",
        "ClinicalImpression",
        "Media",
        "MessageHeader",
        "QuestionnaireResponse",
    }
)
"""Types whose ``date`` or ``created`` is when they were written; of others it may be when it happened."""


def recorded_in(kind: str, content: Content) -> tuple[str, str]:
    """Return the element that says when a resource was recorded, and what it says, as sent; "" for none.

    >>> recorded_in("Condition", {"recordedDate": "2026-11-21"})
    ('recordedDate', '2026-11-21')
    """
    for name in (*RECORDED, "date", "created") if kind in DATED else RECORDED:
        if said := text(content.get(name)):
            return name, said
    return "", ""


def written_in(content: Content) -> str:
    """Return when the source wrote its copy last (``meta.lastUpdated``), as sent; "" for not stated."""
    return text(obj(content.get("meta")).get("lastUpdated"))
