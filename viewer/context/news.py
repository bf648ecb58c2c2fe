"""What following a host's context tells the rest of the program; words are ready for the screen."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientShown:
    """The host opened a patient: to be followed or refused by ``event_id`` within seconds (CTX-02)."""

    event_id: str
    nhs_number: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientClosed:
    """The host closed its patient. ``nhs_number`` may be ""."""

    event_id: str
    nhs_number: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostEnded:
    """The user left the host: ``logout`` for good, else for a while (CTX-04)."""

    logout: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sync:
    """Whether this program follows the host; ``words`` say why not and last until they are "" (CTX-03)."""

    following: bool
    words: str = ""


News = PatientShown | PatientClosed | HostEnded | Sync
