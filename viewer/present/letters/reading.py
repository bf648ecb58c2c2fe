"""How a document is shown, by its bytes; what cannot be shown says why, what starts something is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from viewer.fhir.resource import Content
from viewer.fhir.typed import text
from viewer.present.letters.cda import cda_html
from viewer.present.letters.checks import checked
from viewer.present.letters.form import IMAGES, Form, form_of, is_program
from viewer.present.letters.plain import decoded, shown
from viewer.present.letters.rtf import rtf_text
from viewer.present.letters.safe_html import SafeHtml, safe_html

ReadKind = Literal["pdf", "image", "html", "text", "unshowable", "refused"]
LARGEST_TEXT = 10_000_000
_ENDINGS = {
    Form.PDF: "pdf", Form.PNG: "png", Form.JPEG: "jpg", Form.GIF: "gif", Form.BMP: "bmp", Form.TIFF: "tif",
    Form.WEBP: "webp",
    Form.RTF: "rtf", Form.HTML: "html", Form.CDA: "xml", Form.XML: "xml", Form.JSON: "json",
    Form.TEXT: "txt", Form.DICOM: "dcm", Form.OFFICE: "docx", Form.ARCHIVE: "zip",
}  # fmt: skip
_PROGRAM = (
    "This is a program or something that would start one, and no document: it is neither shown nor saved."
)
_TELL = "Tell the source; do not open it by other means."
_SAVE = "Save it and open it with a program that reads it."
_WHY = {
    Form.DICOM: "DICOM images are not shown here",
    Form.OFFICE: "Office documents are not shown here: no reader of them is part of this program",
    Form.ARCHIVE: "It is an archive of files, which is not opened here",
    Form.EMPTY: "It is empty: nothing was sent in it",
}
_UNKNOWN = "Its form is not known here"
_PLAIN = frozenset({Form.TEXT, Form.XML, Form.JSON})


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a document is and how it is shown; ``ending`` of a file name is "" where it is not to be saved."""

    kind: ReadKind
    form: str
    text: str = ""
    html: str = ""
    words: str = ""
    advice: str = ""
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ending: str = ""


def read_document(data: bytes, attachment: Content, media_type: str, name: str) -> Read:
    """Read bytes. ``media_type`` is what came with them, ``name`` the last part of their address."""
    form = form_of(data)
    stated = text(attachment.get("contentType"))
    if is_program(data, stated or media_type, name):
        return Read(kind="refused", form=form.value, words=_PROGRAM, advice=_TELL)
    said = checked(attachment, data, form)
    read = _by_form(data, form, stated, media_type)
    return Read(
        kind=read.kind,
        form=form.value,
        text=read.text,
        html=read.html,
        words=read.words,
        advice=read.advice,
        warnings=(*said.warnings, *read.warnings),
        notes=(*read.notes, *said.notes),
        ending=_ENDINGS.get(form, "bin") if form is not Form.EMPTY else "",
    )


def _by_form(data: bytes, form: Form, stated: str, media_type: str) -> Read:
    if form is Form.PDF or form in IMAGES:
        return Read(kind="pdf" if form is Form.PDF else "image", form="")
    if len(data) > LARGEST_TEXT or form not in {*_PLAIN, Form.RTF, Form.HTML, Form.CDA}:
        why = _WHY.get(form, "It is too large to be shown as text" if form in _PLAIN else _UNKNOWN)
        return Read(kind="unshowable", form="", words=why, advice=_SAVE if form is not Form.EMPTY else "")
    if form is Form.RTF:
        note = "Only the words of this RTF document are shown; pictures and looks are left out."
        return Read(kind="text", form="", text=shown(rtf_text(data)), notes=(note,))
    if form is Form.CDA:
        return _clinical(data)
    return _text(data, form, stated, media_type)


def _text(data: bytes, form: Form, stated: str, media_type: str) -> Read:
    found = decoded(data, media_type if "charset" in media_type.casefold() else stated or media_type)
    warnings = (found.warning,) if found.warning else ()
    if form is Form.HTML and not stated.casefold().startswith("text/plain"):
        return _marked_up(safe_html(shown(found.text)), warnings)
    notes = (f"{form.value} is shown as it was sent.",) if form in {Form.XML, Form.JSON} else ()
    return Read(kind="text", form="", text=shown(found.text), warnings=warnings, notes=notes)


def _marked_up(safe: SafeHtml, warnings: tuple[str, ...], notes: tuple[str, ...] = ()) -> Read:
    left = (f"Left out: {'; '.join(safe.left_out)}.",) if safe.left_out else ()
    kind: ReadKind = "html" if safe.html else "text"
    return Read(kind=kind, form="", html=safe.html, text=safe.text, warnings=warnings, notes=(*notes, *left))


def _clinical(data: bytes) -> Read:
    html = cda_html(data)
    if html is None:
        words = "This CDA document cannot be read: it is damaged, too large, or declares entities"
        return Read(kind="unshowable", form="", words=words, advice=_SAVE)
    note = "Of this CDA document the words of its sections are shown; its coded entries are not read."
    return _marked_up(safe_html(html), (), (note,))


def read_written(texts: Iterable[tuple[str, str, str]]) -> Read:
    """Show narratives, (title, status in words, XHTML) each, under their titles (NAR-05, TML-14)."""
    whole = "".join(
        f"<h3>{escape(title or 'Text of the record')}</h3><p><i>{escape(status)}</i></p>{xhtml}"
        for title, status, xhtml in texts
    )
    read = _marked_up(safe_html(shown(whole)), ())
    return Read(kind=read.kind, form="text of the source", html=read.html, text=read.text, notes=read.notes)
