"""Endpoints on the engine's side: listed, saved, tried, removed; secrets go in and never come back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from viewer.auth.authorise import authoriser_for
from viewer.engine.compose import Sources, file_sources, one_marking
from viewer.engine.messages import (
    Audited,
    Endpoints,
    FromEngine,
    RemoveEndpoint,
    SaveEndpoint,
    SessionSecrets,
    Tested,
    TestEndpoint,
    UseDemo,
)
from viewer.engine.setting import Setting
from viewer.errors import EngineError, SettingsError, UsageError, ViewerError
from viewer.fetch.probe import test_endpoint
from viewer.source.address import origin_of
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.origin import Origin
from viewer.source.protocols import RecordSource
from viewer.store.audit import Action
from viewer.store.endpoints import added, changed, new_id, removed
from viewer.store.vault import MemoryVault

_LOCKED = "The sources are set by your organisation and cannot be changed here."


@dataclass(slots=True)
class EndpointDesk:
    """``demo``: the embedded endpoints, which replace the configured ones while they are in use (GOV-07)."""

    setting: Setting
    demo: tuple[Endpoint, ...] = field(default=())

    def notices(self) -> tuple[str, ...]:
        """Whole sentences on what could not be had on this computer."""
        return tuple(self.setting.notices)

    @property
    def in_use(self) -> tuple[Endpoint, ...]:
        """The endpoints that a search asks."""
        return self.demo or self.setting.endpoints

    def endpoints(self) -> Endpoints:
        """Say which endpoints there are. Whether a secret is stored is only asked of the open session."""
        return Endpoints(
            endpoints=self.in_use,
            locked=_LOCKED if self.setting.policy.lock_endpoints else "",
            secrets=tuple(e.id for e in self.in_use if e.sign_in is not SignIn.NONE),
            allow_live=self.setting.policy.allow_live,
            session_only=tuple(e.id for e in self.in_use if e.id in self.setting.secrets.session_only),
        )

    def sources(self) -> list[RecordSource]:
        """Every endpoint in use as a source. Raises UsageError where there is none."""
        if not self.in_use:
            raise UsageError("No source is set up", "Add one under Sources, or open a file.")
        makes = Sources(endpoints=self.in_use, secrets=self.setting.secrets)
        return one_marking([makes.endpoint(endpoint) for endpoint in self.in_use])

    def files(self, paths: Sequence[str]) -> list[RecordSource]:
        """Files and folders as sources. Raises UsageError where there is none, or one twice."""
        if not paths:
            raise UsageError("No file was chosen", "Choose one or more files or a folder.")
        return file_sources(paths)

    def remember(self, message: SessionSecrets | UseDemo) -> None:
        """Keep secrets for this session only; use the demo's endpoints. Raises UsageError for others."""
        if isinstance(message, UseDemo) and any(e.marking is not Marking.DEMO for e in message.endpoints):
            raise UsageError("Only demo sources can be used as the demo (GOV-07)", "Start the demo again.")
        for endpoint_id, secret in message.secrets.items():
            self.setting.secrets.session.store(endpoint_id, secret)
        if isinstance(message, UseDemo):
            self.demo = message.endpoints

    def take(self, message: SaveEndpoint | RemoveEndpoint | TestEndpoint) -> Iterator[FromEngine]:
        """Save, remove or try an endpoint. Raises SettingsError, StoreError, VaultError in words."""
        match message:
            case SaveEndpoint():
                self.save(message.endpoint, message.secret)
                yield self.endpoints()
            case RemoveEndpoint():
                self.remove(message.endpoint_id)
                yield self.endpoints()
            case TestEndpoint():
                yield Tested(
                    endpoint_id=message.endpoint.id, steps=self.try_out(message.endpoint, message.secret)
                )

    def save(self, endpoint: Endpoint, secret: str | None) -> Endpoint:
        """Store the secret first: an endpoint whose secret could not be stored is not saved as if it were."""
        self.setting.may_change(endpoint.id)
        known = {kept.id: kept.sign_in for kept in self.setting.own}
        endpoint = endpoint if endpoint.id else replace(endpoint, id=new_id())
        if endpoint.sign_in is SignIn.NONE and known.get(endpoint.id, SignIn.NONE) is not SignIn.NONE:
            secret = ""  # else it would wait there for whatever address this source has later
        allow_live = self.setting.policy.allow_live
        change = changed if endpoint.id in known else added
        wanted = change(self.setting.own, endpoint, allow_live=allow_live)
        if secret:
            self.setting.secrets.store(endpoint.id, secret)
        elif secret == "":
            self.setting.secrets.forget(endpoint.id)
        try:
            self.setting.keep(wanted)
        except ViewerError:
            if secret and endpoint.id not in known:
                self.setting.secrets.forget(endpoint.id)  # no secret stays behind without its source
            raise
        return endpoint

    def remove(self, endpoint_id: str) -> None:
        """Remove an endpoint; its secret first, so that none is left behind unnamed."""
        self.setting.may_change(endpoint_id)
        wanted = removed(self.setting.own, endpoint_id)
        gone = next((one for one in self.setting.own if one.id == endpoint_id), None)
        if gone is None:
            raise UsageError("This source is not in the list any more", "Nothing was changed.")
        if gone.sign_in is not SignIn.NONE:
            self.setting.secrets.forget(endpoint_id)
        self.setting.keep(wanted)

    def try_out(self, endpoint: Endpoint, secret: str | None) -> tuple[tuple[str, bool, str], ...]:
        """Try an endpoint step by step; a secret given here is used once and not stored.

        Raises UsageError where what is stored was given for another server (AUTH-02), SettingsError.
        """
        kept = next((one for one in self.in_use if one.id == endpoint.id), None)
        moved = kept is None or origin_of(kept.base_url) != origin_of(endpoint.base_url)
        if moved:
            self._may_try(endpoint)
        if secret is None and kept is not None and not moved:
            return test_endpoint(endpoint, authoriser_for(endpoint, self.setting.secrets))
        if secret is None and kept is not None and endpoint.sign_in is not SignIn.NONE:
            raise UsageError(
                "The stored secret is for another server", "Type the secret to try this address with it."
            )
        once = MemoryVault()
        once.store(endpoint.id, secret or "")
        return test_endpoint(endpoint, authoriser_for(endpoint, once))

    def _may_try(self, endpoint: Endpoint) -> None:
        """Refuse an address of the person's own where it could not be saved. Raises SettingsError."""
        self.setting.may_change("")
        if endpoint.marking is Marking.LIVE and not self.setting.policy.allow_live:
            raise SettingsError(
                "A source with live patient data is not allowed on this computer",
                "Your administrator has to allow it by policy.",
            )

    def audited(self, message: Audited, sources: Sequence[Origin], patient: str) -> None:
        """Note what the window did. Raises EngineError for an act that has no name in the trail."""
        try:
            action = Action(message.action)
        except ValueError as error:
            raise EngineError("The window did something that has no name in the audit trail") from error
        self.audit(action, sources, patient, message.detail)

    def audit(self, action: Action, sources: Sequence[Origin], patient: str, what: str = "") -> None:
        """Write one line of the audit trail. Raises StoreError or VaultError: then nothing must happen."""
        self.setting.audit(action, sources, patient=patient, what=what)
