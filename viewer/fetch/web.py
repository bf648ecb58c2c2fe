"""Asks addresses that are not FHIR, for a sign-in: discovery, tokens, revocation; never redirected."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from viewer.errors import FetchError
from viewer.fetch.options import MEGABYTE, FetchOptions
from viewer.fetch.wire import Wire
from viewer.source.address import base_problem, within
from viewer.source.endpoint import Endpoint
from viewer.source.web import WebReply

_ACCEPT = "application/json"
_FORM = "application/x-www-form-urlencoded"
_ADVICE = "Ask your IT support to check the sign-in addresses of this source."


class SafeWeb:
    """``Web`` by one endpoint's own transport: its certificates, its proxy, its time limits.

    The endpoint's sign-in is never added: what is sent is what the caller gives (AUTH-02). An answer of any
    status, also a redirect, is given back as it came. Raises FetchError in words, without the address.
    """

    def __init__(self, endpoint: Endpoint, options: FetchOptions) -> None:
        self._name = endpoint.name
        self._wire = Wire(endpoint.name, replace(options, max_body=min(options.max_body, MEGABYTE)))

    def get(self, url: str, headers: Mapping[str, str]) -> WebReply:
        """GET an https address (http to this computer alone, AUTH-01)."""
        return self._asked("GET", url, headers, None)

    def post_form(self, url: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> WebReply:
        """POST a form; never sent twice, since a code or a refresh token may be used once only."""
        form = urlencode(fields).encode("ascii")
        return self._asked("POST", url, {"Content-Type": _FORM, **headers}, form)

    def abort(self) -> None:
        """Stop what is under way, and whatever would follow."""
        self._wire.abort()

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._wire.session.close()

    def _asked(self, method: str, url: str, headers: Mapping[str, str], form: bytes | None) -> WebReply:
        if base_problem(url.partition("?")[0]) or within(url, url, url) is None:
            raise FetchError(self._name, "an address of its sign-in is no safe web address", _ADVICE)
        try:
            received = self._wire.exchange(method, url, {"Accept": _ACCEPT, **headers}, form)
        except FetchError as error:
            why = error.what.removeprefix(f"{self._name}: ")
            words = f"its sign-in server could not be asked: {why}"
            raise type(error)(self._name, words, error.advice) from None
        return WebReply(
            status=received.status,
            body=received.body,
            media_type=received.header("Content-Type"),
            retry_after=received.header("Retry-After"),
        )
