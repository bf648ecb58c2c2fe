"""How a note reads: its words whole, then who wrote them and when."""

from datetime import tzinfo

from viewer.fhir.resource import Json
from viewer.fhir.typed import obj, text
from viewer.present.concepts import reference_words
from viewer.present.moments import in_zone, moment_of, words_of


def annotation_words(v: Json, zone: tzinfo | None = None) -> str:
    """One Annotation; its line breaks are kept (FID-12), its time is moved to ``zone``.

    >>> annotation_words({"text": "Repeat in a week", "authorString": "Dr Able", "time": "2019-03-04"})
    'Repeat in a week (Dr Able, 04-Mar-2019)'
    """
    note = obj(v)
    by = reference_words(note.get("authorReference")) or text(note.get("authorString"))
    said = ", ".join(part for part in (by, _when(text(note.get("time")), zone)) if part)
    words = text(note.get("text"))
    return f"{words} ({said})" if words and said else words or said


def _when(sent: str, zone: tzinfo | None) -> str:
    moment = moment_of(sent)
    if moment is None:
        return sent
    return words_of(moment if zone is None else in_zone(moment, zone), zoneless=moment.offset is None)
