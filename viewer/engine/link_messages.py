"""Messages about which Patients are the person on screen: linked by the clinician's hand, and undone."""

from viewer.engine.message import Message


class LinkPatient(Message, frozen=True, kw_only=True, tag=True):
    """The clinician links one more candidate to the person on screen."""

    source: str
    reference: str


class UnlinkSource(Message, frozen=True, kw_only=True, tag=True):
    """Undo a link; that source's data leaves the record (IDM-20)."""

    source: str


OfLinks = LinkPatient | UnlinkSource
"""What is said about links crosses the pipe as it is."""
