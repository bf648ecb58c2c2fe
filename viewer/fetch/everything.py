"""The whole record in one question (``Patient/$everything``), and the proof that it was the whole record.

A server may cap it, leave types out or lose pages, and none of this shows in the answer. So each type that
can be searched is counted by the server itself, and searched in full wherever the numbers differ.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b

from viewer.fetch.chain import Chain
from viewer.fetch.counts import count_of
from viewer.fetch.desk import Desk
from viewer.fetch.granted import hidden
from viewer.fetch.page import resources_of
from viewer.fetch.plan import Step
from viewer.fetch.reply import BodyKind, Reply
from viewer.fetch.searches import Search
from viewer.fetch.words import subject_of_search
from viewer.fhir.head import head_of
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent
from viewer.source.connection import Use
from viewer.source.domain import domain_of
from viewer.source.gap import GapKind

LABEL = "$everything"
_NOT_LISTED = "the source does not list it, so whether it holds any is unknown"
_NO_SEARCH = "the source offers no search for it by patient, so whether it holds any is unknown"
_SUBJECT = "The whole record in one question ($everything)"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """How a type is searched in full, and how its search ends where it need not be asked."""

    search: Callable[[Search], Iterator[SourceEvent]]
    agree: Callable[[Ended], Iterator[SourceEvent]]


def is_asked(desk: Desk) -> bool:
    """Whether it is set or, where nothing is set, listed."""
    use = desk.asking.everything
    return use is Use.ALWAYS or (use is Use.AUTO and desk.capability.performs("Patient", "everything"))


@dataclass(slots=True)
class Haul:
    """What it brought, by type. ``whole``: it came to its last page and the source made no reservation.

    Only what names the patient is counted, each resource once: a number too low costs a search, a number
    too high would hide a loss.
    """

    patient_id: str
    whole: bool = False
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _counts: Counter[str] = field(default_factory=Counter)

    def note(self, answer: Answer) -> None:
        """Count what one page holds."""
        name = f"Patient/{self.patient_id}".encode()
        for raw in resources_of(answer.body, answer.media_type):
            head = head_of(raw)
            key = (head.type, head.id or blake2b(raw, digest_size=16).hexdigest())
            if key not in self._seen and (name + b'"' in raw or name + b"/_history/" in raw):
                self._seen.add(key)
                self._counts[head.type] += 1

    def count(self, resource_type: str) -> int:
        """How many of a type came."""
        return self._counts[resource_type]

    def ids(self, resource_type: str) -> frozenset[str]:
        """Return the ids of what came of a type; what has none has a digest."""
        return frozenset(name for kind, name in self._seen if kind == resource_type)


def everything_step(desk: Desk, haul: Haul) -> Step:
    """Return the question itself. It settles no domain: each type is settled by its own proof."""
    return Step(LABEL, frozenset(), partial(_everything, desk, haul))


def _everything(desk: Desk, haul: Haul) -> Iterator[SourceEvent]:
    search = Search(
        label=LABEL,
        type="Patient",
        must=(),
        may=(("_count", str(desk.options.page_size)),),
        path=f"Patient/{haul.patient_id}/{LABEL}",
        subject=_SUBJECT,
    )
    for event in Chain(desk, search).events():
        if isinstance(event, Answer):
            if _is_message(event):
                continue  # told in the note; as a message it would stand for a failure of the record
            haul.note(event)
        if isinstance(event, Ended):
            haul.whole = event.outcome is Outcome.COMPLETE
            event = _not_needed(desk, event)  # noqa: PLW2901 - the end is told in other words
        yield event


def _is_message(answer: Answer) -> bool:
    return Reply(status=200, body=answer.body).kind is BodyKind.OUTCOME


def _not_needed(desk: Desk, ended: Ended) -> Ended:
    """What is missing in it is searched for by type, and those searches say what they lack themselves."""
    if ended.outcome in {Outcome.COMPLETE, Outcome.CANCELLED}:
        return replace(ended, expected=None)
    notes = [
        desk.gap(GapKind.NOTICE, None, _SUBJECT, f"{gap.why}; each type was then asked for by itself", "")
        for gap in ended.gaps
    ]
    return desk.ended(LABEL, Outcome.COMPLETE, notes)


def proof_step(desk: Desk, search: Search, haul: Haul, otherwise: Otherwise | None) -> Step:
    """Return the step that settles one type, to be asked after ``$everything`` has ended.

    ``otherwise`` searches the type in full; None where that is not offered.
    """
    events = (
        partial(_proved, desk, search, haul, otherwise) if otherwise else partial(_alone, desk, search, haul)
    )
    return Step(search.label, search.domains, events)


def _proved(desk: Desk, search: Search, haul: Haul, otherwise: Otherwise) -> Iterator[SourceEvent]:
    counted = count_of(desk, search) if haul.whole else None
    unseen = counted == 0 and hidden(search.type, desk.refused()) is not None
    if counted is not None and counted == haul.count(search.type) and not unseen:
        yield from otherwise.agree(desk.ended(search.label, Outcome.COMPLETE, expected=counted))
    else:
        yield from otherwise.search(search)


def _alone(desk: Desk, search: Search, haul: Haul) -> Iterator[Ended]:
    """Settle a type that only ``$everything`` gives."""
    known = search.type in desk.capability.offered or haul.count(search.type) > 0
    if not known:
        yield not_offered(desk, search)
    elif haul.whole:
        yield desk.ended(search.label, Outcome.COMPLETE)
    else:
        why = "it comes with the whole record only ($everything), and that did not come to its end"
        subject = subject_of_search(search.type)
        gap = desk.gap(GapKind.TRUNCATED, domain_of(search.type), subject, why)
        yield desk.ended(search.label, Outcome.TRUNCATED, [gap])


def not_offered(desk: Desk, search: Search) -> Ended:
    """Return the end of a search that the source does not list: not asked, and so not known."""
    gap = desk.gap(
        GapKind.NOT_SUPPORTED,
        domain_of(search.type),
        subject_of_search(search.type),
        _NO_SEARCH if search.type in desk.capability.offered else _NOT_LISTED,
        "",
    )
    return desk.ended(search.label, Outcome.NOT_SUPPORTED, [gap])
