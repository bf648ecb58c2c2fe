"""The words of letters, for searching: which documents a resource holds, and what of each can be read.

Runs in the process that draws PDF alone: whatever a stranger sent is taken apart there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from viewer.engine.documents.pdf_messages import Letter, LetterText
from viewer.engine.documents.pdf_pages import PdfPages, PdfTrouble
from viewer.entries.document_parts import DocumentPart, document_parts
from viewer.errors import ResourceError
from viewer.fhir.packed import unpacked
from viewer.fhir.resource import Content
from viewer.fhir.strict import read_object
from viewer.fhir.typed import objects, text
from viewer.present.letters.form import Form
from viewer.present.letters.reading import LARGEST_TEXT, Read, read_document
from viewer.present.narrative import narrative_text
from viewer.timeline.search.reach import Paper

MOST_LETTERS = 1_000_000
"""Letters of one document that are searched."""
_LINE = 300
_PICTURES = (b"<img", b"<rendermultimedia", b"\\pict")
_NO_WORDS = LetterText(Paper.SCAN.name)


@dataclass(frozen=True, slots=True)
class HeldLetters:
    """The documents of one resource."""

    _content: Content = field(repr=False)
    _parts: tuple[DocumentPart, ...] = field(repr=False)

    @classmethod
    def of(cls, raw: bytes) -> "HeldLetters":
        """Take in a resource. Raises ResourceError."""
        content = read_object(raw)
        return cls(content, document_parts(content))

    def listed(self) -> tuple[Letter, ...]:
        """Return them by the number that each has when it is opened."""
        return tuple(
            self._letter(number, part.attachment)
            for number, part in enumerate(self._parts)
            if not part.written  # the narrative is searched as a part of the resource
        )

    def _letter(self, number: int, attachment: Content) -> Letter:
        url = "" if text(attachment.get("data")) else text(attachment.get("url"))
        held = url.startswith("#") and self._contained(url) is not None
        return Letter(number, "" if held else url, text(attachment.get("contentType")))

    def _contained(self, url: str) -> Content | None:
        inner = objects(self._content.get("contained"))
        return next((one for one in inner if text(one.get("id")) == url[1:]), None)

    def read(self, number: int) -> LetterText:
        """Return the words of one."""
        attachment = self._parts[number].attachment
        data, media_type = text(attachment.get("data")), text(attachment.get("contentType"))
        if not data:
            inner = self._contained(text(attachment.get("url"))) or {}
            data = text(inner.get("data")) or text(inner.get("content"))
            media_type = text(inner.get("contentType")) or media_type
        if not data:
            return LetterText(Paper.NOT_SENT.name)
        found = unpacked(data)
        return LetterText(Paper.DAMAGED.name) if found is None else read_bytes(found, attachment, media_type)


def held_letters(raw: bytes) -> HeldLetters | None:
    """Take in a resource; None where it cannot be read."""
    try:
        return HeldLetters.of(raw)
    except ResourceError:
        return None


def read_bytes(data: bytes, attachment: Content, media_type: str, name: str = "") -> LetterText:
    """Return the words of a document, as it is read when it is opened."""
    read = read_document(data, attachment, media_type, name)
    match read.kind:
        case "pdf":
            return _of_pdf(data)
        case "image":
            return _NO_WORDS
        case "refused":
            return LetterText(Paper.PROGRAM.name)
        case "unshowable":
            return LetterText(_why(read, len(data)).name)
        case _:
            return _of_text(read, data)


def _of_text(read: Read, data: bytes) -> LetterText:
    """A page that is scanned may stand in a letter as a picture."""
    cased = data.lower()
    pictures = read.form != Form.TEXT.value and any(mark in cased for mark in _PICTURES)
    words = narrative_text(read.html) if read.html else read.text
    return _said(words, has_pictures=pictures, whole=not pictures)


def _why(read: Read, size: int) -> Paper:
    if read.form == Form.EMPTY.value:
        return Paper.NOT_SENT
    if read.form == Form.CDA.value and size <= LARGEST_TEXT:
        return Paper.DAMAGED
    is_text = read.form in {Form.TEXT.value, Form.RTF.value, Form.HTML.value, Form.CDA.value}
    return Paper.TOO_LARGE if is_text else Paper.FORM


def _of_pdf(data: bytes) -> LetterText:
    try:
        pages = PdfPages(data)
    except PdfTrouble as trouble:
        return LetterText((Paper.LOCKED if "locked" in str(trouble) else Paper.DAMAGED).name)
    texts = pages.words().texts
    return _said("\n".join(texts), has_pictures=True, whole=all(texts) and not pages.is_cut)


def _said(words: str, *, has_pictures: bool, whole: bool = True) -> LetterText:
    if not words.strip():
        return _NO_WORDS if has_pictures else LetterText(Paper.NOT_SENT.name)
    whole = whole and len(words) <= MOST_LETTERS
    became = Paper.SEARCHED if whole else Paper.IN_PART
    return LetterText(became.name, "\n".join(_lines(words[:MOST_LETTERS])))


def _lines(words: str) -> Iterator[str]:
    """Break long lines at a blank: what is around a word is found line by line."""
    for line in words.splitlines():
        rest = line.strip()
        while len(rest) > _LINE:
            at = rest.rfind(" ", 1, _LINE)
            if at < 0:
                at = rest.find(" ", _LINE)
            if at < 0:
                break
            yield rest[:at]
            rest = rest[at + 1 :]
        if rest:
            yield rest
