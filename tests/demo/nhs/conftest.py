"""The simulators' answers without sockets."""

import json

import pytest

from viewer.demo.answers import Request
from viewer.demo.folder import shelves
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
