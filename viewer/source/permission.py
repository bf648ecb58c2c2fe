"""On what grounds a Summary Care Record may be opened: recorded for each patient, for this session only.

Role, legitimate relationship and permission to view have all to be there before it is asked (NHS-11). The
role and the relationship come from the sign-in or the host system, never from a tick box (NHS-15): one that
the user claims is an alert to the privacy officer (NHS-12).
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from viewer.source.connection import Nhs


class PermissionKind(StrEnum):
    """Why the record may be viewed. All but the first alert the privacy officer and need a reason."""

    PERMISSION = "permission"
    """The person gave permission to view."""
    EMERGENCY = "emergency"
    """The person cannot be asked, and waiting would harm them."""
    PUBLIC_INTEREST = "public-interest"
    """Viewed without permission, in the public interest."""


class Relationship(StrEnum):
    """How the legitimate relationship between user and person is known."""

    STATED = "stated"
    """By the sign-in (CIS2) or the host system."""
    SELF_CLAIMED = "self-claimed"
    """By the user alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One recorded permission. ``when`` is aware, UTC; ``user`` is the id of the person who asks."""

    nhs_number: str
    kind: PermissionKind
    relationship: Relationship
    user: str
    when: datetime
    reason: str = ""

    @property
    def alerts(self) -> bool:
        """Whether the privacy officer has to be told before the record is read (NHS-12)."""
        return self.kind is not PermissionKind.PERMISSION or self.relationship is Relationship.SELF_CLAIMED


NOT_RECORDED = "permission to view has not been recorded"
ALERT_WARNING = (
    "Neither your sign-in nor another program states that you have a legitimate relationship with this "
    "patient: it counts as claimed by you. Such access, like any without the person's permission, is "
    "reported to the privacy officer together with your name and your reason."
)
"""What the dialog says before such an access (NHS-12)."""


def why_not_opened(permission: Permission | None, nhs: Nhs) -> str:
    """Say in words why the record may not be asked for; "" where it may."""
    if not nhs.role:
        return "no role was chosen at sign-in, and without one only demographics may be shown"
    if permission is None:
        return NOT_RECORDED
    if permission.alerts and not permission.reason.strip():
        return "no reason was given for access without permission"
    return _whose(permission, nhs)


def _whose(permission: Permission, nhs: Nhs) -> str:
    if not permission.user:
        return "who asks is not known"
    another = nhs.user_id and permission.user != nhs.user_id
    return "permission to view was recorded by somebody else" if another else ""


@dataclass(slots=True)
class Permissions:
    """The permissions of one session by NHS number. One thread records, others read."""

    _known: dict[str, Permission] = field(default_factory=dict)

    def record(self, permission: Permission) -> None:
        """Keep a permission; a later one for the same person takes its place."""
        self._known[permission.nhs_number] = permission

    def of(self, nhs_number: str) -> Permission | None:
        """Return the permission for one person, None where none was recorded."""
        return self._known.get(nhs_number)

    def end(self, nhs_number: str) -> Permission | None:
        """Forget the permission for one person; return it."""
        return self._known.pop(nhs_number, None)

    def forget(self) -> None:
        """Forget them all: another user, or the session's end."""
        self._known.clear()
