"""Whether a search goes as a form (POST ``_search``) or in the address, and what is learnt of it (PRIV-14).

An address with a patient in it stands in the logs of every machine on the way. No CapabilityStatement says
whether a form is taken, so ``auto`` finds out: a form's answer is used only where the ``self`` link names
what was asked. Some servers ignore the form and answer about everybody; the address is used with those.

A 403 is "not permitted", also to the first form of a run: nothing in it tells a gateway that lets no form
through from a server that refuses the person. Where it is the gateway, forms are switched off by setting.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

import requests

from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.page import self_link_of
from viewer.fetch.question import address_of
from viewer.fetch.reply import Reply
from viewer.fetch.self_link import proves
from viewer.source.connection import Use

_status = requests.codes
_LATER = frozenset({401, 403, 408, 429, 502, 503, 504})
"""They say nothing of the form: the address would be answered alike. A 403 is never asked again (AUTH-17)."""

_NO_FORM = frozenset({404, 405, 406, 411, 415, 501})

Pairs = tuple[tuple[str, str], ...]


class Asks(Protocol):
    """What a question is sent with."""

    def get(self, address: str) -> Reply | Fault: ...

    def post_form(self, path: str, form: Iterable[tuple[str, str]]) -> Reply | Fault: ...


@dataclass(slots=True)
class Posting:
    """What is known of one endpoint's forms. Safe to use from several threads; kept from run to run."""

    use: Use = Use.NEVER
    _works: bool = False
    _refused: bool = False
    _lock: Lock = field(default_factory=Lock)

    def ask(
        self, desk: Asks, resource_type: str, must: Pairs, may: Pairs, *, as_known: bool = False
    ) -> Reply | Fault:
        """Send the first question of a search; ``must`` has to be proved to have been used.

        ``as_known``: one request, as is known to work here, whatever comes of it; nothing is learnt.
        """
        sent = (*must, *may)
        if self.use is Use.ALWAYS or (as_known and self._works):
            return desk.post_form(f"{resource_type}/_search", sent)
        if self.use is Use.NEVER or self._refused or as_known:
            return desk.get(address_of(resource_type, sent))
        if self._works:
            return self._form(desk, resource_type, must, may)
        with self._lock:  # one thread tries; an abort wakes it, so nobody waits longer than it
            return self._form(desk, resource_type, must, may)

    def _form(self, desk: Asks, resource_type: str, must: Pairs, may: Pairs) -> Reply | Fault:
        address = address_of(resource_type, (*must, *may))
        if self._refused:
            return desk.get(address)
        reply = desk.post_form(f"{resource_type}/_search", (*must, *may))
        if isinstance(reply, Fault) or reply.status in _LATER:
            return reply
        if fault_of_reply(reply) is None and proves(self_link_of(reply), must):
            self._works = True
            return reply
        if self._works and reply.status not in _NO_FORM | {_status.ok}:
            return reply  # forms are known here: it is the question that is refused
        return self._address(desk, address, reply)

    def _address(self, desk: Asks, address: str, form: Reply) -> Reply | Fault:
        """Ask by address after a form that did not do; forms are over if it was the form that failed."""
        reply = desk.get(address)
        better = isinstance(reply, Reply) and reply.status == _status.ok
        self._refused = self._refused or (not self._works and (better or form.status in _NO_FORM))
        return reply
