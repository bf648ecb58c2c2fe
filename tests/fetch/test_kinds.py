"""Every kind of endpoint is asked in its own manner, or says that it cannot be."""

from threading import Event

from viewer.fetch import kinds, plain
from viewer.fetch.kinds import plans_for
from viewer.source.answer import Asked, Outcome
from viewer.source.domain import Domain
from viewer.source.endpoint import Kind
from viewer.source.state import SourceState


def test_a_plain_server_is_asked_what_it_offers_first(fetching, site):
    plans = plans_for(fetching.endpoint(site.base))

    assert plans.read is plain.read_plan
    assert plans.capability


def test_a_kind_without_a_plan_ends_in_words_for_every_domain_and_asks_nothing(fetching, site, monkeypatch):
    monkeypatch.setattr(kinds, "NATIONAL", {})
    source = fetching.source(site.base, kind=Kind.NRL)

    asked, ended, end = source.read("Patient/9990000018", Event())

    assert isinstance(asked, Asked)
    assert asked.domains == frozenset(Domain)
    assert ended.outcome is Outcome.FAILED
    assert "cannot ask this kind of service" in ended.gaps[0].why
    assert end.state is SourceState.FAILED
    assert site.heard == []
