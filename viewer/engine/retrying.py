"""Reading a source of the open record again, or searching again one whose patient is not in it."""

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.hunt import Hunt
from viewer.engine.once_numbered import ask_by_number, only_by_number
from viewer.engine.open_record import OpenRecord
from viewer.errors import ViewerError


def retry(desk: EndpointDesk, hunt: Hunt, record: OpenRecord, source: str) -> None:
    """Read a source again ("" all), unless it is being asked. Raises ViewerError where it is not there."""
    for key in [source] if source else list(record.found.sources):
        if key not in record.found.sources:
            raise ViewerError("This source is not in the record", "Open the patient anew.")
        if not record.found.is_file(key):  # signed in anew, or in another role, since it was asked
            record.found.sources[key] = desk.source(desk.one(key))
        if record.waits(key):
            continue
        if record.found.is_file(key) or record.is_linked(key):
            record.retry(key)
        elif only_by_number(hunt, record, key):
            ask_by_number(desk, hunt, record, anew=key)
        elif hunt.search is not None:
            hunt.again(record.found.sources[key])
            record.news.begin(key)
            record.find_again(key)


def answers_anew(desk: EndpointDesk, hunt: Hunt, record: OpenRecord | None, source: str) -> bool:
    """Ask a source again that will answer otherwise now, such as after a sign-in; False: it is not concerned.

    What a record is asking it just now it was asked without that: it is broken off and asked anew. Raises
    UsageError, ViewerError.
    """
    search = hunt.search
    if not source or search is None or source not in search.found.sources:
        return False
    if record is not None:
        anew = desk.source(desk.one(source))  # what cannot be asked again is not broken off
        if record.waits(source):
            hunt.again(anew, number=hunt.numbers.get(source, ""))
        else:
            record.cancel(source)
            retry(desk, hunt, record, source)
        return True
    if search.found.ended(source):
        hunt.again(desk.source(desk.one(source)))
        return True
    return False
