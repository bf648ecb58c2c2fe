"""What a source says while it is read: the events between fetch (or files) and load.

A source yields, in any number and interleaving of searches::

    Asked ... Answer Answer ... Ended      for each search
    SourceEnded                            once, last

Where a copy was kept on this computer, it comes first: ``Recalled``, the same events, ``RecallEnded``.
Every search that was asked ends in exactly one ``Ended``; an ``Answer`` is one body as received.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from viewer.source.domain import Domain
from viewer.source.gap import Gap
from viewer.source.state import SourceState


class Outcome(StrEnum):
    """How one search ended."""

    COMPLETE = "complete"
    FAILED = "failed"
    DENIED = "denied"
    TRUNCATED = "truncated"
    CANCELLED = "cancelled"
    NOT_SUPPORTED = "not-supported"


_ANSWERED = frozenset({Outcome.COMPLETE, Outcome.NOT_SUPPORTED, Outcome.DENIED})
CAME = frozenset({SourceState.COMPLETE, SourceState.PARTIAL})
"""How a source ends that has answered, in part at least."""


def is_whole(state: SourceState, outcomes: Iterable[Outcome]) -> bool:
    """Whether every search of a source came to its end; what it refuses or does not offer is told with it.

    A search that never ended is to be given as FAILED.
    """
    return state in CAME and _ANSWERED.issuperset(outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A search was started. ``search`` is a label unique in the source, such as ``Condition``.

    ``domains``: what a complete answer to it would settle.
    """

    source: str
    search: str
    domains: frozenset[Domain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One body: a page, a file, one line of NDJSON is not split here.

    ``body`` is exact: after HTTP transfer and content decoding, before any character decoding.
    ``place`` says where it came from without any value of a patient: ``page 3`` or a file name.
    ``path`` is the file's path or the request's path, for resolving references; never logged.
    ``retrieved`` is aware, UTC. ``fhir_version`` is the endpoint's claim ("3.0.2"), if any.
    """

    source: str
    search: str
    body: bytes
    media_type: str
    place: str
    path: str
    retrieved: datetime
    fhir_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A search ended. ``expected`` is how many matches the source claims, where it says so.

    ``gaps`` say in words what is missing; a COMPLETE search may carry notices. ``gone``: the source says of
    what was asked for by its id that it is not there, or not any more (SAFE-21). ``kept``: a copy tells it:
    it happened then and not now.
    """

    source: str
    search: str
    outcome: Outcome
    expected: int | None = None
    gaps: tuple[Gap, ...] = ()
    gone: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEnded:
    """Nothing more comes from this source. ``state`` is what fetch thinks of the whole."""

    source: str
    state: SourceState
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What follows is a copy kept on this computer, whole, of what the source said then, up to RecallEnded.

    ``as_at``: when the source began to be read for it; aware, UTC. No source says this: the engine does.
    """

    source: str
    as_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallEnded:
    """The copy has been told, ``end`` is how it ended then; now the source is read anew."""

    source: str
    end: SourceEnded


Said = Asked | Answer | Ended | SourceEnded
"""What a source itself says."""
SourceEvent = Said | Recalled | RecallEnded
