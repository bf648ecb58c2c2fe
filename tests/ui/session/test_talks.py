"""Every part of the conversation hears its own messages, and what is of one record is forgotten with it."""

import typing

from viewer.engine.messages import FromEngine
from viewer.timeline.search.picks import NOTHING, Picks


def test_every_message_of_the_engine_has_one_hearer(session):
    kinds = set(typing.get_args(FromEngine))

    assert set(session._hearers) == kinds
    assert set(session.hearers()) < kinds


def test_the_next_record_forgets_what_was_sought_in_the_last(session):
    session.seeking.seek(Picks(words="penicillin"))
    session.opened.emit()

    assert session.seeking._wanted == session.seeking._asked == NOTHING
