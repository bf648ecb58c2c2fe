"""One HTTP answer with its exact body, and what kind of thing that body is."""

import re
from dataclasses import dataclass
from enum import Enum, auto

import msgspec

from viewer.fhir.head import head_of

BOM = b"\xef\xbb\xbf"
_TYPE_FIRST = re.compile(rb'\s*\{\s*"resourceType"\s*:\s*"([A-Za-z]{1,64})"')


class BodyKind(Enum):
    """What a body is, as far as asking goes; reading it is the business of ``fhir``."""

    EMPTY = auto()
    HTML = auto()
    XML = auto()
    FHIR = auto()
    OUTCOME = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer: ``body`` after transfer and content decoding, before any character decoding.

    ``path`` is the path of the request without its query; ``retry_after`` and ``location`` are the
    headers as sent, "" if absent. ``next_link`` is what the header ``Link`` names as the next page.
    """

    status: int
    body: bytes
    media_type: str = ""
    path: str = ""
    retry_after: str = ""
    location: str = ""
    next_link: str = ""

    @property
    def content(self) -> bytes:
        """The body; the name that fhirclient knows it by."""
        return self.body

    def json(self) -> object:
        """Decode the body, for fhirclient's own readers; never for clinical content."""
        return msgspec.json.decode(self.body.removeprefix(BOM))

    @property
    def type(self) -> str:
        """The FHIR type of the body, "" where it has none."""
        body = self.body.removeprefix(BOM)
        found = _TYPE_FIRST.match(body)  # as nearly every server writes it; saves a scan of the page
        return found.group(1).decode("ascii") if found else head_of(body).type

    @property
    def kind(self) -> BodyKind:
        """What the body is, by its bytes: media types are often wrong."""
        start = self.body.removeprefix(BOM).lstrip()[:1]
        if not start:
            return BodyKind.EMPTY
        if start == b"<":
            return BodyKind.XML if b"http://hl7.org/fhir" in self.body[:4096] else BodyKind.HTML
        if start != b"{":
            return BodyKind.OTHER
        return _KIND_OF_TYPE.get(self.type, BodyKind.FHIR)


_KIND_OF_TYPE = {"": BodyKind.OTHER, "OperationOutcome": BodyKind.OUTCOME}
