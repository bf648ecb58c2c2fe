"""What a token answer says: the tokens, for how long, with which rights, in whose context (AUTH-19)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from viewer.auth.replies import Content, seconds, text
from viewer.errors import SignInNeeded

_EARLY = timedelta(seconds=60)
_LONGEST = 4096
_EARLY_SHARE = 5  # of a short life the last fifth


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Tokens:
    """``repr`` says nothing: an object in a traceback must not show a token (PRIV-13).

    ``scope`` is None where the answer has none. Times are aware, UTC; None where the answer does not say,
    then a 401 tells (AUTH-23). ``renew_at`` lies before ``expires`` (AUTH-14). ``hub_url`` and ``hub_topic``
    as FHIRcast has them, unchecked.
    """

    access: str
    refresh: str = ""
    identity: str = ""
    scope: str | None = None
    expires: datetime | None = None
    renew_at: datetime | None = None
    refresh_expires: datetime | None = None
    patient: str = ""
    encounter: str = ""
    need_banner: bool = True
    hub_url: str = ""
    hub_topic: str = ""
    notes: tuple[str, ...] = ()

    def is_over(self, now: datetime) -> bool:
        """Whether the access token has ended."""
        return self.expires is not None and now >= self.expires

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to renew."""
        return self.renew_at is not None and now >= self.renew_at

    def may_refresh(self, now: datetime) -> bool:
        """Whether there is a refresh token that has not ended."""
        return bool(self.refresh) and (self.refresh_expires is None or now < self.refresh_expires)


def tokens_from(source: str, content: Content, now: datetime) -> Tokens:
    """Read a token answer. Raises SignInNeeded for one that cannot be used."""
    access = text(content, "access_token")
    kind = text(content, "token_type") or "bearer"
    if kind.casefold() != "bearer":
        raise SignInNeeded(source, "it gives tokens of a kind that this program cannot use")
    if not _is_sendable(access):
        raise SignInNeeded(source, "its sign-in service gave no usable access token")
    life = seconds(content, "expires_in")
    expires = None if life is None else now + timedelta(seconds=life)
    return Tokens(
        access=access,
        refresh=text(content, "refresh_token"),
        identity=text(content, "id_token"),
        scope=text(content, "scope") if "scope" in content else None,
        expires=expires,
        renew_at=None if life is None else now + _before_end(life),
        refresh_expires=_refresh_end(content, now),
        patient=_reference("Patient", _plain(content, "patient")),
        encounter=_reference("Encounter", _plain(content, "encounter")),
        need_banner=content.get("need_patient_banner") is not False,
        hub_url=_plain(content, "hub.url"),
        hub_topic=_plain(content, "hub.topic"),
        notes=_notes(content),
    )


def _plain(content: Content, name: str) -> str:
    """Return a text that can be sent on to the window and to a server, "" for one that cannot."""
    found = text(content, name)
    return found if found.isprintable() and len(found) <= _LONGEST else ""


def _before_end(life: int) -> timedelta:
    whole = timedelta(seconds=life)
    return whole - min(_EARLY, whole / _EARLY_SHARE)


def _refresh_end(content: Content, now: datetime) -> datetime | None:
    for name in ("refresh_token_expires_in", "refresh_expires_in"):
        life = seconds(content, name)
        if life:  # 0 means "without end" to some servers
            return now + timedelta(seconds=life)
    return None


def _reference(kind: str, identity: str) -> str:
    if not identity:
        return ""
    return identity if "/" in identity else f"{kind}/{identity}"


def _notes(content: Content) -> tuple[str, ...]:
    """What else the launch context says, in words and without its values."""
    notes = []
    others = content.get("fhirContext")
    if isinstance(others, list) and others:
        notes.append(f"The source names {len(others)} more records as context; they were not opened by it.")
    if text(content, "intent"):
        notes.append("The source says what the sign-in is meant for; this program opens the record view.")
    return tuple(notes)


def _is_sendable(token: str) -> bool:
    return bool(token) and token.isascii() and token.isprintable() and " " not in token
