"""Every state has a word and a shape of its own: colour never stands alone (CUI-24)."""

import pytest

from viewer.engine.screen import NO_PATIENT
from viewer.source.state import DomainState, SourceState
from viewer.ui.sources.state_words import COMPARED, DOMAIN, SOURCE, UNKNOWN, WORST_FIRST


def test_every_state_of_a_source_and_a_domain_is_known():
    assert set(SOURCE) == {*SourceState, NO_PATIENT} == set(WORST_FIRST)
    assert set(DOMAIN) == set(DomainState)


@pytest.mark.parametrize("table", [SOURCE, DOMAIN, COMPARED])
def test_words_and_shapes_differ_within_a_table(table):
    looks = list(table.values())

    assert len({look.word for look in looks}) == len(looks)
    assert len({look.shape for look in looks}) == len(looks)


def test_every_shape_is_shipped(assets):
    for look in (*SOURCE.values(), *DOMAIN.values(), *COMPARED.values(), UNKNOWN):
        assert "currentColor" in assets(f"icons/{look.shape}.svg")
