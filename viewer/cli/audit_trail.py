"""Which audit trail a command reads, with which key; that it is exported, and whether it is whole."""

import argparse
from pathlib import Path

from viewer.cli.streams import Streams
from viewer.engine.setting import Setting
from viewer.errors import VaultError, ViewerError
from viewer.store.audit import DEMO_KEY, Action, audit_file, demo_audit_file, kept_audit_key
from viewer.store.audit_verify import verify

PARTIAL = 3
_NOT_WHOLE = "tributary: the trail is not whole: see 'tributary audit verify'."


def trail(arguments: argparse.Namespace) -> Path:
    """Return where the trail begins that is asked for."""
    own = demo_audit_file() if arguments.demo else audit_file()
    return Path(arguments.folder) / own.name if arguments.folder else own


def which(arguments: argparse.Namespace) -> str:
    """Return which trail is read; acts on files and the demonstration stand in one of their own."""
    whose = " of files and the demonstration" if arguments.demo else ""
    where = " (a copy)" if arguments.folder else ""
    return f"The trail{whose}{where}: {trail(arguments).name}."


def seal_key(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> bytes | None:
    """Return the key of the seals, None where there is none; why it cannot be had is said."""
    if arguments.demo:
        return DEMO_KEY
    try:
        return kept_audit_key(setting.secrets)
    except VaultError as error:
        streams.say(f"tributary: {error}")
        return None


def note_export(
    arguments: argparse.Namespace, streams: Streams, setting: Setting, what: str = "audit trail"
) -> bool:
    """Note the export of this account's own trail before it is printed; whether there is nothing amiss."""
    own = demo_audit_file() if arguments.demo else audit_file()
    if trail(arguments).resolve() != own.resolve():
        return True
    try:  # whoever looks into a trail that takes no line any more needs the export most
        if not arguments.demo:
            setting.use_key()
        setting.audit(Action.EXPORT, [], what=f"{what} as {arguments.format}")
    except ViewerError as error:
        streams.say(f"tributary: that it is exported is not in the trail: {error.what}.")
        return False
    return True


def whole(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    """Return the exit code by whether the trail is whole."""
    if not verify(trail(arguments), seal_key(arguments, streams, setting)).findings:
        return 0
    streams.say(_NOT_WHOLE)
    return PARTIAL
