"""Why a list or a section is empty, in words (CMP-10); "none known" is no allergy statement (CMP-02)."""

from viewer.entries.phrases import line
from viewer.entries.statuses import codes_of
from viewer.fhir.concept import concept_of
from viewer.fhir.resource import Json

_REASONS = {
    "nilknown": "the source says: none known",
    "notasked": "not asked",
    "withheld": "withheld by source",
    "unavailable": "not available at the source",
    "notstarted": "not started",
    "closed": "closed, no longer kept",
    "no-content-recorded": "no content recorded at the source",
    "noContent": "no content recorded at the source",
    "not-found": "not found at the source",
}


def empty_words(value: Json) -> str:
    """Words of an emptyReason, with its own text; a code that we do not know as sent; "" if none."""
    concept = concept_of(value)
    if concept is None:
        return ""
    codes = [code for code in codes_of(value) if code != concept.text]
    known = next((_REASONS[code] for code in codes if code in _REASONS), "")
    display = next((coding.display or coding.code for coding in concept.codings), "")
    return f"empty: {line(known or display, concept.text)}"
