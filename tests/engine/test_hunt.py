"""The search under way: events of a former one are not its own, and one source can be asked anew."""

from viewer.engine.hunt import Hunt
from viewer.engine.messages import Endpoints
from viewer.engine.readers import Heard
from viewer.source.answer import SourceEnded
from viewer.source.protocols import PatientQuery
from viewer.source.session import Session
from viewer.source.state import SourceState

HERE = PatientQuery(nhs_number="9990018421")


def events(talk, hunt):
    """Feed the search until every source has answered."""
    while not hunt.search.settled:
        heard = talk.inbox.get(timeout=30)
        assert hunt.knows(heard)
        hunt.search.feed(heard.event)
        if isinstance(heard.event, SourceEnded):
            hunt.ended(heard)


def test_every_source_is_asked_and_one_of_them_again(talk, demo):
    talk.conversation.desk.demo = demo.endpoints
    for name, secret in demo.secrets.items():
        talk.setting.secrets.session.store(name, secret)
    hunt = Hunt(talk.conversation.readers, talk.setting.zone, Session())
    sources = talk.conversation.desk.sources()
    hunt.begin(sources, HERE)
    assert all(hunt.asks(source.origin.id) for source in sources)
    events(talk, hunt)
    found = len(hunt.search.found.patients())
    assert not any(hunt.asks(source.origin.id) for source in sources)
    hunt.again(sources[0])
    assert hunt.asks(sources[0].origin.id)
    assert not hunt.search.settled
    events(talk, hunt)

    assert len(hunt.search.found.patients()) == found


def test_what_was_cancelled_still_ends_and_what_is_forgotten_is_not_its_own(talk, demo):
    hunt = Hunt(talk.conversation.readers, talk.setting.zone, Session())
    talk.conversation.desk.demo = demo.endpoints
    hunt.begin(talk.conversation.desk.sources(), HERE)
    hunt.cancel("")
    events(talk, hunt)
    hunt.forget()

    assert hunt.search is None
    assert not hunt.knows(Heard(1, SourceEnded(source="gp", state=SourceState.COMPLETE, gaps=())))
    hunt.again(talk.conversation.desk.sources()[0])
    assert isinstance(talk.conversation.desk.endpoints(), Endpoints)
    assert talk.inbox.empty()
