"""A web address that is not FHIR: discovery documents, token and revocation endpoints. The protocol alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class WebReply:
    """An answer as it came; ``body`` at most a megabyte. Redirects are never followed.

    ``repr`` has no body: tokens are in it.
    """

    status: int
    body: bytes = field(repr=False)
    media_type: str = ""
    retry_after: str = ""


class Web(Protocol):
    """Sends one request to an https address (http to loopback alone), with this endpoint's own transport.

    Raises FetchError in words, never with an address, a query or a body in them.
    """

    def get(self, url: str, headers: Mapping[str, str]) -> WebReply: ...

    def post_form(self, url: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> WebReply: ...
