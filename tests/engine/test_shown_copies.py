"""A kept copy is said to be the same answer where its hash is that of what was shown, and only there."""

from datetime import timedelta

from tests.engine.keeping import opened
from viewer.engine.ahead import work_ahead
from viewer.engine.kept_shelf import Shelf
from viewer.engine.shown_copies import kept_answers
from viewer.engine.shown_messages import AskShown, ShownMoments
from viewer.engine.shown_state import source_shown
from viewer.errors import VaultError
from viewer.store.vault import MemoryVault


def asked(talk):
    """Look, ask, and return the words of the newest moment."""
    desk = talk.conversation.beside.shown
    work_ahead(talk.conversation, idle=False)
    desk.writing.close(20)
    talk.send(AskShown(generation=2))
    told = talk.until(lambda one: isinstance(one, ShownMoments))
    return told.moments[0].words


def shelves(talk):
    return talk.conversation.beside.shown._shelves(talk.conversation.record)


def test_a_source_whose_copy_is_kept_is_said_to_be_the_same_and_the_others_are_not(session, demo, file):
    talk = session()
    opened(talk, demo)
    load = talk.conversation.record.load
    found = kept_answers(shelves(talk))

    whole = [source_shown(load, row) for row in load.record().sources]
    assert found
    assert found <= {one.answers for one in whole}
    words = asked(talk)
    same = next(one for one in words if one.startswith("The kept copy on this computer is the same answer: "))
    for row in load.record().sources:
        assert (row.origin.name in same) == (source_shown(load, row).answers in found)


def test_once_the_copies_are_gone_nothing_is_said_to_be_kept(session, demo, file):
    talk = session()
    opened(talk, demo)
    file.unlink()

    words = asked(talk)
    assert words[-1].startswith("Not kept: the answers themselves cannot be shown again")
    assert not any("same answer" in one for one in words)


def test_where_nothing_may_be_kept_no_keyring_is_asked(session, demo, file):
    talk = session(keep_records=False)
    opened(talk, demo)

    assert shelves(talk) == []
    assert asked(talk)[-1].startswith("Not kept:")


def test_of_a_copy_that_cannot_be_read_nothing_is_claimed(session, demo, file):
    class Locked(MemoryVault):
        def secret(self, endpoint_id):
            raise VaultError("The keyring is locked")

    talk = session()
    opened(talk, demo)
    (one, *_) = shelves(talk)
    talk.setting.secrets._vault = Locked()

    assert kept_answers([Shelf(talk.setting.secrets, timedelta(hours=1), one.name, one.now)]) == frozenset()
