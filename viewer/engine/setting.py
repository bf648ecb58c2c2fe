"""What the engine and the commands find on this computer: endpoints, policy, secrets, zone, audit trail."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from pathlib import Path
from threading import Lock
from uuid import uuid4

from viewer.auth.sign_ins import SignIns
from viewer.engine.signs import signs_for
from viewer.engine.trail import Trail, without_line
from viewer.engine.zone import zone_here
from viewer.errors import SettingsError, StoreError, VaultError, ViewerError
from viewer.fetch.audit_sender import AuditSender, sender_for
from viewer.fetch.options import FetchOptions
from viewer.fetch.options_for import options_for
from viewer.source.audit_line import Clinician
from viewer.source.endpoint import Endpoint, Kind, Marking
from viewer.source.origin import Origin, SourceKind
from viewer.source.session import Session
from viewer.store import endpoints as kept
from viewer.store.account import os_user
from viewer.store.audit import DEMO_KEY, Act, Action, audit_file, demo_audit_file
from viewer.store.one_thread import StoppedWaiting, in_turn
from viewer.store.policy import Policy, left_out, read_policy, usable
from viewer.store.vault import KeyringVault, MemoryVault, vault

Hand = Callable[[str, str], None]
FROM_COPY = "kept copy"
"""What the audit trail says of what was opened from a copy."""


@dataclass(slots=True)
class Secrets:
    """The keyring, opened when it is first asked; secrets of this session only stand before it.

    Secrets have the names of ``source/secret.py``.

    Opening may wait for the keyring's own dialog, so nothing that needs no secret ever opens it.
    """

    session: MemoryVault = field(default_factory=MemoryVault)
    hand: Hand | None = None
    """Told of each secret that only this process holds, and of its end (""), by the thread that stores it."""
    _vault: KeyringVault | MemoryVault | None = None
    _opening: Lock = field(default_factory=Lock)

    @property
    def vault(self) -> KeyringVault | MemoryVault:
        """The keyring of this computer, or memory where there is none. Raises VaultError."""
        try:
            with in_turn(self._opening):
                if self._vault is None:
                    self._vault = vault()
                return self._vault
        except StoppedWaiting:
            raise VaultError("Nobody waits for the keyring any more") from None

    def secret(self, endpoint_id: str) -> str | None:
        """Return the secret of a name, None if there is none. Raises VaultError."""
        return self.session.secret(endpoint_id) or self.vault.secret(endpoint_id)

    @property
    def session_only(self) -> frozenset[str]:
        """Names of secrets that no keyring holds: they are in memory until the session ends."""
        memory = self._vault.ids if isinstance(self._vault, MemoryVault) else frozenset()
        return self.session.ids | memory

    def store(self, endpoint_id: str, secret: str) -> None:
        """Store and read back; one that was held for this session gives way to it. Raises VaultError."""
        was_here = endpoint_id in self.session_only
        self.vault.store(endpoint_id, secret)
        self.session.forget(endpoint_id)
        if was_here or not self.vault.lasting:
            self._handed(endpoint_id, "" if self.vault.lasting else secret)

    def forget(self, endpoint_id: str) -> None:
        """Delete every copy. Raises VaultError."""
        if endpoint_id in self.session_only:
            self._handed(endpoint_id, "")
        self.session.forget(endpoint_id)
        self.vault.forget(endpoint_id)

    def hold(self, name: str, secret: str) -> None:
        """Keep a secret for this session only, even where there is a keyring; "" forgets it."""
        if secret:
            self.session.store(name, secret)
        else:
            self.session.forget(name)
        self._handed(name, secret)

    def _handed(self, name: str, secret: str) -> None:
        if self.hand is not None:
            self.hand(name, secret)


@dataclass(slots=True)
class Setting:
    """``own`` is the person's list as it is kept; ``notices`` say in words what could not be had.

    ``demo``: the embedded endpoints, in place of all others while they are in use (GOV-07).
    """

    file: Path
    policy: Policy
    own: tuple[Endpoint, ...] = ()
    demo: tuple[Endpoint, ...] = ()
    zone: tzinfo = UTC
    secrets: Secrets = field(default_factory=Secrets)
    notices: list[str] = field(default_factory=list)
    session: Session = field(default_factory=Session)
    limits: FetchOptions | None = None
    """Of asking a source; None are the program's own."""
    _key: bytes | None = None
    _signs: SignIns | None = None
    _trail: Trail | None = None

    def __post_init__(self) -> None:
        self.session.grounds.purpose = self.policy.purposes[0]

    @property
    def signs(self) -> SignIns:
        """How this engine is signed in where; made when it is first asked."""
        if self._signs is None:
            self._signs = signs_for(self.secrets)
        return self._signs

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The endpoints that policy lets be used: the administrator's and the person's own."""
        return usable(self.policy, self.own)

    def vouching(self, asked: Collection[str]) -> tuple[Endpoint, ...]:
        """Return the sources whose word for who works here counts where these are asked (ids).

        Where live data of one that policy names is asked, only those that policy names: whoever adds a
        source of their own can have it say whatever they like (AUTH-11, PRIV-15).
        """
        named = self.policy.endpoints
        if any(one.id in asked and one.marking is Marking.LIVE for one in named):
            return named
        return self.endpoints

    def may_change(self, endpoint_id: str) -> None:
        """Raise SettingsError where policy locks the sources, or this one is the organisation's."""
        if self.policy.lock_endpoints or endpoint_id in {one.id for one in self.policy.endpoints}:
            raise SettingsError(
                "The sources are set by your organisation", "Ask your IT support to change them."
            )

    def keep(self, own: tuple[Endpoint, ...]) -> None:
        """Write the person's list. Raises SettingsError, StoreError."""
        self.may_change("")
        kept.save(self.file, own)
        self.own = own

    def audit(  # noqa: PLR0913 - each is a thing that every line of the trail has
        self,
        action: Action,
        sources: Sequence[Origin],
        *,
        patient: str = "",
        what: str = "",
        outcome: str = "",
        purpose: str = "",
    ) -> None:
        """Write one line of the audit trail; the patient stands there as a keyed hash only.

        Raises StoreError or VaultError where an endpoint is not of the demo: then the act must not happen. An
        address that was only typed is an endpoint too, and so is one that nobody named: of a patient; of a
        lock or a PIN, unless the demo is in use or alone set up. A session ends and copies are wiped all the
        same; files and the demo have a trail of their own and go on without it; either is said.
        """
        act, guarded = self.act_of(action, sources, patient, what)
        self.note(replace(act, outcome=outcome, purpose=purpose or act.purpose), guarded=guarded)

    def act_of(
        self, action: Action, sources: Sequence[Origin], patient: str, what: str = ""
    ) -> tuple[Act, bool]:
        """Return an act as it is now, and whether it is about a source that holds patients."""
        real = _of_real_source(sources) or bool(patient and not sources)
        act = Act(
            action=action,
            sources=tuple(one.id for one in sources),
            patient=patient if real else "",
            what=what,
            purpose=self.session.grounds.purpose if patient else "",
            bases={one.id: one.base for one in sources if one.kind is SourceKind.ENDPOINT},
            request=self._request(action, what),
            users=self._users(sources),
        )
        return act, real or (not sources and self._guards(action))

    def note(self, act: Act, *, guarded: bool) -> bool:
        """Write an act's line, from any thread; False where it goes on without one, which is said.

        Raises StoreError, VaultError: then it must not happen.
        """
        try:
            self._write(act, guarded=guarded)
        except (StoreError, VaultError) as error:
            words = without_line(error, act.action, guarded=guarded)
            if not words:
                raise
            if words not in self.notices:
                self.notices.append(words)
            return False
        return True

    def _write(self, act: Act, *, guarded: bool) -> None:
        if guarded or self._key is not None:
            self.trail.write(audit_file(), self._audit_key(), act)
        else:
            self.trail.write(demo_audit_file(), DEMO_KEY, act)

    def _guards(self, action: Action) -> bool:
        """Whether there is, or was, a source here that holds patients, and not the demo is in use."""
        real = any(one.marking is not Marking.DEMO for one in self.endpoints)
        return not self.demo and (real or self._key is not None or action is Action.CACHE_WIPE)

    def use_key(self) -> None:
        """Have every line from now on in the account's own trail. Raises VaultError, StoreError."""
        self._audit_key()

    def _request(self, action: Action, what: str) -> str:
        """Return the id that requests carry from now on: a new one for each search and opening.

        A kept copy is shown within the opening that asked for it, while requests go out under its id.
        """
        if action in {Action.SEARCH, Action.OPEN, Action.VIEW} and what != FROM_COPY:
            self.session.act.id = str(uuid4())
        return self.session.act.id

    @property
    def trail(self) -> Trail:
        """The audit trail as this process writes it; made when it is first asked."""
        if self._trail is None:
            self._trail = Trail(self.policy, self.notices, self._sender, self.session.act.reference)
        return self._trail

    def _sender(self, source: str, failed: Callable[[str], None]) -> AuditSender | None:
        """Return what sends AuditEvents to a source (PRIV-16); national services and the demo get none."""
        for endpoint in self.endpoints:
            if endpoint.id == source and endpoint.kind is Kind.FHIR and endpoint.marking is not Marking.DEMO:
                options = options_for(endpoint, self.secrets)
                return sender_for(endpoint, self.signs.authoriser(endpoint), options, failed)
        return None

    def who(self, source: str) -> str:
        """Return who works here: the OS user, and who is signed in at a source (AUTH-11)."""
        signed_in = self._signs.signed_in(source) if self._signs is not None else None
        named = ", ".join(filter(None, (signed_in.user, signed_in.role))) if signed_in else ""
        return f"{os_user()}, signed in as {named}" if named else os_user()

    def _users(self, sources: Sequence[Origin]) -> dict[str, Clinician]:
        """Who is signed in at these sources, in which role, for whom (AUTH-11, PRIV-15).

        Whoever is signed in anywhere with live data, where that counts, is who asks for live data.
        """
        if self._signs is None:
            return {}
        asked = {one.id for one in sources}
        if any(one.marking is Marking.LIVE for one in sources):
            asked |= {one.id for one in self.vouching(asked) if one.marking is Marking.LIVE}
        found = {key: self._signs.signed_in(key) for key in sorted(asked)}
        organisations = {one.id: one.nhs.organisation for one in self.endpoints}
        return {
            key: Clinician(user=one.user, role=one.role, organisation=organisations.get(key, ""))
            for key, one in found.items()
            if one is not None
        }

    def _audit_key(self) -> bytes:
        if self._key is None:
            self._key = self.trail.key(self.secrets, lasting=self.secrets.vault.lasting)
        return self._key


def _of_real_source(sources: Sequence[Origin]) -> bool:
    return any(one.kind is SourceKind.ENDPOINT and one.marking is not Marking.DEMO for one in sources)


def open_setting() -> Setting:
    """Read everything strictly; what does not read is a notice, and nothing is guessed in its place."""
    policy = read_policy()
    setting = Setting(file=kept.endpoints_file(), policy=policy)
    if policy.problem:
        setting.notices.append(policy.problem)
    try:
        setting.own = kept.load(setting.file)
    except ViewerError as error:
        setting.notices.append(str(error))
    for endpoint, why in left_out(policy, setting.own):
        setting.notices.append(f"The source {endpoint.name} is not used: {why}.")
    setting.zone = zone_here(setting.notices)
    return setting
