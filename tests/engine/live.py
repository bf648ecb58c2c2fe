"""Live sources for tests: the demo's own servers under the marking of live data, and people who sign in."""

import json
from dataclasses import replace

from tests.auth.at_hand import browse
from tests.engine.talk import Talk
from viewer.engine.messages import BeginSignIn, Find, Found, OpenPatient, Refused, SignInEnded, SignInPage
from viewer.engine.setting import Secrets
from viewer.source.connection import OAuth
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.protocols import PatientQuery
from viewer.store.audit import audit_file, demo_audit_file
from viewer.store.vault import MemoryVault

HOLROYD = "9990018421"


class LiveTalk(Talk):
    """A conversation with sources of live data; ``own`` are its endpoints."""

    def __init__(self, folder, *own, **policy):
        super().__init__(folder, **{"allow_live": True, **policy})
        self.setting.secrets = Secrets(_vault=MemoryVault())
        self.setting.own = own

    def find(self, number=HOLROYD, generation=1):
        """Search; returns what was found, or the refusal."""
        self.send(Find(generation=generation, query=PatientQuery(nhs_number=number)))
        return self.until(lambda one: isinstance(one, Refused) or (isinstance(one, Found) and one.settled))

    def open_found(self, found, generation=2):
        """Open everybody of the first group."""
        chosen = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)
        self.send(OpenPatient(generation=generation, patients=chosen))

    def sign_in(self, endpoint):
        """Sign in to a source with a browser."""
        self.send(BeginSignIn(endpoint_id=endpoint.id))
        page = self.until(lambda one: isinstance(one, SignInPage))
        browse(page.url)
        return self.until(lambda one: isinstance(one, SignInEnded))


def live(demo, key, **changed):
    """One of the demo's servers, marked as live data."""
    endpoint = next(one for one in demo.endpoints if one.id == demo.ids[key])
    return replace(endpoint, marking=Marking.LIVE, **changed)


def people(authority, number, name="Acute portal"):
    """A live source at which people sign in."""
    return Endpoint(
        id=f"{number:032x}",
        name=name,
        care_setting="",
        base_url=authority.fhir,
        sign_in=SignIn.SMART,
        marking=Marking.LIVE,
        oauth=OAuth(client_id="viewer"),
    )


def lines(action):
    """The lines of the audit trail about one kind of act."""
    files = [file for file in (audit_file(), demo_audit_file()) if file.exists()]
    found = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [line for line in found if line["action"] == action]
