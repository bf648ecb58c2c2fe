"""Messages about the host system whose patient this window follows (CTX-01..04)."""

from viewer.engine.message import Message, Said

# ---- window to engine ----------------------------------------------------------------------------


class AnswerHost(Message, frozen=True, kw_only=True, tag=True):
    """Whether a patient that the host showed is on screen now."""

    event_id: str
    followed: bool


# ---- engine to window ----------------------------------------------------------------------------


class HostPatient(Said, frozen=True, kw_only=True, tag=True):
    """The host showed a patient, or ``closed`` it. ``event_id`` is "" where nobody waits for an answer."""

    host: str
    event_id: str
    nhs_number: str
    closed: bool = False


class HostSync(Said, frozen=True, kw_only=True, tag=True):
    """Whether the host is followed; ``words`` say why not."""

    host: str
    following: bool
    words: str = ""


class HostLeft(Said, frozen=True, kw_only=True, tag=True):
    """The user left the host, for good (``logout``) or for a while (CTX-04)."""

    host: str
    logout: bool
