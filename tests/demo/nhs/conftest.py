"""The simulators' answers without sockets."""

import base64
import json
import time

import pytest

from viewer.demo.answers import Request
from viewer.demo.folder import shelves
from viewer.demo.nhs.directory import DIRECTORY, DirectoryAnswers
from viewer.demo.nhs.gpc import GPC, GpcAnswers
from viewer.demo.nhs.gpc_documents import GPC_DOCUMENTS, GpcDocumentsAnswers
from viewer.demo.nhs.imms import IMMS, ImmsAnswers
from viewer.demo.nhs.nrl import NRL, NrlAnswers
from viewer.demo.nhs.pds import PDS, PdsAnswers
from viewer.demo.nhs.scr import SCR, ScrAnswers
from viewer.demo.sign_in import Guard

ID = {"x-request-id": "60e0b220-8136-4ca5-ae46-1d97ef59d068"}


class Asked:
    """One simulator, asked in a line."""

    def __init__(self, answers):
        self.answers = answers

    def __call__(self, path, *query, method="GET", body=b"", headers=ID):
        request = Request(method=method, path=path, query=query, body=body, headers=headers)
        reply = self.answers.reply(request)
        return reply.status, json.loads(reply.body) if reply.body else None


def code_of(outcome):
    return outcome["issue"][0]["details"]["coding"][0]["code"]


@pytest.fixture(scope="session")
def held():
    return shelves()


@pytest.fixture(scope="session")
def pds(held):
    return Asked(PdsAnswers(PDS, held, Guard()))


@pytest.fixture
def scr(held):
    return Asked(ScrAnswers(SCR, held, Guard()))


@pytest.fixture(scope="session")
def code():
    return code_of


def _part(content):
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


class Practice(Asked):
    """A practice behind the proxy, asked with everything that it wants; a test spoils one thing."""

    def __init__(self, answers, base):
        super().__init__(answers)
        answers.base = base

    def claims(self, **changed):
        now = int(time.time())
        nhs = self.answers.site.nhs
        good = {
            "iss": "https://viewer.example",
            "sub": nhs.user_id,
            "aud": self.answers.base,
            "iat": now,
            "exp": now + 300,
            "reason_for_request": "directcare",
            "requested_scope": "patient/*.read",
            "requesting_device": {"resourceType": "Device"},
            "requesting_organization": {
                "resourceType": "Organization",
                "name": "Trust",
                "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Y99002"}],
            },
            "requesting_practitioner": {
                "resourceType": "Practitioner",
                "id": nhs.user_id,
                "identifier": [{"system": "https://fhir.nhs.uk/Id/sds-user-id", "value": "UNK"}],
                "name": [{"family": "Clinician-Demo"}],
            },
        }
        return {**good, **changed}

    def token(self, claims=None, head=None, signature=""):
        return f"{_part(head or {'alg': 'none', 'typ': 'JWT'})}.{_part(claims or self.claims())}.{signature}"

    def headers(self, interaction, **changed):
        nhs = self.answers.site.nhs
        good = {
            "ssp-traceid": ID["x-request-id"],
            "ssp-from": nhs.from_asid,
            "ssp-to": nhs.to_asid,
            "ssp-interactionid": interaction,
            "accept": "application/fhir+json",
            "content-type": "application/fhir+json",
            "authorization": f"Bearer {self.token()}",
        }
        return {**good, **{name.replace("_", "-"): value for name, value in changed.items()}}


@pytest.fixture
def gpc(held):
    return Practice(GpcAnswers(GPC, held, Guard()), "http://127.0.0.1:1/gpc")


@pytest.fixture
def documents(held):
    return Practice(GpcDocumentsAnswers(GPC_DOCUMENTS, held, Guard()), "http://127.0.0.1:1/documents")


@pytest.fixture
def nrl(held):
    return Asked(NrlAnswers(NRL, held, Guard()))


@pytest.fixture
def imms(held):
    return Asked(ImmsAnswers(IMMS, held, Guard()))


@pytest.fixture
def directory(held):
    return Asked(DirectoryAnswers(DIRECTORY, held, Guard()))
