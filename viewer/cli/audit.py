"""``tributary audit``: the trail shown, checked and exported; what cannot be checked is said."""

import argparse
from collections.abc import Callable
from pathlib import Path

from viewer.cli.audit_forms import FORMS, between, table
from viewer.cli.audit_report import said_of
from viewer.cli.opened import opened
from viewer.cli.streams import Streams
from viewer.engine.setting import Setting
from viewer.errors import StoreError, UsageError, VaultError, ViewerError
from viewer.store.audit import DEMO_KEY, Action, audit_file, demo_audit_file, kept_audit_key
from viewer.store.audit_anchors_read import Found, anchored, in_file
from viewer.store.audit_lines import read_lines
from viewer.store.audit_verify import verify

NOT_WHOLE = 1
PARTIAL = 3
_NONE_THERE = "no anchor was found there"
_NOT_WHOLE = "tributary: the trail is not whole: see 'tributary audit verify'."


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Run one action; returns the exit code."""
    actions: dict[str, Callable[[argparse.Namespace, Streams, Setting], int]] = {
        "verify": _verify,
        "show": _show,
        "export": _export,
        "anchors": _anchors,
    }
    with opened(streams) as setting:
        return actions[arguments.action](arguments, streams, setting)


def _trail(arguments: argparse.Namespace) -> Path:
    own = demo_audit_file() if arguments.demo else audit_file()
    return Path(arguments.folder) / own.name if arguments.folder else own


def _which(arguments: argparse.Namespace) -> str:
    """Return which trail is read; acts on files and the demonstration stand in one of their own."""
    whose = " of files and the demonstration" if arguments.demo else ""
    where = " (a copy)" if arguments.folder else ""
    return f"The trail{whose}{where}: {_trail(arguments).name}."


def _verify(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    streams.result(_which(arguments))
    places = [] if arguments.demo else _places(arguments.anchor, setting)
    key = _key(arguments, streams, setting)
    report = verify(_trail(arguments), key, [anchor for place in places for anchor in place.anchors])
    for finding in report.findings:
        streams.result(f"Line {finding.line}: {finding.words}.")
    for line in said_of(report, sealed=key is not None, demo=arguments.demo):
        streams.result(line)
    for place in places:
        if place.problem or not place.anchors:
            streams.say(f"tributary: {place.words}: {place.problem or _NONE_THERE}.")
    if report.findings:
        return NOT_WHOLE
    return PARTIAL if report.strangers or report.unsealed or _is_unread(arguments, places, setting) else 0


def _is_unread(arguments: argparse.Namespace, places: list[Found], setting: Setting) -> bool:
    """Whether anchors of the organisation may stand where none could be looked for: no policy, or no file."""
    if arguments.action == "verify" and (arguments.demo or arguments.anchor):
        return bool(setting.policy.problem) and not arguments.demo
    file = places[-1:] if setting.policy.audit_anchor_file else []
    return bool(setting.policy.problem) or any(place.problem for place in file)


def _places(file: str, setting: Setting) -> list[Found]:
    policy = setting.policy
    if not file:
        return anchored(policy.audit_anchor, policy.audit_anchor_file)
    found = in_file(Path(file))
    if found.problem:
        raise StoreError(f"{file}: {found.problem}")
    return [found]


def _key(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> bytes | None:
    if arguments.demo:
        return DEMO_KEY
    try:
        return kept_audit_key(setting.secrets)
    except VaultError as error:
        streams.say(f"tributary: {error}")
        return None


def _show(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    streams.say(_which(arguments))
    lines = list(read_lines(_trail(arguments)))
    names = {one.id: one.name for one in setting.endpoints}
    for row in table(lines[-arguments.last :], setting.zone, names):
        streams.result(row)
    return _whole(arguments, streams, setting)


def _export(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    if arguments.first and arguments.last and arguments.first > arguments.last:
        raise UsageError("--from is after --to: no day is in between")
    streams.say(_which(arguments))
    lines = between(read_lines(_trail(arguments)), arguments.first, arguments.last, setting.zone)
    is_noted = _note_export(arguments, streams, setting)
    for text in FORMS[arguments.format](lines):
        streams.result(text)
    return _whole(arguments, streams, setting) if is_noted else PARTIAL


def _note_export(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> bool:
    """Note the export of this account's own trail before it is printed; whether there is nothing amiss."""
    own = demo_audit_file() if arguments.demo else audit_file()
    if _trail(arguments).resolve() != own.resolve():
        return True
    try:  # whoever looks into a trail that takes no line any more needs the export most
        if not arguments.demo:
            setting.use_key()
        setting.audit(Action.EXPORT, [], what=f"audit trail as {arguments.format}")
    except ViewerError as error:
        streams.say(f"tributary: that it is exported is not in the trail: {error.what}.")
        return False
    return True


def _whole(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    if not verify(_trail(arguments), _key(arguments, streams, setting)).findings:
        return 0
    streams.say(_NOT_WHOLE)
    return PARTIAL


def _anchors(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    policy = setting.policy
    places = anchored(policy.audit_anchor, policy.audit_anchor_file)
    for place in places:
        for anchor in place.anchors:
            streams.result(f"{place.words}\t{anchor.text}")
        if not place.anchors:
            streams.say(f"tributary: {place.words}: {place.problem or _NONE_THERE}.")
    if not places:
        streams.say("Your organisation's policy has the trail anchored nowhere (audit_anchor).")
    return PARTIAL if _is_unread(arguments, places, setting) else 0
