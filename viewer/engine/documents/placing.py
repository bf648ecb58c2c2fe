"""Where the content of an attachment is: with it, in the record, at its source, or nowhere here (NHS-08)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from viewer.entries.reading import Resolve
from viewer.fhir.packed import unpacked
from viewer.fhir.resource import Content
from viewer.fhir.typed import text

_SEEN_AT_SOURCE = "Look at it in the system of the organisation that holds it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The bytes are here; ``media_type`` as stated beside them."""

    data: bytes = field(repr=False)
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtSource:
    """The source it came from has them, at this address."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Only a pointer, or nothing: why, in words, and what to do."""

    words: str
    advice: str = ""


Placed = Held | AtSource | Pointer


def placed(attachment: Content, resolve: Resolve, asks: Callable[[str], bool] | None) -> Placed:
    """Say where the content is. ``asks``: whether the source may be asked for an address; None for a file."""
    data, url = text(attachment.get("data")), text(attachment.get("url"))
    if data:
        return _held(data, text(attachment.get("contentType")))
    if not url:
        return Pointer(
            words="No content was sent: neither the document nor where it is", advice=_SEEN_AT_SOURCE
        )
    within = resolve(url)
    if within is not None and within.get("resourceType") == "Binary":
        return _held(text(within.get("data")) or text(within.get("content")), text(within.get("contentType")))
    if asks is not None and asks(url):
        return AtSource(url=url)
    return Pointer(words=_why(url, is_file=asks is None), advice=_SEEN_AT_SOURCE)


def _why(url: str, *, is_file: bool) -> str:
    if is_file:
        return "Pointer only: the document itself is not in this file, and a file asks nobody"
    if url.casefold().startswith(("http:", "https:")):
        return (
            "Pointer only: the document is on another server, which is not asked with this source's sign-in"
        )
    return "Pointer only: where the document is has a form that cannot be asked for"


def _held(data: str, media_type: str) -> Held | Pointer:
    found = unpacked(data)
    if found is None:
        return Pointer(words="The content that was sent is not base64 and cannot be unpacked")
    return Held(data=found, media_type=media_type)
