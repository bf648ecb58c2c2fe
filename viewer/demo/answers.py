"""Decides the answer of one demo endpoint to one request; knows FHIR's REST rules and no sockets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from viewer.demo.capability import capability
from viewer.demo.faults import WHOLE
from viewer.demo.outcome import outcome
from viewer.demo.pages import Page, PageTokens, TokenExpired, bundle, first_page
from viewer.demo.search import NotSearchable, Query, find
from viewer.demo.shelf import Shelf
from viewer.demo.sign_in import Guard
from viewer.demo.sites import Site
from viewer.demo.structured import OPERATION, structured_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asks: ``path`` is below the FHIR base, without its leading slash.

    ``headers``: names in lower case; only the simulators of national services look at them.
    """

    method: str
    path: str
    query: Query
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and body; the body is always FHIR JSON. ``headers`` are sent beside the usual ones."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Answers:
    """One endpoint's FHIR behaviour. ``base`` is set once the port is known."""

    def __init__(self, site: Site, shelf: Shelf, guard: Guard) -> None:
        self.site = site
        self.shelf = shelf
        self.guard = guard
        self.base = ""
        self._tokens = PageTokens(site.token_life_s)

    def label(self, request: Request) -> tuple[str, int]:
        """Name the search and the page number that a fault is switched by."""
        token = dict(request.query).get(self.site.page_link)
        if token:
            try:
                page = self._tokens.page(token)
            except TokenExpired:
                return request.path, 2
            return page.found.type, page.number
        if request.path.endswith(OPERATION):
            return OPERATION, WHOLE
        return request.path.split("/", 1)[0], 1

    def reply(self, request: Request) -> Reply:
        """Answer a request that has signed in and that no fault has taken."""
        if request.method == "POST":
            return self._post(request)
        token = dict(request.query).get(self.site.page_link)
        if token:
            return self._next_page(token)
        if request.path == "metadata":
            return Reply(200, capability(self.site, self.shelf, self.base, self.guard.sign_in_words))
        kind, _, identity = request.path.partition("/")
        return self._read(kind, identity) if identity else self._search(kind, request.query)

    def refusal(self) -> Reply:
        """Answer a request that has not signed in."""
        return Reply(401, outcome("login", "sign in first"))

    def _post(self, request: Request) -> Reply:
        if request.path == f"Patient/{OPERATION}" and self.site.operation:
            return Reply(*structured_record(self.shelf, request.body))
        kind, _, rest = request.path.partition("/")
        if rest != "_search":
            return Reply(404, outcome("not-found", "there is no such operation here"))
        form = tuple(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
        return self._search(kind, request.query + form)

    def _next_page(self, token: str) -> Reply:
        try:
            page = self._tokens.page(token)
        except TokenExpired:
            return gone()
        return self._page(page)

    def _page(self, page: Page) -> Reply:
        return Reply(200, bundle(self.site, self.base, page, self._tokens))

    def _read(self, kind: str, identity: str) -> Reply:
        stored = self.shelf.one(kind, identity)
        if stored is None:
            return Reply(404, outcome("not-found", "there is no such resource here"))
        return Reply(200, stored.body)

    def _search(self, kind: str, query: Query) -> Reply:
        if kind not in {*self.shelf.types(), *self.site.also}:
            return Reply(404, outcome("not-supported", "this type is not held here"))
        try:
            found = find(self.site, self.shelf, kind, query)
        except NotSearchable as error:
            return Reply(400, outcome("invalid", str(error)))
        return self._page(first_page(self.site, found))


def gone() -> Reply:
    """Return the answer to a page token that lives no more."""
    return Reply(410, outcome("expired", "this page is no longer held; search again"))


def request_from(method: str, target: str, prefix: str, body: bytes) -> Request | None:
    """Read a request line's target; None where it is outside the FHIR base."""
    parts = urlsplit(target)
    if parts.path != prefix and not parts.path.startswith(f"{prefix}/"):
        return None
    query = tuple(parse_qsl(parts.query, keep_blank_values=True))
    path = parts.path.removeprefix(prefix).strip("/")
    return Request(method=method, path=path, query=query, body=body)
