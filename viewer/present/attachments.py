"""How an Attachment reads as a value: what it is, in which form, how large, and where its content is."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import number, obj, text
from viewer.present.moments import sent_words
from viewer.present.scalars import scalar

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "application/pdf": "PDF",
        "text/html": "web page (HTML)",
        "text/plain": "plain text",
        "text/rtf": "RTF",
        "application/rtf": "RTF",
        "image/tiff": "TIFF image",
        "image/jpeg": "JPEG image",
        "image/png": "PNG image",
        "application/dicom": "DICOM image",
        "application/msword": "Word document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
        "application/xml": "XML",
        "text/xml": "XML",
        "application/fhir+json": "FHIR record",
        "application/fhir+xml": "FHIR record",
        "application/json+fhir": "FHIR record",
    }
)
"""Media types in words."""


def form_words(content: Content) -> str:
    """The media type in words; one that we do not know as sent.

    >>> form_words({"contentType": "application/pdf; charset=utf-8"}), form_words({"contentType": "x/y"})
    ('PDF', 'x/y')
    """
    sent = text(content.get("contentType"))
    return FORMS.get(sent.split(";")[0].strip().lower(), sent)


def attachment_words(v: Json) -> str:
    """One Attachment; "" where nothing was sent. An address is only a pointer until it is opened.

    >>> attachment_words({"title": "Letter", "contentType": "application/pdf", "url": "http://x/1"})
    'Attachment: Letter, PDF, at http://x/1'
    """
    file = obj(v)
    size, created = number(file.get("size")) or text(file.get("size")), text(file.get("creation"))
    said = [
        text(file.get("title")),
        form_words(file),
        f"size in bytes {size}" if size else "",
        f"created {sent_words(created)}" if created else "",
        f"at {scalar(file.get('url'))}" if file.get("url") else "",
        f"language {text(file.get('language'))}" if text(file.get("language")) else "",
        "content included" if text(file.get("data")) else "",
    ]
    words = ", ".join(filter(None, said))
    return f"Attachment: {words}" if words else ""
