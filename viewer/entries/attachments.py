"""How an Attachment reads in a row: title, form, size, and where its content is (NHS-08)."""

from viewer.entries.phrases import line
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import number, obj, text
from viewer.present.attachments import form_words

_KIB = 1024


def attachment_words(value: Json) -> str:
    """Title, form, size and where the content is; "" where nothing was sent."""
    content = obj(value)
    if not content:
        return ""
    return line(text(content.get("title")), file_words(content))


def file_words(content: Content) -> str:
    """The same without the title: form, size, and where the content is."""
    return line(form_words(content), size_words(content), where(content)) if content else ""


def size_words(content: Content) -> str:
    """The stated size, as bytes and rounded only in a way that shows (FID-22).

    >>> size_words({"size": 204800}), size_words({"size": 10})
    ('200 KB (204800 bytes)', '10 bytes')
    """
    size = number(content.get("size"))
    if not size.isdecimal() or len(size) > 15:  # noqa: PLR2004  # a petabyte is no letter
        return f"{size} bytes" if size else ""
    return f"{int(size) // _KIB} KB ({size} bytes)" if int(size) >= _KIB else f"{size} bytes"


def where(content: Content) -> str:
    """Whether the content came along; a url is only a pointer until it is opened."""
    if text(content.get("data")):
        return "content included"
    if text(content.get("url")):
        return "pointer only: not opened"
    return "no content sent"
