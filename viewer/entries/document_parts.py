"""What of a resource can be opened: its attachments, and the text that the source wrote itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from viewer.entries.attachments import file_words
from viewer.entries.empty_reasons import empty_words
from viewer.entries.naming import all_terms
from viewer.entries.phrases import line
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import obj, objects, text

_ATTACHMENT = frozenset(
    {
        "contentType", "language", "data", "url", "size", "hash", "title", "creation", "height", "width",
        "frames", "duration", "pages", "id", "extension",
    }
)  # fmt: skip
_HOLDERS = frozenset(
    {
        "attachment", "presentedForm", "photo", "image", "contentAttachment", "contentReference", "document",
        "valueAttachment", "sourceAttachment", "answerAttachment", "contentAsset", "video",
    }
)  # fmt: skip
_EXTENSIONS = frozenset({"extension", "modifierExtension"})
_STATUS = {
    "generated": "made by the source from its data",
    "extensions": "made by the source from its data and extensions",
    "additional": "may say more than the data",
    "empty": "marked as empty by the source",
}
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp"})
_SOURCE = re.compile(r"\bsrc\s*=\s*([\"'])#([A-Za-z0-9.-]{1,64})\1")
WRITTEN = "The source's own text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One narrative (NAR-05): where it stands, its title, who made it in words, its XHTML ("" for none)."""

    path: str
    title: str
    status: str
    xhtml: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPart:
    """What can be opened: an Attachment, or (``written`` not empty) all narratives of a resource."""

    title: str
    words: str
    attachment: Content
    written: tuple[Written, ...] = ()


def document_parts(content: Content) -> tuple[DocumentPart, ...]:
    """Return what can be opened: attachments in the order of the resource, then its own text (CMP-13)."""
    parts = [_attached(found) for found in _attachments(content)]
    pictures = _contained_pictures(content)
    texts = tuple(
        replace(one, xhtml=_with_pictures(one.xhtml, pictures))
        for one in _narratives(content, text(content.get("resourceType")))
    )
    if any(one.xhtml for one in texts):
        status = dict.fromkeys(one.status for one in texts if one.xhtml)
        words = line(" / ".join(status))
        parts.append(DocumentPart(title=WRITTEN, words=words, attachment={}, written=texts))
    return tuple(parts)


def _contained_pictures(content: Content) -> dict[str, str]:
    """Pictures that a narrative may have by ``#id`` (NAR-02): contained Binaries, as data of their own."""
    found = {}
    for inner in objects(content.get("contained")):
        kind, data = text(inner.get("contentType")), text(inner.get("data")) or text(inner.get("content"))
        if inner.get("resourceType") == "Binary" and kind in _PICTURES and data:
            found[text(inner.get("id"))] = f"data:{kind};base64,{''.join(data.split())}"
    return found


def _with_pictures(xhtml: str, pictures: dict[str, str]) -> str:
    if not pictures:
        return xhtml
    return _SOURCE.sub(lambda one: f'src="{pictures.get(one.group(2), "#" + one.group(2))}"', xhtml)


def _attached(found: Content) -> DocumentPart:
    return DocumentPart(
        title=text(found.get("title")), words=file_words(found) or "no content sent", attachment=found
    )


def _attachments(content: Content) -> Iterator[Content]:
    if content.get("resourceType") == "Binary":
        data = content.get("data") or content.get("content")  # STU3 calls it content
        yield {"contentType": content.get("contentType"), "data": data}
        return
    stack: list[tuple[str, Json]] = [("", dict(content))]
    while stack:
        name, value = stack.pop()
        if isinstance(value, list):
            stack += [(name, item) for item in reversed(value)]
        elif isinstance(value, dict) and _is_attachment(name, value):
            yield value
        elif isinstance(value, dict) and name not in _EXTENSIONS:
            stack += reversed(list(value.items()))


def _is_attachment(name: str, value: Content) -> bool:
    if (
        name in _EXTENSIONS
        or not value
        or not value.keys() <= _ATTACHMENT | {f"_{one}" for one in _ATTACHMENT}
    ):
        return False
    return name in _HOLDERS or ("contentType" in value and bool(value.get("data") or value.get("url")))


def _narratives(content: Content, path: str) -> Iterator[Written]:
    """Yield narratives in the order of the document, a section without text with the reason (TML-14)."""
    stack: list[tuple[str, str, Json]] = [(path, "", dict(content))]
    while stack:
        where, name, value = stack.pop()
        if isinstance(value, list):
            stack += [(f"{where}[{at}]", name, item) for at, item in reversed(list(enumerate(value)))]
        elif isinstance(value, dict):
            written = _written(where, name, value)
            if written is not None:
                yield written
            inner = [(f"{where}.{key}", key, item) for key, item in value.items() if key != "text"]
            stack += reversed(inner)


def _written(where: str, name: str, holder: Content) -> Written | None:
    narrative = obj(holder.get("text"))
    xhtml = text(narrative.get("div"))
    titled = text(holder.get("title")) or (all_terms(holder.get("code")) if name == "section" else "")
    if xhtml:
        code = text(narrative.get("status"))
        status = _STATUS.get(code, f"status {code}" if code else "its status is not stated")
        return Written(path=where, title=titled, status=status, xhtml=xhtml)
    if name == "section":
        why = empty_words(holder.get("emptyReason"))
        return Written(path=where, title=titled, status=why or "no text was sent for this section", xhtml="")
    return None
