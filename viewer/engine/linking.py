"""Linking a source's Patient to the person on screen by the clinician's hand, and undoing it (IDM-20)."""

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.link_messages import LinkPatient, OfLinks, UnlinkSource
from viewer.engine.open_record import OpenRecord
from viewer.engine.persons import linked_by_hand
from viewer.engine.search import Search
from viewer.errors import ViewerError
from viewer.store.audit import Action


def linked(desk: EndpointDesk, record: OpenRecord | None, search: Search | None, message: OfLinks) -> bool:
    """Link or unlink; whether the record changed. What the audit trail cannot note is not done.

    Raises ViewerError where it cannot be done, StoreError, VaultError.
    """
    if record is None:
        return False
    if isinstance(message, UnlinkSource):
        return _unlink(desk, record, message.source)
    return search is not None and _link(desk, record, search, message)


def _link(desk: EndpointDesk, record: OpenRecord, search: Search, message: LinkPatient) -> bool:
    facts, lead = search.patient(message.source, message.reference), record.lead
    if facts is None or lead is None:
        raise ViewerError("This patient record cannot be linked: it was not found", "Search anew.")
    if record.is_linked(message.source, message.reference):
        return False
    _audit(desk, record, message.source)
    record.link(linked_by_hand(lead, facts))
    return True


def _unlink(desk: EndpointDesk, record: OpenRecord, source: str) -> bool:
    own = [link for link in record.links if link.patient.key.source == source]
    if not own:
        record.kept.left_out.add(source)  # what was kept of an earlier session is not applied either
        return False
    if own == list(record.links[:1]):
        raise ViewerError("This source's patient leads the record", "Open the patient anew without it.")
    _audit(desk, record, source, "undone")
    record.unlink(source)
    return True


def _audit(desk: EndpointDesk, record: OpenRecord, source: str, what: str = "") -> None:
    origins = [one for one in record.origins if one.id == source]
    desk.audit(Action.LINK, origins, record.nhs_number, what)
