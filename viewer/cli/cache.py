"""``tributary cache``: what is kept on this computer for a faster start, and its end; never whose it is."""

import argparse
from datetime import timedelta

from viewer.cli.opened import opened
from viewer.cli.streams import Streams
from viewer.engine.kept_wipe import wipe_copies
from viewer.engine.setting import Setting
from viewer.errors import VaultError, ViewerError
from viewer.record.moments import as_at_words
from viewer.store.kept_record_faults import DamagedCopy
from viewer.store.kept_record_key import copies_key, may_be_kept
from viewer.store.kept_records import KeptRecords, Stock, kept_records_file
from viewer.store.seen import wipe_seen

_OFF = "Records are not kept on this computer: no policy allows it (keep_records)."
_NOTHING = "Nothing is kept."
_NOBODY_ASKED = "No keyring could be asked: a key that it holds is still there"
_AGAIN = "Run 'tributary cache wipe' in the person's own session, where the keyring is open."


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Run one action; returns the exit code."""
    with opened(streams) as setting:
        return _wipe(streams, setting) if arguments.action == "wipe" else _status(streams, setting)


def _wipe(streams: Streams, setting: Setting) -> int:
    """Destroy the key even where there is no file: one may be left of a file that somebody took away.

    Raises VaultError, also where there is no keyring to be asked: the files are gone, the key may not be.
    """
    try:
        was_there, asked = wipe_copies(setting)
    finally:
        seen = wipe_seen(setting.secrets)  # what was seen of records is kept as well, if only as hashes
    was_there |= seen
    if not asked:
        raise VaultError(_NOBODY_ASKED, _AGAIN)
    what = "What was kept is deleted" if was_there else _NOTHING.rstrip(".")
    streams.result(f"{what}; the key is destroyed, and the keyring was asked whether it is.")
    return 0


def forget_copies(setting: Setting, streams: Streams) -> bool:
    """Delete what was read under a sign-in that ends, as the window does; where nothing is kept, do nothing.

    The key goes also where the file is not to be found: somebody may have moved it away. What cannot be
    deleted is said, and False returned: the sign-in ends all the same, and what ends it may fail as well.
    """
    try:
        if may_be_kept(setting.secrets, allowed=setting.policy.keep_records):
            streams.say(_forgotten(*wipe_copies(setting)))
    except ViewerError as error:
        streams.refuse(error)
        return False
    return True


def _forgotten(was_there: bool, asked: bool) -> str:  # noqa: FBT001 - as ``wipe_copies`` gives them
    if asked:
        return "What was kept of records on this computer is deleted."
    files = "The files of records that were kept on this computer are deleted. " if was_there else ""
    return f"{files}{_NOBODY_ASKED}. {_AGAIN}"


def _status(streams: Streams, setting: Setting) -> int:
    policy = setting.policy
    hours = f"for {policy.keep_records_hours} hours at most, each for the clinician who opened it"
    streams.result(f"Records are kept, sealed, {hours}." if policy.keep_records else _OFF)
    streams.result(f"File: {kept_records_file()}")
    for line in _stock(setting) if kept_records_file().exists() else (_NOTHING,):
        streams.result(line)
    return 0


def _stock(setting: Setting) -> tuple[str, ...]:
    """Say how much there is. Raises VaultError, StoreError."""
    secrets, lasts = setting.secrets, timedelta(hours=setting.policy.keep_records_hours)
    key = copies_key(secrets, lasting=secrets.vault.lasting, make=False)
    if key is None:
        return ("The key is gone: nobody can read what the file holds. 'tributary cache wipe' deletes it.",)
    try:
        return _words(KeptRecords(kept_records_file(), key, lasts).stock(), setting)
    except DamagedCopy:
        return ("The file is damaged; it is made anew when a record is opened.",)


def _words(stock: Stock, setting: Setting) -> tuple[str, ...]:
    size = f"{stock.size / 1e6:.1f} MB on the disk"
    said = f"Kept answers of sources: {stock.copies}, {size}"
    if stock.oldest is None or stock.newest is None:
        return (f"{said}.",)
    oldest, newest = (as_at_words(at.isoformat(), setting.zone) for at in (stock.oldest, stock.newest))
    return (f"{said}; the oldest is as at {oldest}, the newest as at {newest}.",)
