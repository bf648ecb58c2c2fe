"""Linking one more record by hand."""

import pytest

from tests.ui.sample_messages import found
from viewer.engine.messages import LinkPatient
from viewer.ui.search.link_dialog import LinkDialog


@pytest.fixture
def candidates(qtbot, session, engine):
    session.start()
    session._link.generation = 1
    with qtbot.waitSignal(session.found):
        engine.say(found(groups=2))


def test_the_source_s_records_are_compared_and_l_links_one(qtbot, session, engine, theme, candidates):
    dialog = LinkDialog("ooh", session, theme)
    qtbot.addWidget(dialog)
    assert len(dialog.cards) == 1
    with qtbot.waitSignal(dialog.accepted):
        dialog.cards[0].link_toggled.emit()

    assert [(sent.source, sent.reference) for sent in engine.heard(LinkPatient)] == [("ooh", "Patient/77")]


def test_where_nothing_is_known_any_more_it_says_so(qtbot, session, theme, candidates):
    dialog = LinkDialog("nobody", session, theme)
    qtbot.addWidget(dialog)

    assert dialog.cards == []
