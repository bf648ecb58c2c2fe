"""Whether the one answer of a service ends in the middle: then what it does not hold is not "none"."""

from viewer.fetch.faults import Fault
from viewer.fetch.page import page_of
from viewer.fetch.reply import Reply
from viewer.source.answer import Outcome

WHY = "its answer ends in the middle, and what stood in the rest of it is missing"
_ADVICE = "Retry this source; if it persists, tell your IT support."


def torn(reply: Reply, outcome: Outcome = Outcome.FAILED) -> Fault | None:
    """Return why an answer in one Bundle is not to be taken for a whole one; None where it is whole."""
    return Fault(outcome=outcome, why=WHY, advice=_ADVICE) if page_of(reply).cut else None
