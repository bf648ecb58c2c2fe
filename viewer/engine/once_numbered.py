"""Who is asked by NHS number once the person on screen has one that is borne out (IDM-02, GPC-02).

A search by name leaves the services that know people by number alone unasked. When one of the persons found
is opened, the number that a source or PDS bears out is theirs to be asked by.
"""

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.hunt import Hunt
from viewer.engine.national import goes_by_number, is_pds
from viewer.engine.open_record import OpenRecord
from viewer.engine.parts import is_by_number
from viewer.fhir.nhs_number import nhs_number
from viewer.merge.persons import link_key
from viewer.source.protocols import RecordSource
from viewer.store.audit import Action


def ask_by_number(desk: EndpointDesk, hunt: Hunt, record: OpenRecord, *, anew: str = "") -> bool:
    """Ask who was not asked for this person's number; whether anybody is. To be called at every change.

    PDS comes first where it has not been read for this number: no practice is asked before (GPC-02), and
    where no source verifies the number, nobody else is asked at all. ``anew``: a source that is to be asked
    again. What the audit trail cannot note is not asked: raises StoreError, VaultError.
    """
    search, lead = hunt.search, record.lead
    stated = nhs_number(lead.nhs_number) if lead else None
    if search is None or lead is None or stated is None or search.query.nhs_number:
        return False
    if anew:
        _forget(hunt, anew)
    borne_out = link_key(lead, record.found.traced) is not None
    asked = [one for one in record.found.sources.values() if _may_be_asked(one, hunt, record, stated)]
    asked = [one for one in asked if borne_out or is_pds(one)]
    if asked:
        desk.check([one.origin for one in asked], stated)
        desk.audit(Action.SEARCH, [one.origin for one in asked], stated)
        hunt.again(*asked, number=stated)
    late = without_number(record) if borne_out else ()
    for key in (*(one.origin.id for one in asked), *late):
        record.find_again(key)
    for key in late:  # nothing is searched there: it is opened by the number
        record.found_now(key)
    return bool(asked or late)


def only_by_number(hunt: Hunt, record: OpenRecord, source: str) -> bool:
    """Whether a source of this record knows people by number alone, and was not searched by one."""
    return (
        hunt.search is not None
        and not hunt.search.query.nhs_number
        and goes_by_number(record.found.sources[source])
    )


def without_number(record: OpenRecord) -> tuple[str, ...]:
    """Return the sources that are opened by a number that was not borne out so far."""
    by_number = [key for key, source in record.found.sources.items() if is_by_number(source)]
    return tuple(key for key in by_number if (one := record.load.source(key)) and one.scope.foreign)


def _forget(hunt: Hunt, source: str) -> None:
    """Let a source be asked again, and PDS with it where it did not answer before."""
    pds = [key for key, one in hunt.sources.items() if is_pds(one)]
    for key in (source, *pds):
        hunt.numbers.pop(key, None)


def _may_be_asked(source: RecordSource, hunt: Hunt, record: OpenRecord, number: str) -> bool:
    key = source.origin.id
    if record.is_linked(key) or record.waits(key) or hunt.numbers.get(key) == number:
        return False
    untraced = number not in record.found.traced
    return goes_by_number(source) or (is_pds(source) and untraced)
