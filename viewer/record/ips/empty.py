"""Why a section has no resource, as FHIR says it; that there is nothing known is never said of a silence."""

from collections.abc import Collection

from viewer.fhir.resource import Json
from viewer.record.model import Record
from viewer.record.sources import holding
from viewer.source.domain import Domain
from viewer.source.state import DomainState

_SYSTEM = "http://terminology.hl7.org/CodeSystem/list-empty-reason"
_DISPLAY = {"unavailable": "Unavailable", "withheld": "Information Withheld", "notasked": "Not Asked"}


def empty_reason(record: Record, domains: Collection[Domain], *, in_words: bool) -> dict[str, Json]:
    """Return an emptyReason. ``in_words``: there are entries, and they stand in the text alone.

    It is never "nilknown": only a coded statement says that, and then it stands there as a resource (CMP-02).
    """
    sources = {row.origin.id for row in holding(record, domains)}
    states = {row.state for row in record.domains if row.domain in domains and row.source in sources}
    if in_words:
        return _reason("unavailable", "In words only: see the text of this section for what and why")
    if states and states <= {DomainState.WITHHELD}:
        return _reason("withheld", "Withheld by its source: see the text of this section")
    if states <= {DomainState.NOT_ASKED, DomainState.NOT_SUPPORTED}:
        return _reason("notasked", "No source was asked: see the text of this section")
    return _reason("unavailable", "No records returned: see the text of this section for who was read")


def _reason(code: str, words: str) -> dict[str, Json]:
    return {"coding": [{"system": _SYSTEM, "code": code, "display": _DISPLAY[code]}], "text": words}
