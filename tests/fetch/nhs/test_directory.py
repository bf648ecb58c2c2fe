"""The directory gives the system that answers for a practice; nothing is asked of another."""

from dataclasses import replace

import pytest

from tests.fetch.nhs.simulated import QUICK
from viewer.demo.nhs import directory as simulated
from viewer.demo.server import Listener
from viewer.demo.sign_in import Guard
from viewer.fetch.options import FetchOptions
from viewer.source.answer import Outcome

KEYED = replace(QUICK, directory_key=lambda: simulated.API_KEY)


@pytest.fixture
def sds(spine):
    import threading

    answers = simulated.DirectoryAnswers(simulated.DIRECTORY, {}, Guard())
    listener = Listener(answers)
    answers.address = spine.answers("gpc").base
    threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True).start()
    yield answers
    if not listener.ended.is_set():
        listener.die()


def find(spine, sds, options=KEYED, **nhs):
    spine.trace()
    settings = {"to_asid": "", "directory": sds.base, **nhs}
    return spine.find(spine.source("gpc", options=options, **settings))


def test_the_system_s_id_comes_from_the_directory(spine, sds):
    heard = []
    reply = sds.reply
    sds.reply = lambda request: heard.append((request.path, dict(request.query))) or reply(request)

    told = find(spine, sds)

    assert told.ended.outcome is Outcome.COMPLETE
    assert [path for path, _ in heard] == ["Device", "Endpoint"]
    assert heard[0][1] == {
        "organization": "https://fhir.nhs.uk/Id/ods-organization-code|Y99001",
        "identifier": "https://fhir.nhs.uk/Id/nhsServiceInteractionId|"
        "urn:nhs:names:services:gpconnect:fhir:operation:gpc.getstructuredrecord-1",
    }


@pytest.mark.parametrize(
    ("nhs", "words"),
    [
        ({"directory": ""}, "neither the ASID"),
        ({"directory": "http://directory.example"}, "no safe web address"),
        ({"directory": "http://127.0.0.1:1/sds"}, "directory could not be asked"),
    ],
)
def test_what_is_not_set_up_is_said(spine, sds, nhs, words):
    told = find(spine, sds, **nhs)

    assert told.ended.outcome is Outcome.FAILED
    assert words in told.why


def test_without_the_key_of_the_directory_it_refuses(spine, sds):
    told = find(spine, sds, options=QUICK)

    assert isinstance(QUICK, FetchOptions)
    assert "status 401" in told.why


def test_another_address_than_is_set_here_is_not_asked(spine, sds):
    sds.address = "https://other.example/fhir"

    assert "names another address" in find(spine, sds).why


def test_a_practice_that_is_not_listed_is_not_asked(spine, sds):
    spine.trace(practice="Y99009")
    settings = {"to_asid": "", "directory": sds.base, "provider": "Y99009"}

    told = spine.find(spine.source("gpc", options=KEYED, **settings))

    assert "lists no system" in told.why


def test_an_answer_that_is_not_fhir_is_said(spine, sds):
    from viewer.demo.answers import Reply

    sds.reply = lambda _request: Reply(200, b"<html>")

    assert "not FHIR" in find(spine, sds).why
