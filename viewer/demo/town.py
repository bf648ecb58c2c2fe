"""Decides which listeners run: the four endpoints of one demo, started, killed and revived."""

import threading
from collections.abc import Mapping

from viewer.demo.answers import Answers
from viewer.demo.server import Listener
from viewer.demo.shelf import Shelf
from viewer.demo.sign_in import Guard
from viewer.demo.sites import SITES, SiteKey

POLL_S = 0.05  # how long a listener that dies may go on accepting


class Town:
    """The four endpoints of one run, each listening on a port that the system chose."""

    def __init__(self, shelves: Mapping[SiteKey, Shelf], guards: Mapping[SiteKey, Guard]) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[SiteKey, Listener] = {}
        for site in SITES:
            answers = Answers(site, shelves.get(site.key, Shelf()), guards.get(site.key, Guard()))
            self._listeners[site.key] = _listen(answers)

    def listener(self, key: SiteKey) -> Listener:
        """Return the listener of an endpoint, dead or alive."""
        with self._lock:
            return self._listeners[key]

    def kill(self, key: SiteKey) -> None:
        """Let nobody listen any more at an endpoint."""
        listener = self.listener(key)
        if not listener.ended.is_set():
            listener.die()

    def revive(self, key: SiteKey) -> None:
        """Clear every fault of an endpoint; a dead one listens again at its old port.

        Raises OSError if something else has taken the port meanwhile.
        """
        with self._lock:
            old = self._listeners[key]
            if not old.ended.is_set():
                old.faults.put(None)
                return
            self._listeners[key] = _listen(old.answers, old.server_port)

    def close(self) -> None:
        """Kill them all."""
        for site in SITES:
            self.kill(site.key)


def _listen(answers: Answers, port: int = 0) -> Listener:
    listener = Listener(answers, port)
    name = f"demo {answers.site.key}"
    threading.Thread(target=listener.serve_forever, args=(POLL_S,), name=name, daemon=True).start()
    return listener
