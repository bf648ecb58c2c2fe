"""Endpoints on the engine's side: listed, saved, removed, made into sources; secrets never come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from viewer.engine.compose import Sources, file_sources, one_marking
from viewer.engine.gates import check, live_people
from viewer.engine.messages import (
    Audited,
    Endpoints,
    SessionSecrets,
    UseDemo,
)
from viewer.engine.refusals import check_change
from viewer.engine.setting import Setting
from viewer.engine.trial import Trial, trial
from viewer.errors import EngineError, UsageError, ViewerError
from viewer.fetch.source import origin_of_endpoint
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.origin import Origin
from viewer.source.protocols import RecordSource
from viewer.source.secret import Purpose, secret_name, secret_names
from viewer.store.audit import Action
from viewer.store.endpoint_rules import purposes_of
from viewer.store.endpoints import added, changed, check_apart, new_id, removed

_LOCKED = "The sources are set by your organisation and cannot be changed here."


@dataclass(slots=True)
class EndpointDesk:
    """What the engine does with endpoints: those of the setting."""

    setting: Setting

    @property
    def demo(self) -> tuple[Endpoint, ...]:
        """The embedded endpoints, which replace the configured ones while they are in use (GOV-07)."""
        return self.setting.demo

    @demo.setter
    def demo(self, endpoints: tuple[Endpoint, ...]) -> None:
        self.setting.demo = endpoints

    def notices(self) -> tuple[str, ...]:
        """Whole sentences on what could not be had on this computer."""
        return tuple(self.setting.notices)

    @property
    def in_use(self) -> tuple[Endpoint, ...]:
        """The endpoints that a search asks, each in the role that the person works in (AUTH-16)."""
        return tuple(self._in_role(endpoint) for endpoint in self.demo or self.setting.endpoints)

    def _in_role(self, endpoint: Endpoint) -> Endpoint:
        found = self.setting.signs.signed_in(endpoint.id)
        role = next((one for one in found.roles if one.words == found.role), None) if found else None
        if role is None:
            return endpoint
        return replace(endpoint, nhs=replace(endpoint.nhs, role=role.code, role_name=role.words))

    def one(self, endpoint_id: str) -> Endpoint:
        """Return an endpoint in use. Raises UsageError where it is none (any more)."""
        for endpoint in self.in_use:
            if endpoint.id == endpoint_id:
                return endpoint
        raise UsageError("This source is not in the list any more", "Nothing was done.")

    def endpoints(self) -> Endpoints:
        """Say which endpoints there are. Whether a secret is stored is only asked of the open session."""
        names = tuple(
            secret_name(endpoint.id, purpose)
            for endpoint in self.in_use
            for purpose in purposes_of(endpoint)
            if purpose is not Purpose.REFRESH
        )
        held = self.setting.secrets.session_only
        signed_in = {endpoint.id: self.setting.signs.signed_in(endpoint.id) for endpoint in self.in_use}
        return Endpoints(
            endpoints=self.in_use,
            locked=_LOCKED if self.setting.policy.lock_endpoints else "",
            secrets=names,
            allow_live=self.setting.policy.allow_live,
            session_only=tuple(name for name in names if name in held),
            kinds=tuple(sorted(self.setting.policy.kinds)),
            signed_in={key: found for key, found in signed_in.items() if found is not None},
            emergency_at=tuple(endpoint.id for endpoint in self.in_use if self.allows_emergency(endpoint)),
        )

    def allows_emergency(self, endpoint: Endpoint) -> bool:
        """Whether policy lets a record there be opened without the person's permission (PRIV-20)."""
        return endpoint.marking is Marking.DEMO or self.setting.policy.allow_break_glass

    def sources(self, only: str = "") -> list[RecordSource]:
        """Every endpoint in use as a source, or one; to be asked only once ``check`` has let them.

        Raises UsageError where there is none.
        """
        if only:
            return [self._made(self.one(only))]
        if not self.in_use:
            raise UsageError("No source is set up", "Add one under Sources, or open a file.")
        return one_marking([self._made(endpoint) for endpoint in self.in_use])

    def source(self, endpoint: Endpoint) -> RecordSource:
        """One endpoint as a source, signed in as this engine is.

        Raises NotAllowed where nobody in particular asks for live data (``gates``).
        """
        self.check([origin_of_endpoint(endpoint)])
        return self._made(endpoint)

    def _made(self, endpoint: Endpoint) -> RecordSource:
        setting = self.setting
        grounds = setting.session.grounds
        people = live_people(setting, self._used_ids)
        grounds.role = next((one.role for one in people.values() if one.role), "")
        setting.session.glass.allowed = bool(self.demo) or setting.policy.allow_break_glass
        makes = Sources(
            endpoints=(),
            secrets=setting.secrets,
            limits=setting.limits,
            signs=setting.signs,
            session=setting.session,
        )
        return makes.endpoint(endpoint)

    @property
    def _used_ids(self) -> frozenset[str]:
        return frozenset(endpoint.id for endpoint in self.demo or self.setting.endpoints)

    @property
    def roles(self) -> list[str]:
        """The roles, in words, in which somebody is signed in at the sources in use whose word counts."""
        used, signs = self.demo or self.setting.vouching(self._used_ids), self.setting.signs
        found = (signs.signed_in(endpoint.id) for endpoint in used)
        return [one.role for one in found if one is not None and one.role]

    def forget_user(self) -> None:
        """Whatever was granted, stated, chosen or broken open was one user's: the next one begins anew."""
        session = self.setting.session
        session.permissions.forget()
        session.grounds.forget()
        session.glass.forget()
        session.grounds.purpose = self.setting.policy.purposes[0]

    def check(self, sources: Sequence[Origin], patient: str = "") -> tuple[str, ...]:
        """Return what is to be said of who asks. Raises NotAllowed where these sources may not be asked."""
        return check(self.setting, sources, patient)

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

    def save(self, endpoint: Endpoint, secrets: Mapping[Purpose, str]) -> Endpoint:
        """Store secrets first: an endpoint whose secret could not be stored is not saved as if it were."""
        check_change(self.setting, endpoint.id, endpoint)
        before = next((one for one in self.setting.own if one.id == endpoint.id), None)
        endpoint = endpoint if endpoint.id else replace(endpoint, id=new_id())
        policy = self.setting.policy
        others = (one for one in (*policy.endpoints, *self.setting.own) if one.id != endpoint.id)
        check_apart(endpoint, tuple(others))
        change = added if before is None else changed
        wanted = change(self.setting.own, endpoint, allow_live=policy.allow_live, kinds=policy.kinds)
        stored: list[str] = []
        try:
            for purpose, secret in (_stale(before, endpoint) | dict(secrets)).items():
                self._keep(secret_name(endpoint.id, purpose), secret)
                stored.append(secret_name(endpoint.id, purpose))
            self.setting.keep(wanted)
        except ViewerError:
            for name in stored if before is None else ():
                self.setting.secrets.forget(name)  # no secret stays behind without its source
            raise
        return endpoint

    def _keep(self, name: str, secret: str) -> None:
        if secret:
            self.setting.secrets.store(name, secret)
        else:
            self.setting.secrets.forget(name)

    def remove(self, endpoint_id: str) -> None:
        """Remove an endpoint; its secrets first, so that none is left behind unnamed."""
        check_change(self.setting, endpoint_id)
        wanted = removed(self.setting.own, endpoint_id)
        gone = next((one for one in self.setting.own if one.id == endpoint_id), None)
        if gone is None:
            raise UsageError("This source is not in the list any more", "Nothing was changed.")
        if purposes_of(gone):  # one without never opens the keyring
            for name in secret_names(endpoint_id):
                self.setting.secrets.forget(name)
        self.setting.keep(wanted)

    def trial(self, endpoint: Endpoint, secrets: Mapping[Purpose, str]) -> Trial:
        """Return how an endpoint is tried step by step. Raises UsageError, SettingsError."""
        kept = next((one for one in self.in_use if one.id == endpoint.id), None)
        return trial(self.setting, kept, endpoint, secrets)

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


def _stale(before: Endpoint | None, after: Endpoint) -> dict[Purpose, str]:
    """Return what is to be forgotten: else it would wait there for whatever address this has later."""
    if before is None:
        return {}
    kept = set(purposes_of(after))
    if (before.sign_in, before.oauth) != (after.sign_in, after.oauth):
        kept.discard(Purpose.REFRESH)  # it was given to another client, or for other rights
    return {purpose: "" for purpose in purposes_of(before) if purpose not in kept}
