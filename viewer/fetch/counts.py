"""How many records of a type a source says it holds of a patient (``_summary=count``), for comparing only."""

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.page import page_of
from viewer.fetch.searches import Search
from viewer.fetch.self_link import ignored

_COUNT = (("_summary", "count"),)


def count_of(desk: Desk, search: Search) -> int | None:
    """Ask for the count alone; None where none can be had. The answer holds nothing to be shown.

    It proves nothing alone (an estimate, a count of everybody's): where it differs from what came, the
    search itself is asked in full.
    """
    reply = desk.posting.ask(desk, search.type, search.must, _COUNT)
    if isinstance(reply, Fault) or fault_of_reply(reply) is not None:
        return None
    page = page_of(reply)
    must = {name for name, _ in search.must}
    dropped = ignored(page.self_link, search.type, (*search.must, *_COUNT))
    if page.type != "Bundle" or page.failure or dropped & must:
        return None
    return page.total if page.total is not None and page.total >= 0 else None
