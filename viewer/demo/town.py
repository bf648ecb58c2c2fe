"""Decides which listeners run: the endpoints of one demo, started, killed and revived."""

import threading
from collections.abc import Mapping, Sequence

from viewer.demo.answers import Answers
from viewer.demo.server import Listener
from viewer.demo.shelf import Shelf
from viewer.demo.sign_in import Guard, guard_for
from viewer.demo.simulator import Simulator
from viewer.demo.sites import SITES, Key, SiteKey
from viewer.source.endpoint import SignIn

POLL_S = 0.05  # how long a listener that dies may go on accepting


class Town:
    """The endpoints of one run, each listening on a port that the system chose.

    The four of ``SITES`` always; ``simulators`` are the national services that were asked for.
    """

    def __init__(
        self,
        shelves: Mapping[SiteKey, Shelf],
        guards: Mapping[Key, Guard],
        simulators: Sequence[Simulator] = (),
    ) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[Key, Listener] = {}
        for site in SITES:
            shelf = shelves.get(SiteKey(site.key), Shelf())
            self._listeners[site.key] = _listen(Answers(site, shelf, guards.get(site.key, Guard())))
        for simulator in simulators:
            key = simulator.site.key
            guard = guards.get(key) or guard_for(SignIn.BEARER)
            self._listeners[key] = _listen(simulator.answers(simulator.site, shelves, guard))

    @property
    def keys(self) -> tuple[Key, ...]:
        """Which endpoints there are, dead or alive."""
        return tuple(self._listeners)

    def key_of(self, key_or_id: str) -> Key | None:
        """Find an endpoint by its key ("gp") or its id; None if there is none such."""
        sites = (self.listener(key).answers.site for key in self.keys)
        return next((site.key for site in sites if key_or_id in {site.key, site.id}), None)

    def listener(self, key: Key) -> Listener:
        """Return the listener of an endpoint, dead or alive."""
        with self._lock:
            return self._listeners[key]

    def kill(self, key: Key) -> None:
        """Let nobody listen any more at an endpoint."""
        listener = self.listener(key)
        if not listener.ended.is_set():
            listener.die()

    def revive(self, key: Key) -> None:
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
        for key in self.keys:
            self.kill(key)
            self.listener(key).answers.guard.close()


def _listen(answers: Answers, port: int = 0) -> Listener:
    listener = Listener(answers, port)
    name = f"demo {answers.site.key}"
    threading.Thread(target=listener.serve_forever, args=(POLL_S,), name=name, daemon=True).start()
    return listener
