"""The simulators of national services over real HTTP, and sources that ask them as the engine would."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

from viewer.auth.sign_ins import SignIns
from viewer.demo.nhs.register import SIMULATORS
from viewer.demo.town import Town
from viewer.fetch.options import FetchOptions
from viewer.fetch.source import EndpointSource
from viewer.fetch.web import SafeWeb
from viewer.source.answer import Answer, Ended
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.protocols import PatientQuery
from viewer.source.session import Session
from viewer.source.trace import Trace, TraceStatus
from viewer.store.vault import MemoryVault

HOLROYD, OLIVER, FREYA, ISLA = "9990018421", "9990024103", "9990035210", "9990036160"
DUNNE, ZARA, WALTER, DAVID = "9990062781", "9990057915", "9990049351", "9990071888"
QUICK = FetchOptions(
    connect_timeout_s=2, read_timeout_s=10, first_backoff_s=0.0005, longest_backoff_s=0.001, attempts=3
)


class Simulated:
    """One town of simulators and one session of ours."""

    def __init__(self, shelves):
        self.town = Town(shelves, {}, SIMULATORS)
        self.session = Session()
        self.vault = MemoryVault()
        self.signs = SignIns(self.vault, lambda endpoint: SafeWeb(endpoint, QUICK))

    def answers(self, key):
        return self.town.listener(self.town.key_of(key)).answers

    def endpoint(self, key, **nhs):
        answers = self.answers(key)
        site, guard = answers.site, answers.guard
        if guard.sign_in is not SignIn.NONE:
            self.vault.store(site.id, guard.secret)
        return Endpoint(
            id=site.id,
            name=site.name,
            care_setting=site.care_setting,
            base_url=answers.base,
            sign_in=guard.sign_in,
            marking=Marking.DEMO,
            kind=site.kind,
            nhs=replace(site.nhs, **nhs),
        )

    def source(self, key, options=QUICK, **nhs):
        endpoint = self.endpoint(key, **nhs)
        return EndpointSource(
            endpoint, self.signs.authoriser(endpoint), options=options, session=self.session
        )

    def trace(self, number=HOLROYD, **more):
        known = {
            "nhs_number": number,
            "status": TraceStatus.VALID,
            "when": datetime.now(UTC),
            "born": "1942-03-08",
            "practice": "Y99001",
            "verified": True,
            **more,
        }
        self.session.traces.note(Trace(**known))

    def find(self, source, number=HOLROYD, reference=""):
        query = PatientQuery(nhs_number="" if reference else number, reference=reference)
        return Told(list(source.find(query, Event())))

    def read(self, source, reference):
        return Told(list(source.read(reference, Event())))

    def close(self):
        self.town.close()


class Told:
    """What a source told in one run."""

    def __init__(self, events):
        self.events = events
        (self.ended,) = [event for event in events if isinstance(event, Ended)]
        self.end = events[-1]
        self.answers = [event for event in events if isinstance(event, Answer)]

    @property
    def gaps(self):
        return self.ended.gaps

    @property
    def why(self):
        return " ".join(f"{gap.what}: {gap.why}" for gap in self.ended.gaps)
