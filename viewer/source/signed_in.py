"""What a sign-in gave, for the screen: who, in which role, with which rights, until when. No token here."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeLine:
    """One right: ``what`` in words ("Allergies: read"), whether it was asked for and whether it was granted.

    >>> ScopeLine(what="Medicines: read", asked=True, granted=False).words
    'Medicines: read - asked for, not granted'
    """

    what: str
    asked: bool
    granted: bool

    @property
    def words(self) -> str:
        """The line as it is read out (AUTH-10)."""
        if self.asked:
            return f"{self.what} - {'granted' if self.granted else 'asked for, not granted'}"
        return f"{self.what} - {'granted, not asked for' if self.granted else 'not asked for'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One role a person may act in: ``code`` is its role profile id (URID), ``words`` what it is called."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A sign-in as the source gave it.

    ``user`` is ``fhirUser`` in words, "" where the source names nobody or could not prove it (AUTH-11);
    ``person`` tells one user from every other one, by hash: two may bear one name. "" where nobody is proved.
    ``role`` is the chosen role in words; ``roles`` are all, of which the person picks one where there are
    several and ``role`` is "" (AUTH-16). ``patient`` and ``encounter`` are the launch context, references
    or "". ``need_banner`` is what the source says of it; our banner stays either way (AUTH-19). ``expires``
    is aware, UTC; None where the source does not say. ``notes`` are whole sentences. ``hub_url`` and
    ``hub_topic``: where the host shares which patient it shows (FHIRcast; the topic is as good as a secret).
    """

    user: str = ""
    person: str = ""
    role: str = ""
    roles: tuple[Role, ...] = ()
    scopes: tuple[ScopeLine, ...] = ()
    patient: str = ""
    encounter: str = ""
    need_banner: bool = True
    expires: datetime | None = None
    notes: tuple[str, ...] = ()
    hub_url: str = ""
    hub_topic: str = field(default="", repr=False)
