"""Decides how a result is cut into pages: the Bundle's bytes, its links, and the tokens of the next pages."""

import json
import secrets
import threading
import time
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from viewer.demo.search import Found
from viewer.demo.shelf import Stored
from viewer.demo.sites import Site

_PAGES = 40  # about so many pages at most: 17,000 results do not come twenty at a time
_KEPT = 20_000  # tokens; the oldest go first, as on a real server


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page to be sent: which result, from which match on, how many, and its number from 1."""

    found: Found
    start: int
    size: int
    number: int


class TokenExpired(Exception):
    """A page token is unknown or too old (410)."""


class PageTokens:
    """The opaque names of next pages; one token may be used again while it lives, as a retry does."""

    def __init__(self, life_s: int) -> None:
        self._life_s = life_s
        self._lock = threading.Lock()
        self._pages: dict[str, tuple[Page, float]] = {}

    def name(self, page: Page) -> str:
        """Give a page a token."""
        token = secrets.token_urlsafe(18)
        with self._lock:
            self._pages[token] = (page, time.monotonic())
            while len(self._pages) > _KEPT:
                del self._pages[next(iter(self._pages))]
        return token

    def page(self, token: str) -> Page:
        """Return the page of a token. Raises TokenExpired."""
        with self._lock:
            page, born = self._pages.get(token, (None, 0.0))
        if page is None or (self._life_s and time.monotonic() - born > self._life_s):
            raise TokenExpired
        return page


def first_page(site: Site, found: Found) -> Page:
    """Return page 1; ``_count`` is honoured up to what the site gives at most."""
    asked = dict(found.honoured).get("_count", "")
    size = int(asked) if asked.isdecimal() and int(asked) else site.page_size
    most = max(site.most, len(found.matches) // _PAGES)
    return Page(found=found, start=0, size=min(size, most), number=1)


def bundle(site: Site, base: str, page: Page, tokens: PageTokens) -> bytes:
    """Return the searchset's bytes; each resource stands in it exactly as in its file."""
    found, end = page.found, page.start + page.size
    links = [{"relation": "self", "url": f"{base}/{found.type}?{urlencode(found.honoured)}"}]
    if end < len(found.matches):
        rest = Page(found=found, start=end, size=page.size, number=page.number + 1)
        links.append({"relation": "next", "url": _next_url(site, base, rest, tokens)})
    entries = [_entry(base, stored, "match") for stored in found.matches[page.start : end]]
    if page.number == 1:
        entries += [_entry(base, stored, "include") for stored in found.includes]
        entries += [_entry(base, stored, "outcome") for stored in (found.warning,) if stored]
    total = f'"total":{len(found.matches)},' if _states_total(site, found) else ""
    # An empty array is not FHIR, so a Bundle of nothing has no "entry" at all.
    entry = b',"entry":[' + b",\n".join(entries) + b"]" if entries else b""
    head = f'{{"resourceType":"Bundle","type":"searchset",{total}"link":{json.dumps(links)}'
    return head.encode() + entry + b"}"


def _next_url(site: Site, base: str, page: Page, tokens: PageTokens) -> str:
    where = base if site.page_link == "_getpages" else f"{base}/{page.found.type}"
    return f"{where}?{site.page_link}={quote(tokens.name(page))}"


def _states_total(site: Site, found: Found) -> bool:
    return site.total == "always" or (site.total == "asked" and ("_total", "accurate") in found.honoured)


def _entry(base: str, stored: Stored, mode: str) -> bytes:
    url = f"{base}/{stored.type}/{stored.id}"
    head = b'{"resource":' if mode == "outcome" else b'{"fullUrl":"%b","resource":' % url.encode()
    return head + stored.body + b',"search":{"mode":"%b"}}' % mode.encode()
