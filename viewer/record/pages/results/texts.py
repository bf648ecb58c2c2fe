"""Which texts a report or result has, each whole, with its own lines and columns (FID-12, RES-07, RES-12)."""

from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator

from viewer.entries.phrases import members
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, objects, text
from viewer.present.concepts import concept_words
from viewer.present.letters.plain import decoded, shown
from viewer.present.narrative import narrative_text
from viewer.record.pages.results.body import Text


def texts_of(content: Content) -> Iterator[Text]:
    """Yield conclusion, results in words of several lines, notes, files of plain text, and the narrative."""
    if text(content.get("conclusion")).strip():
        yield Text(title="Conclusion", text=shown(text(content.get("conclusion"))))
    for part in (content, *objects(content.get("component"))):
        if "\n" in text(part.get("valueString")):
            title = concept_words(part.get("code")) or "Result in words"
            yield Text(title=title, text=shown(text(part.get("valueString"))))
    if has_long_notes(content):
        for note in _notes(content):
            yield Text(title="Note", text=shown(note))
    for file in objects(content.get("presentedForm")):
        yield from _file(file)
    yield from _narrative(content)


def _narrative(content: Content) -> Iterator[Text]:
    narrative = obj(content.get("text"))
    said = narrative_text(text(narrative.get("div"))).strip()
    if said:
        status = text(narrative.get("status")) or "its status is not stated"
        yield Text(title=f"Text of the record ({status})", text=said)


def has_long_notes(content: Content) -> bool:
    """Whether a note has lines of its own: then the notes stand as texts."""
    return any("\n" in note for note in _notes(content))


def _notes(content: Content) -> list[str]:
    notes = [text(obj(note).get("text")) or text(note) for note in members(content.get("note"))]
    said = [*notes, text(content.get("comment")), text(content.get("comments"))]
    return [note for note in said if note]


def _file(file: Content) -> Iterator[Text]:
    """A file of plain text that came along is read here; every other is opened from Documents."""
    kind = text(file.get("contentType"))
    if not kind.startswith("text/plain"):
        return
    title = text(file.get("title")) or "Report as plain text"
    try:
        said = decoded(b64decode(text(file.get("data")), validate=True), kind)
    except (NoBase64, ValueError):
        yield Text(title=title, text="This file is damaged: it is not the base64 that it should be.")
        return
    warned = f"\n\n{said.warning}" if said.warning else ""
    if said.text:
        yield Text(title=title, text=f"{shown(said.text)}{warned}")
