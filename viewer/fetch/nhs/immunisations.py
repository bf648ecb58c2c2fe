"""How the national immunisation history is asked: by NHS number, with every disease that it may know.

Source: Immunisation FHIR API (R4). ``-immunization.target`` is obligatory and names diseases; what the asker
may not see is left out of the ``self`` link and said by an OperationOutcome among the entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.nhs.gate import SERVICE_NOT_ASKED
from viewer.fetch.nhs.gp_connect import closed
from viewer.fetch.nhs.headers import Letterhead, letterhead
from viewer.fetch.nhs.pages import Pages, Question
from viewer.fetch.nhs.person import NO_NUMBER, PATIENT, R4, number_asked, number_known, remember, token
from viewer.fetch.page import Page
from viewer.fetch.plan import Plan, Step
from viewer.fetch.reply import Reply
from viewer.source.answer import Ended, Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap, GapKind
from viewer.source.protocols import PatientQuery

LABEL = "Immunization"
TARGETS = (
    "3IN1",
    "4IN1",
    "6IN1",
    "BCG",
    "COVID",
    "FLU",
    "HEPB",
    "HIBMENC",
    "HPV",
    "MENACWY",
    "MENB",
    "MMR",
    "MMRV",
    "PERTUSSIS",
    "PNEUMOCOCCAL",
    "ROTAVIRUS",
    "RSV",
    "SHINGLES",
)
_DOMAINS = frozenset({Domain.IMMUNISATIONS})
_TARGET = "-immunization.target"
_WHAT = "Vaccinations that were sent to the national service"
_WHY = "one that is not listed may have been given all the same, before or outside the national programmes"
_LEFT_OUT = (
    "the service left these out of the search: your organisation may not see them, or it has none such"
)


def find_plan(desk: Desk, endpoint: Endpoint, query: PatientQuery) -> Plan:
    """Ask whether the service knows the number; it sends the number alone of whom it knows."""
    desk.claim = R4
    number = number_asked(desk, endpoint, query)
    domains = frozenset({Domain.DEMOGRAPHICS})
    return Plan(Step(PATIENT, domains, partial(_ask, _Asking(desk, endpoint, number, PATIENT, domains))))


def read_plan(desk: Desk, endpoint: Endpoint, reference: str) -> Plan:
    """Read every vaccination of the person."""
    desk.claim = R4
    number = number_known(desk, endpoint, reference)
    return Plan(Step(LABEL, _DOMAINS, partial(_ask, _Asking(desk, endpoint, number, LABEL, _DOMAINS))))


@dataclass(slots=True)
class _Asking:
    """One run: who is asked about, and which diseases were left out so far."""

    desk: Desk
    endpoint: Endpoint
    number: str
    label: str
    domains: frozenset[Domain]
    left_out: set[str] = field(default_factory=set)
    head: Letterhead = field(init=False)

    def __post_init__(self) -> None:
        self.head = letterhead(self.endpoint, self.desk.session.act.id)

    def question(self, targets: tuple[str, ...]) -> Question:
        """Return the search for some diseases."""
        sent = [
            ("patient.identifier", token(self.number)),
            (_TARGET, ",".join(targets)),
            ("_include", "Immunization:patient"),
        ]
        return Question(
            label=self.label,
            domains=self.domains,
            address=f"{LABEL}?{urlencode(sent)}",
            headers=self.head.headers,
            judge=partial(self._judge, targets),
            notices=self.notices,
        )

    def _judge(self, targets: tuple[str, ...], page: Page, reply: Reply) -> Fault | None:
        used = targets_in(page.self_link)
        self.left_out |= set(targets) - used if used else set()
        return remember(self.desk, self.endpoint, reply.body, self.number)

    def notices(self) -> list[Gap]:
        """Return what is to be said of the whole answer."""
        if self.label != LABEL:
            return []
        said = replace(self.desk.gap(GapKind.NOTICE, Domain.IMMUNISATIONS, _WHAT, _WHY, ""), what=_WHAT)
        return [said, *self.withheld()]

    def withheld(self) -> list[Gap]:
        """Return the gap for diseases that were not searched for."""
        if not self.left_out:
            return []
        names = ", ".join(sorted(self.left_out))
        gap = self.desk.gap(GapKind.NOTICE, Domain.IMMUNISATIONS, names, _LEFT_OUT, "Ask who gave them.")
        return [replace(gap, kind=GapKind.WITHHELD, what=f"Immunisations ({names}): not given")]


def _ask(asking: _Asking) -> Iterator[SourceEvent]:
    if not asking.number:
        yield closed(asking.desk, asking.label, asking.domains, NO_NUMBER, SERVICE_NOT_ASKED)
        return
    whole = Pages(asking.desk, asking.question(TARGETS), simpler_comes=True)
    yield from whole.events()
    if whole.refused:  # an older release refuses the whole question for one disease that it does not know
        yield from _one_by_one(asking)


def _one_by_one(asking: _Asking) -> Iterator[SourceEvent]:
    ends: list[Ended] = []
    for target in TARGETS:
        pages = Pages(asking.desk, asking.question((target,)), simpler_comes=True)
        for event in pages.events():
            if isinstance(event, Ended):
                ends.append(event)
            else:
                yield event
        if pages.refused:
            asking.left_out.add(target)
    if ends:
        yield _together(asking, ends)
        return
    asking.left_out.clear()  # it is not the disease that it refuses: its own words say what
    yield from Pages(asking.desk, asking.question(TARGETS)).events()


def _together(asking: _Asking, ends: list[Ended]) -> Ended:
    """Make one end of many; what was left out is said once, of all of them."""
    bad = [end for end in ends if end.outcome is not Outcome.COMPLETE]
    lost = [gap for end in bad for gap in end.gaps if gap.kind not in {GapKind.NOTICE, GapKind.WITHHELD}]
    outcome = bad[0].outcome if len(bad) == len(ends) else Outcome.TRUNCATED if bad else Outcome.COMPLETE
    return asking.desk.ended(asking.label, outcome, dict.fromkeys([*asking.notices(), *lost]))


def targets_in(self_link: str) -> frozenset[str]:
    """Return the diseases that the service says it searched for; none where it does not say.

    >>> sorted(targets_in("https://a.org/Immunization?immunization.target=FLU,MMR"))
    ['FLU', 'MMR']
    """
    try:
        query = parse_qsl(urlsplit(self_link).query)
    except ValueError:
        return frozenset()
    values = [value for name, value in query if name.removeprefix("-") == _TARGET.removeprefix("-")]
    return frozenset(name for value in values for name in value.split(",") if name)
