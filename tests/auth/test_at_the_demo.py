"""Signing in to the demo's own endpoint and reading a record there, tokens ending in the middle of it."""

import threading

import pytest

from tests.auth.at_hand import Secrets, browse, signed, visit
from viewer.auth.sign_ins import SignIns
from viewer.demo.folder import shelves
from viewer.demo.sign_in import guard_for
from viewer.demo.sites import SiteKey
from viewer.demo.town import Town
from viewer.fetch.options import FetchOptions
from viewer.fetch.source import EndpointSource
from viewer.fetch.web import SafeWeb
from viewer.source.answer import Answer, SourceEnded
from viewer.source.connection import OAuth
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.state import SourceState


@pytest.fixture(params=[SignIn.SMART, SignIn.CLIENT])
def place(request):
    """An endpoint of the demo with a sign-in service, and the town it is in."""
    guard = guard_for(request.param)
    town = Town(shelves(), {SiteKey.ACUTE: guard})
    listener = town.listener(SiteKey.ACUTE)
    yield (
        Endpoint(
            id=listener.answers.site.id,
            name="Acute",
            care_setting="",
            base_url=listener.answers.base,
            sign_in=request.param,
            oauth=OAuth(client_id=guard.client_id),
        ),
        guard,
    )
    town.close()


@pytest.fixture
def sign_ins(place):
    endpoint, guard = place
    made = []

    def web_for(one):
        made.append(SafeWeb(one, FetchOptions()))
        return made[-1]

    yield SignIns(Secrets(**{endpoint.id: guard.secret}), web_for)
    for web in made:
        web.close()


def press(url):
    """Press the one button of the demo's page."""
    page = visit(url)[2]
    ticket = page.split("value='")[1].split("'")[0]
    return browse(f"{url.split('/authorize')[0]}/agreed?ticket={ticket}")


def read(endpoint, sign_ins):
    answers, end = [], None
    source = EndpointSource(endpoint, sign_ins.authoriser(endpoint), options=FetchOptions(page_size=20))
    for event in source.read("Patient/NM700142", threading.Event()):
        if isinstance(event, Answer):
            answers.append(event.search)
        end = event if isinstance(event, SourceEnded) else end
    return sorted(answers), end.state


def end_at_request(monkeypatch, grants, number):
    """Let every token end when the endpoint is asked for the given time."""
    asked = []
    lets_in = grants.lets_in

    def counted(token):
        asked.append(token)
        if len(asked) == number:
            grants.expire()
        return lets_in(token)

    monkeypatch.setattr(grants, "lets_in", counted)


def test_a_record_is_whole_though_its_token_ends_in_the_middle(place, sign_ins, monkeypatch):
    endpoint, guard = place
    if endpoint.sign_in is SignIn.SMART:
        assert read(endpoint, sign_ins) == ([], SourceState.DENIED)
        assert signed(sign_ins.begin(endpoint), press).user == "Dr Ada Okafor (demo)"
    whole, state = read(endpoint, sign_ins)
    assert state is SourceState.COMPLETE

    end_at_request(monkeypatch, guard.authority.service.grants, 6)
    again, state = read(endpoint, sign_ins)
    if endpoint.sign_in is SignIn.CLIENT:
        assert (again, state) == (whole, SourceState.COMPLETE)
    else:
        assert state is SourceState.PARTIAL  # nobody asked to stay: only a person can sign in again
