"""What goes on beside the record: endpoints set up and tried, sign-ins, permission to view."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Event

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.host_desk import HostDesk
from viewer.engine.messages import (
    AnswerHost,
    CancelTest,
    OfEndpoints,
    RecordPermission,
    RemoveEndpoint,
    SaveEndpoint,
    TestEndpoint,
)
from viewer.engine.sign_in_desk import SignInDesk
from viewer.engine.trial import told
from viewer.errors import UsageError, ViewerError
from viewer.fetch.source import origin_of_endpoint
from viewer.source.permission import Permission, Relationship
from viewer.store.audit import Action
from viewer.store.endpoint_rules import INTERACTIVE


@dataclass(slots=True)
class Beside:
    """One for an engine. ``errands`` run what takes its time."""

    desk: EndpointDesk
    errands: Errands
    _hosts: HostDesk = field(init=False)
    _sign_ins: SignInDesk = field(init=False)

    def __post_init__(self) -> None:
        self._hosts = HostDesk(self.desk, self.errands)
        self._sign_ins = SignInDesk(self.desk, self.errands, self._hosts)

    def take(self, message: OfEndpoints) -> Iterator[Happened]:
        """Do what the window asks; what takes its time is told later. Raises ViewerError in words."""
        match message:
            case SaveEndpoint():
                yield Happened(partial(self.desk.take, message))
            case RemoveEndpoint():
                yield from self._remove(message)
            case TestEndpoint():
                self._try(message)
            case CancelTest():
                self.errands.cancel(f"test {message.endpoint_id}")
            case AnswerHost():
                self._hosts.answer(message.event_id, followed=message.followed)
            case _:
                yield from self._sign_ins.take(message)

    def _remove(self, message: RemoveEndpoint) -> Iterator[Happened]:
        """Remove an endpoint; a sign-in there is ended at the source first, or nobody could end it later."""
        self.desk.setting.may_change(message.endpoint_id)
        endpoint = self.desk.one(message.endpoint_id)
        removed = Happened(partial(self.desk.take, message))
        if endpoint.sign_in not in INTERACTIVE:
            yield removed
            return

        def errand(_cancel: Event, tell: Tell) -> None:
            try:
                with suppress(
                    ViewerError
                ):  # the removal forgets the secrets itself, and says where it cannot
                    self.desk.setting.signs.sign_out(endpoint)
            finally:
                tell(removed)

        self.errands.start(f"remove {endpoint.id}", errand)

    def _try(self, message: TestEndpoint) -> None:
        steps = self.desk.trial(message.endpoint, message.secrets)
        name = f"test {message.endpoint.id}"
        if not self.errands.start(name, partial(told, message.endpoint.id, steps)):
            raise UsageError("This source is being tested", "Wait for its last step, or cancel the test.")

    def permit(self, message: RecordPermission, nhs_number: str, now: datetime) -> Happened:
        """Record on what grounds a source's record is viewed (NHS-11, NHS-12).

        The relationship is one that the user claims: no sign-in or host system states it here (NHS-15). What
        the audit trail cannot note is not recorded either. Raises UsageError, StoreError, VaultError.
        """
        endpoint = self.desk.one(message.source)
        if not nhs_number:
            raise UsageError("No patient with an NHS number is on screen", "Search by NHS number first.")
        if not message.reason.strip():
            raise UsageError("A reason is needed", "Say why you need to view this record.")
        origin = origin_of_endpoint(endpoint)
        self.desk.audit(Action.PERMISSION, [origin], nhs_number, message.kind.value)
        self.desk.setting.session.permissions.record(
            Permission(
                nhs_number=nhs_number,
                kind=message.kind,
                relationship=Relationship.SELF_CLAIMED,
                user=endpoint.nhs.user_id or self._user(message.source),
                when=now,
                reason=message.reason.strip(),
            )
        )
        return Happened(tuple, ask_again=message.source)

    def _user(self, endpoint_id: str) -> str:
        found = self.desk.setting.signs.signed_in(endpoint_id)
        return found.user if found else ""
