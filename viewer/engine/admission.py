"""Whether a record may open: who asks is checked, and it is in the audit trail before anything is shown."""

from collections.abc import Sequence

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.gates import check_pin
from viewer.engine.open_record import OpenRecord
from viewer.engine.parts import Part, lead_of
from viewer.merge.person import PatientFacts
from viewer.store.audit import Action


def admitted(desk: EndpointDesk, parts: Sequence[Part]) -> tuple[PatientFacts | None, tuple[str, ...]]:
    """Return the Patient who leads the record, and what is to be said of who asks.

    Raises NotAllowed where these sources may not be asked; StoreError, VaultError where it cannot be noted.
    """
    lead, origins = lead_of(parts), [part.origin for part in parts]
    number = lead.nhs_number if lead else ""
    said = desk.check(origins, number)
    check_pin(desk.setting, origins, number)
    desk.setting.session.act.opened(number, own_patients(parts))  # what is sent to a source names its own
    desk.audit(Action.OPEN, origins, number)
    return lead, said


def noticed_since(desk: EndpointDesk, record: OpenRecord) -> bool:
    """Let a record say what could not be done since it was opened, each once; whether there is any."""
    new = [one for one in dict.fromkeys(desk.notices()) if one not in record.load.notices]
    record.load.notices += new
    return bool(new)


def own_patients(parts: Sequence[Part]) -> dict[str, str]:
    """Return by which reference each source knows the patient (``Patient/1``); none where it has several."""
    named = {part.origin.id: {link.patient.key.reference for link in part.links} for part in parts}
    return {source: min(found) for source, found in named.items() if len(found) == 1}
