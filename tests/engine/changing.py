"""The demo's servers in this process, over real HTTP, with shelves that a test changes between two readings."""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from viewer.demo.control import switch
from viewer.demo.folder import GROWS, shelves
from viewer.demo.sites import SITES, SiteKey
from viewer.demo.town import Town
from viewer.source.endpoint import Endpoint, Marking, SignIn


@dataclass
class Changing:
    """What tests use of a ``DemoHandle``, and how what a server holds is changed."""

    town: Town
    shelves: dict
    marking: Marking = Marking.DEMO
    secrets: dict = field(default_factory=dict)

    @property
    def endpoints(self):
        return tuple(
            Endpoint(
                id=site.id, name=site.name, care_setting=site.care_setting,
                base_url=self.town.listener(site.key).answers.base, sign_in=SignIn.NONE, marking=self.marking,
            )
            for site in SITES
            if site.key in {"acute", "ooh"}  # two that answer whole: the others take their time
        )  # fmt: skip

    def control(self, key, fault):
        switch(self.town, {"endpoint": key, **fault})

    def held(self, key, kind):
        """What a server holds of a type about the patient."""
        return self.shelves[SiteKey(key)].of_patient(kind, GROWS[SiteKey(key)])

    def remove(self, key, stored):
        self.held(key, stored.type).remove(stored)
        del self.shelves[SiteKey(key)]._by_key[stored.type, stored.id]

    def add(self, key, stored):
        self.held(key, stored.type).append(stored)
        self.shelves[SiteKey(key)]._by_key[stored.type, stored.id] = stored

    def change(self, key, stored, **changed):
        """Send a resource with other elements from now on; returns it."""
        new = replace(stored, body=json.dumps({**json.loads(stored.body), **changed}).encode())
        own = self.held(key, stored.type)
        own[own.index(stored)] = new
        self.shelves[SiteKey(key)]._by_key[stored.type, stored.id] = new
        return new

    def copy(self, key, stored, new_id, **changed):
        """Hold one more like it."""
        body = json.dumps({**json.loads(stored.body), "id": new_id, **changed}).encode()
        self.add(key, replace(stored, id=new_id, body=body))


@contextmanager
def changing(marking=Marking.DEMO):
    held = shelves()
    town = Town(held, {})
    try:
        yield Changing(town, held, marking)
    finally:
        town.close()
