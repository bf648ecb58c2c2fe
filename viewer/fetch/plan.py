"""What a plan is: the questions of one run, in which order, and what each of them would settle."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from viewer.fetch.desk import Desk
from viewer.source.answer import SourceEvent
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap
from viewer.source.protocols import PatientQuery

Events = Callable[[], Iterator[SourceEvent]]


def _none() -> tuple[()]:
    return ()


@dataclass(frozen=True, slots=True)
class Step:
    """One question of a plan: its label, what it settles, and how it is asked.

    ``events`` yields ``Answer``s and, last, exactly one ``Ended`` of that label. ``Asked`` is not its
    business: the source says it for all steps before the first of them is asked.
    """

    label: str
    domains: frozenset[Domain]
    events: Events


class Follow(Protocol):
    """Finds further questions in what came: asked in rounds, after every other question has ended."""

    def note(self, event: SourceEvent) -> None:
        """Learn from an event of the run."""
        ...

    def steps(self) -> tuple[Step, ...]:
        """Return the questions of the next round; empty where there is none."""
        ...

    def left(self) -> Iterator[Gap]:
        """Say, once at the end, what was not followed."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """Questions of one run: ``first`` alone, then ``rest`` side by side, then ``last`` side by side.

    The first is asked alone so that a wrong sign-in is tried once and not forty times. ``last`` are
    questions that depend on what the others brought; ``follow`` finds more in all that came. ``put_off``
    gives, after all of them, those whose end was put off because how to go on hung on the others' answers:
    so what is asked never hangs on which answer came first. ``notes`` is said of the source at the end.
    """

    first: Step
    rest: tuple[Step, ...] = ()
    last: tuple[Step, ...] = ()
    follow: Follow | None = None
    put_off: Callable[[], tuple[Step, ...]] = _none
    notes: Callable[[], Iterable[Gap]] = _none

    @property
    def phases(self) -> Iterator[tuple[Step, ...]]:
        """The questions in groups: each group waits for the one before it."""
        yield (self.first,)
        yield self.rest
        yield self.last
        yield self.put_off()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every question; no two have the same label."""
        return (self.first, *self.rest, *self.last)


@dataclass(frozen=True, slots=True)
class Plans:
    """How one kind of endpoint is asked.

    ``find`` answers with Patients. ``read`` takes a reference such as ``Patient/1`` as ``find`` gave it.
    ``capability``: whether the CapabilityStatement is read first; it is then in ``desk.capability``. Neither
    asks anything by itself: only the events of a step do.
    """

    find: Callable[[Desk, Endpoint, PatientQuery], Plan]
    read: Callable[[Desk, Endpoint, str], Plan]
    capability: bool = False
