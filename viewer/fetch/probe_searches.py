"""What an endpoint answers about a patient who does not exist: each search, forms, operations."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

from viewer.errors import SignInNeeded
from viewer.fetch.capability import Capability
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.page import page_of
from viewer.fetch.probe_connection import Step, took
from viewer.fetch.question import address_of
from viewer.fetch.reply import Reply
from viewer.fetch.searches import Pairs, Search, searches
from viewer.fetch.self_link import proves
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.source.answer import Outcome
from viewer.source.connection import Use
from viewer.source.protocols import Cancel

NOBODY = "9990000018"  # of the range that is never issued
_NOBODYS_ID = "tributary-test-nobody"
_SINGLY = 3
_OPERATIONS = ("everything", "summary", "lastn", "docref", "match", "ihe-pix")
WHO: Pairs = (("identifier", f"{NHS_NUMBER_SYSTEM}|{NOBODY}"), ("_count", "1"))


@dataclass(slots=True)
class Tried:
    """How the searches went, to be said in few lines."""

    answered: list[tuple[float, str]] = field(default_factory=list)
    by_category: list[str] = field(default_factory=list)
    not_offered: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    alike: dict[str, list[str]] = field(default_factory=dict)
    ended: str = ""

    def fails(self, fault: Fault, name: str) -> bool:
        """Note a search that fails; whether it is to be said alone: not where others failed alike before."""
        self.alike.setdefault(fault_words(fault), []).append(name)
        return len(self.alike[fault_words(fault)]) <= _SINGLY


def search_steps(desk: Desk, capability: Capability, cancel: Cancel, limit_s: float) -> Iterator[Step]:
    """Ask each search once; a line for each that fails, one for all that are answered."""
    tried = Tried()
    end = monotonic() + limit_s
    for search, offered in searches(capability, _NOBODYS_ID, 1):
        if not offered:
            tried.not_offered.append(search.type)
        elif tried.ended or cancel.is_set() or monotonic() > end:
            tried.ended = tried.ended or f"stopped after {monotonic() - end + limit_s:.0f} s"
            tried.late.append(search.type)
        else:
            yield from _one(desk, search, tried)
    yield from _summed(tried)


def _one(desk: Desk, search: Search, tried: Tried) -> Iterator[Step]:
    start = monotonic()
    fault = _fault(desk, search, (*search.must, *search.may))
    if fault is not None and fault.lean:
        fault = _fault(desk, search, search.must)
    if fault is not None and fault.lean and search.categories:
        search = search.of_category(search.categories[0])
        fault = _fault(desk, search, search.must)
        tried.by_category += [search.type] if fault is None else []
    seconds = monotonic() - start
    if fault is None:
        tried.answered.append((seconds, search.type))
    else:
        tried.ended = "stopped by the refused sign-in" if fault.advice == SignInNeeded.advice else ""
        if tried.fails(fault, search.type):
            yield f"Search {search.type}", False, f"{fault.why}{took(seconds)}. {fault.advice}"


def _fault(desk: Desk, search: Search, sent: Pairs) -> Fault | None:
    reply = desk.get(address_of(search.type, sent))
    return reply if isinstance(reply, Fault) else _unfit(reply)


def _unfit(reply: Reply) -> Fault | None:
    fault = fault_of_reply(reply)
    if fault is None and reply.type != "Bundle":
        return Fault(outcome=Outcome.FAILED, why="it answered with something that is not a list")
    return fault


def _summed(tried: Tried) -> Iterator[Step]:
    for words, names in tried.alike.items():
        more = names[_SINGLY:]
        if more:
            others = f" and {len(more) - 1} more" if len(more) > 1 else ""
            yield f"Search {more[0]}{others}", False, f"{words} So it is with {', '.join(more)}."
    count = len(tried.answered)
    words = f"{count} search{'es are' if count != 1 else ' is'} answered"
    if tried.answered:
        seconds, slowest = max(tried.answered)
        words += f"; the slowest is {slowest}{took(seconds)}"
    if tried.by_category:
        words += f"; only by category: {', '.join(tried.by_category)}"
    if tried.not_offered:
        words += f"; the source does not list {', '.join(tried.not_offered)}"
    yield "Searches", bool(count) or (None if tried.late and not tried.alike else False), words
    if tried.late:
        yield "Searches not tried", None, f"{tried.ended}: {', '.join(tried.late)}"


def fault_words(fault: Fault) -> str:
    """Return a fault as one line."""
    return f"{fault.why}. {fault.advice}"


def form_step(desk: Desk, use: Use) -> Step:
    """Say whether a search may be sent as a form, so that no patient stands in an address (PRIV-14)."""
    name = "Way of searching"
    if use is Use.NEVER:
        return name, True, "by address; the form (POST) is switched off for this source"
    start = monotonic()
    reply = desk.post_form("Patient/_search", WHO)
    fault = reply if isinstance(reply, Fault) else _unfit(reply)
    time = took(monotonic() - start)
    if fault is not None or isinstance(reply, Fault):
        why = fault.why if fault else ""
        words = f"by address, so that patients stand in it; a form (POST) is not taken{time}: {why}"
        return name, use is not Use.ALWAYS, words
    if proves(page_of(reply).self_link, WHO[:1]):
        return name, True, f"by form (POST): it is answered, and the answer proves what was asked{time}"
    words = f"by form (POST): it is answered, but the answer does not repeat what was asked{time}"
    return name, True, words if use is Use.ALWAYS else f"{words}, so addresses are used"


def operation_words(capability: Capability) -> str:
    """Return which operations are offered that bring more than searches do, "" where none is."""
    offered = [f"${name}" for name in _OPERATIONS if name in capability.operations]
    return f", and offers {', '.join(offered)}" if offered else ""
