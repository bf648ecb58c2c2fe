"""A recorded conversation as a server on loopback: no network, and no answer that was not recorded."""

import json
import re
from collections import Counter, defaultdict
from urllib.parse import parse_qsl, urlsplit

from tests.fetch.conftest import Said, Site
from viewer.fhir.disguise import BASE
from viewer.source.endpoint import Kind
from viewer.store.recordings import read

_DATE = re.compile(r"([a-z]{2})?\d{4}-\d{2}-\d{2}(T.*)?")


class Replay:
    """Answers what a recording answered, in its order where one question was asked several times.

    A question with other dates than were recorded ("the last 30 days") gets the answer to the same question
    with the recorded ones.
    """

    def __init__(self, recording):
        self.query, exchanges = read(recording)
        self.kind = Kind(json.loads(recording.splitlines()[0])["kind"])
        self.site = Site()
        self.unknown = []
        self._answers = defaultdict(list)
        self._given = Counter()
        for exchange in exchanges:
            parts = urlsplit(exchange.url.removeprefix(BASE))
            for key in _keys(exchange.method, parts.path, parts.query, exchange.sent):
                self._answers[key].append(exchange)
        self.site.answer = self._answer

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.site.close()

    def _answer(self, heard):
        path = "" if heard.path == "/fhir" else f"/{heard.path}"
        for key in _keys(heard.method, path, tuple(heard.query), heard.body):
            if key in self._answers:
                return self._said(key)
        self.unknown.append((heard.method, path, heard.query))
        return Said(status=501, body=b"", media_type="text/plain")

    def _said(self, key):
        held = self._answers[key]
        exchange = held[min(self._given[key], len(held) - 1)]
        self._given[key] += 1
        headers = {name: value.replace(BASE, self.site.base) for name, value in exchange.headers}
        return Said(
            status=exchange.status,
            body=exchange.body.replace(BASE.encode(), self.site.base.encode()),
            media_type=headers.pop("Content-Type", ""),
            headers=headers,
        )


def _keys(method, path, query, sent):
    """Return the question as it is, and with what differs from day to day left open."""
    pairs = list(parse_qsl(query, keep_blank_values=True) if isinstance(query, str) else query)
    if sent.startswith(b"{"):
        return [(method, path, tuple(pairs), one) for one in (_plain(sent), "some JSON")]
    pairs += parse_qsl(sent.decode("ascii"), keep_blank_values=True)
    opened = [(name, _opened(value)) for name, value in pairs]
    return [(method, path, tuple(sorted(one))) for one in (pairs, opened)]


def _plain(sent):
    return json.dumps(json.loads(sent), sort_keys=True)


def _opened(value):
    found = _DATE.fullmatch(value)
    return f"{found.group(1) or ''} a date" if found else value
