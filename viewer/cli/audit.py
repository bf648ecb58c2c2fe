"""``tributary audit``: the trail shown, checked and exported; what cannot be checked is said."""

import argparse
from collections.abc import Callable
from pathlib import Path

from viewer.cli.audit_forms import FORMS, between, table
from viewer.cli.audit_report import said_of
from viewer.cli.audit_shown import shown
from viewer.cli.audit_trail import PARTIAL, note_export, seal_key, trail, which, whole
from viewer.cli.opened import opened
from viewer.cli.streams import Streams
from viewer.engine.setting import Setting
from viewer.errors import StoreError, UsageError
from viewer.store.audit_anchors_read import Found, anchored, in_file
from viewer.store.audit_lines import read_lines
from viewer.store.audit_verify import verify

NOT_WHOLE = 1
_NONE_THERE = "no anchor was found there"


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Run one action; returns the exit code."""
    actions: dict[str, Callable[[argparse.Namespace, Streams, Setting], int]] = {
        "verify": _verify,
        "show": _show,
        "export": _export,
        "shown": shown,
        "anchors": _anchors,
    }
    with opened(streams) as setting:
        return actions[arguments.action](arguments, streams, setting)


def _verify(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    streams.result(which(arguments))
    places = [] if arguments.demo else _places(arguments.anchor, setting)
    key = seal_key(arguments, streams, setting)
    report = verify(trail(arguments), key, [anchor for place in places for anchor in place.anchors])
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


def _show(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    streams.say(which(arguments))
    lines = list(read_lines(trail(arguments)))
    names = {one.id: one.name for one in setting.endpoints}
    for row in table(lines[-arguments.last :], setting.zone, names):
        streams.result(row)
    return whole(arguments, streams, setting)


def _export(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    if arguments.first and arguments.last and arguments.first > arguments.last:
        raise UsageError("--from is after --to: no day is in between")
    streams.say(which(arguments))
    lines = between(read_lines(trail(arguments)), arguments.first, arguments.last, setting.zone)
    is_noted = note_export(arguments, streams, setting)
    for text in FORMS[arguments.format](lines):
        streams.result(text)
    return whole(arguments, streams, setting) if is_noted else PARTIAL


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
