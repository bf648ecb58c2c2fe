"""``tributary endpoint sign-in`` and ``sign-out``: the browser signs in, this waits and prints what came."""

import webbrowser
from contextlib import closing
from datetime import tzinfo
from threading import Event
from urllib.parse import urlsplit

from viewer.cli.cache import forget_copies
from viewer.cli.streams import Streams
from viewer.engine.setting import Setting
from viewer.errors import UsageError, ViewerError
from viewer.fetch.source import origin_of_endpoint
from viewer.source.endpoint import Endpoint
from viewer.source.signed_in import SignedIn
from viewer.store.audit import Action, Outcome
from viewer.store.endpoint_rules import INTERACTIVE

FAILED = 1


def sign_in(endpoint: Endpoint, streams: Streams, setting: Setting) -> int:
    """Open the browser, wait, print user, role and rights. Raises ViewerError; Ctrl+C stops waiting."""
    if endpoint.sign_in not in INTERACTIVE:
        raise UsageError(f"{endpoint.name} is not signed in to in the browser", "Nothing was done.")
    with closing(setting.signs.begin(endpoint)) as pending:
        host = urlsplit(pending.url).hostname or ""  # the whole address is the browser's alone
        if not webbrowser.open(pending.url):
            raise UsageError("No browser could be opened on this computer", "Set a default browser first.")
        streams.say(f"The sign-in page of {endpoint.name} was opened in your browser, at {host}.")
        streams.say("Waiting until you have signed in there; Ctrl+C stops ...")
        try:
            signed_in = pending.wait(Event())
        except ViewerError as error:
            _note_failed(endpoint, streams, setting, error)
            raise
    _note(endpoint, streams, setting)
    for line in lines(signed_in, setting.zone):
        streams.result(line)
    if not endpoint.oauth.offline:
        streams.say("This sign-in ends with this command; a source set with --offline stays signed in.")
    return 0


def _note_failed(endpoint: Endpoint, streams: Streams, setting: Setting, why: ViewerError) -> None:
    """Note that somebody tried (PRIV-15); where that fails, why nobody is signed in is said first."""
    try:
        _audit(setting, Action.SIGN_IN, endpoint, Outcome.FAILED)
    except ViewerError:
        streams.refuse(why)
        raise


def _note(endpoint: Endpoint, streams: Streams, setting: Setting) -> None:
    """Note a sign-in; one that the audit trail cannot hold is undone (PRIV-15), then the reason is raised."""
    try:
        _audit(setting, Action.SIGN_IN, endpoint)
    except ViewerError:
        _undo(endpoint, streams, setting)
        raise


def _undo(endpoint: Endpoint, streams: Streams, setting: Setting) -> None:
    try:
        streams.say(setting.signs.sign_out(endpoint))
    except ViewerError as error:  # it is said beside the reason, not in its place
        streams.refuse(error)


def _audit(setting: Setting, action: Action, endpoint: Endpoint, outcome: str = "") -> None:
    setting.audit(action, [origin_of_endpoint(endpoint)], what="headless", outcome=outcome)


def lines(signed_in: SignedIn, zone: tzinfo) -> list[str]:
    """Return what a sign-in gave, a line each; what was asked for and not granted comes first (AUTH-10)."""
    ordered = sorted(signed_in.scopes, key=lambda one: not (one.asked and not one.granted))
    until = f"{signed_in.expires.astimezone(zone):%H:%M}" if signed_in.expires else "the source does not say"
    return [
        f"User   {signed_in.user or 'the source does not say'}",
        f"Role   {signed_in.role or 'none stated'}",
        f"Until  {until}",
        *(f"Right  {one.words}" for one in ordered),
        *(f"Note   {note}" for note in signed_in.notes),
    ]


def sign_out(endpoint: Endpoint, streams: Streams, setting: Setting) -> int:
    """Forget the sign-in and what was read under it, have it revoked, and say what became of it.

    The sign-in ends also where the copies cannot be deleted. What became of each is said before the next may
    fail. Raises VaultError, StoreError.
    """
    forgotten = False
    try:
        forgotten = forget_copies(setting, streams)
    finally:
        streams.say(setting.signs.sign_out(endpoint))
        _audit(setting, Action.SIGN_OUT, endpoint)
    return 0 if forgotten else FAILED
