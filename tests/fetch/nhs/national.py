"""A town with its simulators, asked as one session asks: helpers of the tests of PDS and SCR."""

import json
import threading
from dataclasses import dataclass, field

from viewer.demo.town import Town
from viewer.fetch.source import EndpointSource
from viewer.source.answer import Answer, Ended
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.protocols import PatientQuery
from viewer.source.session import Session


class Bearer:
    """A sign-in that is one token."""

    def __init__(self, secret):
        self.secret = secret

    def headers(self, _endpoint):
        return {"Authorization": f"Bearer {self.secret}"}

    def renew(self, _endpoint):
        return False


@dataclass
class Run:
    """The events of one run, and what tests ask of them."""

    events: list

    @property
    def ended(self):
        (found,) = [event for event in self.events if isinstance(event, Ended)]
        return found

    @property
    def answers(self):
        return [event for event in self.events if isinstance(event, Answer)]

    @property
    def bodies(self):
        return [json.loads(answer.body) for answer in self.answers]

    @property
    def why(self):
        return " ".join(f"{gap.what}: {gap.why}" for gap in self.ended.gaps)

    @property
    def state(self):
        return self.events[-1].state


@dataclass
class National:
    """One town with its simulators, and one session that its sources share."""

    town: Town
    options: object
    session: Session = field(default_factory=Session)

    def answers(self, key):
        return self.town.listener(self.town.key_of(key)).answers

    def source(self, key, base="", **more):
        answers = self.answers(key)
        site = answers.site
        plain = {"kind": site.kind, "nhs": site.nhs, "sign_in": SignIn.BEARER}
        endpoint = Endpoint(
            id=site.id, name=site.name, care_setting="", base_url=base or answers.base, **{**plain, **more}
        )
        bearer = Bearer(answers.guard.secret)
        return EndpointSource(endpoint, bearer, options=self.options, session=self.session)

    def find(self, key, base="", *, endpoint=None, **query):
        source = self.source(key, base, **(endpoint or {}))
        return Run(list(source.find(PatientQuery(**query), threading.Event())))

    def read(self, key, number, base="", **endpoint):
        source = self.source(key, base, **endpoint)
        return Run(list(source.read(f"Patient/{number}", threading.Event())))
