"""A test of an endpoint: whether it may be tried, with which secrets, and each step as it is done."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic

from viewer.engine.endpoint_messages import Tested, TestedStep
from viewer.engine.errands import Happened, Tell
from viewer.engine.refusals import check_change
from viewer.engine.setting import Setting
from viewer.engine.signs import signs_for
from viewer.engine.typed_secrets import TypedFirst
from viewer.errors import UsageError
from viewer.fetch.options_for import options_for
from viewer.fetch.probe import endpoint_steps
from viewer.source.address import origin_of
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import Authoriser, Cancel, SecretStore
from viewer.source.secret import Purpose
from viewer.store.endpoint_rules import has_moved, purposes_of

Trial = Callable[[Cancel], Iterator[TestedStep]]


@dataclass(frozen=True, slots=True)
class _Ready:
    """An endpoint with what it is tried with."""

    endpoint: Endpoint
    secrets: SecretStore
    authoriser: Authoriser

    def steps(self, cancel: Cancel) -> Iterator[TestedStep]:
        """Yield each step as it is done."""
        options, since = options_for(self.endpoint, self.secrets), monotonic()
        for name, ok, words in endpoint_steps(self.endpoint, self.authoriser, options, cancel):
            yield TestedStep(name=name, ok=ok, words=words, seconds=monotonic() - since)
            since = monotonic()


def trial(setting: Setting, kept: Endpoint | None, endpoint: Endpoint, typed: Mapping[Purpose, str]) -> Trial:
    """Return how an endpoint is tried; ``kept`` is the one of the same id that is in use.

    What was typed is used once and not stored. Raises UsageError where what is stored was given for another
    server (AUTH-02), SettingsError where policy does not allow this endpoint.
    """
    elsewhere = kept is None or origin_of(kept.base_url) != origin_of(endpoint.base_url)
    if elsewhere or (kept is not None and kept.kind is not endpoint.kind):
        check_change(setting, endpoint=endpoint)  # an address that could not be saved is not tried
    moved = kept is None or has_moved(kept, endpoint)
    if kept is not None and moved and _lacking(endpoint, typed):
        raise UsageError(
            "The stored secret is for another server", "Type the secret to try this address with it."
        )
    if not moved and not typed:
        return _Ready(endpoint, setting.secrets, setting.signs.authoriser(endpoint)).steps
    secrets = TypedFirst(endpoint.id, typed, None if moved else setting.secrets)
    return _Ready(endpoint, secrets, signs_for(secrets).authoriser(endpoint)).steps


def _lacking(endpoint: Endpoint, typed: Mapping[Purpose, str]) -> bool:
    return any(purpose not in typed for purpose in purposes_of(endpoint) if purpose is not Purpose.REFRESH)


def told(endpoint_id: str, steps: Trial, cancel: threading.Event, tell: Tell) -> None:
    """Run a test as an errand: the window is told after each step."""
    done: tuple[TestedStep, ...] = ()
    try:
        for step in steps(cancel):
            done = (*done, step)
            _tell(tell, Tested(endpoint_id=endpoint_id, steps=done, done=False))
    finally:
        _tell(tell, Tested(endpoint_id=endpoint_id, steps=done, done=True))


def _tell(tell: Tell, tested: Tested) -> None:
    tell(Happened(lambda: [tested]))
