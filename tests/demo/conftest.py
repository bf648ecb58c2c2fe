"""An in-process town (for coverage) and a client that closes what it opens."""

import contextlib
import http.client
import json
import urllib.parse
from dataclasses import dataclass, field

import pytest

from viewer.demo.folder import shelves
from viewer.demo.sign_in import guard_for
from viewer.demo.sites import SITES, SiteKey
from viewer.demo.town import Town


@dataclass
class Got:
    status: int
    headers: dict
    body: bytes
    cut: bool = False
    json: object = field(default=None)


def fetched(url, method="GET", body=None, headers=None):
    """One request on a connection of its own, closed whatever happens."""
    parts = urllib.parse.urlsplit(url)
    with contextlib.closing(http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)) as line:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        line.request(method, target, body, headers or {})
        with line.getresponse() as answer:
            try:
                whole, cut = answer.read(), False
            except http.client.IncompleteRead as error:
                whole, cut = error.partial, True
            got = Got(answer.status, {k.lower(): v for k, v in answer.getheaders()}, whole, cut)
    with contextlib.suppress(ValueError):
        got.json = json.loads(whole)
    return got


def pages_of(url):
    """Follow next links to the end; every page's Bundle."""
    found = []
    while url:
        got = fetched(url)
        assert got.status == 200, got.body
        found.append(got.json)
        url = next((link["url"] for link in got.json["link"] if link["relation"] == "next"), None)
    return found


@pytest.fixture(scope="session")
def files():
    return shelves()


@pytest.fixture
def town(files):
    running = Town(files, {})
    yield running
    running.close()


@pytest.fixture
def guarded(files):
    guards = {key: guard_for(way) for key, way in GUARDED.items()}
    running = Town(files, guards)
    yield running, guards
    running.close()


GUARDED = {SiteKey.GP: "api-key", SiteKey.ACUTE: "basic", SiteKey.COMMUNITY: "bearer"}


@pytest.fixture
def base(town):
    return {site.key.value: town.listener(site.key).answers.base for site in SITES}


@pytest.fixture
def fetch():
    return fetched


@pytest.fixture
def pages():
    return pages_of


@pytest.fixture
def fault(town):
    def put(key, **wanted):
        from viewer.demo.control import switch

        switch(town, {"endpoint": key, **wanted})

    return put
