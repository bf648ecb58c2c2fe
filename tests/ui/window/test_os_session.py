"""A system that says nothing."""

from viewer.ui.window.os_session import OsSession


def test_it_locks_nothing_and_vouches_for_nobody(qapp):
    silent = OsSession()
    assert not silent.tells_unlock
    assert not silent.lock_workstation()
