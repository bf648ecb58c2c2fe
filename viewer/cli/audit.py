"""``tributary audit``: the trail shown, checked and exported; what cannot be checked is said."""

import argparse
from collections.abc import Callable
from pathlib import Path

from viewer.cli.audit_forms import FORMS, between, table
from viewer.cli.streams import Streams
from viewer.engine.setting import Setting, open_setting
from viewer.errors import StoreError, VaultError
from viewer.store.audit import Action, audit_file, kept_audit_key
from viewer.store.audit_anchors_read import Found, anchored, in_file
from viewer.store.audit_lines import read_lines
from viewer.store.audit_verify import Report, verify

NOT_WHOLE = 1
PARTIAL = 3
_NOT_WHOLE = "tributary: the trail is not whole: see 'tributary audit verify'."


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Run one action; returns the exit code."""
    setting = open_setting()
    actions: dict[str, Callable[[argparse.Namespace, Streams, Setting], int]] = {
        "verify": _verify,
        "show": _show,
        "export": _export,
        "anchors": _anchors,
    }
    return actions[arguments.action](arguments, streams, setting)


def _trail(arguments: argparse.Namespace) -> Path:
    own = audit_file()
    return Path(arguments.folder) / own.name if arguments.folder else own


def _verify(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    places = _places(arguments.anchor, setting)
    key = _key(streams, setting)
    anchors = [anchor for place in places for anchor in place.anchors]
    report = verify(_trail(arguments), key, anchors)
    for finding in report.findings:
        streams.result(f"Line {finding.line}: {finding.words}.")
    for line in _said(report, sealed=key is not None):
        streams.result(line)
    for place in places:
        if place.problem:
            streams.say(f"tributary: {place.words}: {place.problem}.")
    return NOT_WHOLE if report.findings else 0


def _places(file: str, setting: Setting) -> list[Found]:
    policy = setting.policy
    if not file:
        return anchored(policy.audit_anchor, policy.audit_anchor_file)
    found = in_file(Path(file))
    if found.problem:
        raise StoreError(f"{file}: {found.problem}")
    return [found]


def _key(streams: Streams, setting: Setting) -> bytes | None:
    try:
        return kept_audit_key(setting.secrets)
    except VaultError as error:
        streams.say(f"tributary: {error}")
        return None


def _said(report: Report, *, sealed: bool) -> list[str]:
    """Return what the check says as a whole, a line each."""
    whole = "The trail is NOT whole." if report.findings else "Every line follows from the one before it."
    seals = "Seals: not checked; this account has no key here."
    if sealed:
        after = report.last - report.sealed
        seals = (
            f"Seals: good up to line {report.sealed}." if report.sealed else "Seals: none of this account."
        )
        seals += f" {after} after it are not sealed by this account." if report.sealed and after else ""
    anchors = f"Anchors: {report.anchors} of this trail compared."
    if not report.anchors:
        anchors = "Anchors: none of this trail found; lines missing at its end cannot be seen without one."
    files = "1 file" if report.files == 1 else f"{report.files} files"
    return [f"Lines {report.first} to {report.last} in {files}. {whole}", seals, anchors]


def _show(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    lines = list(read_lines(_trail(arguments)))
    names = {one.id: one.name for one in setting.endpoints}
    shown = lines[-arguments.last :] if arguments.last > 0 else []
    for row in table(shown, setting.zone, names):
        streams.result(row)
    return _whole(arguments, streams)


def _export(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    lines = between(read_lines(_trail(arguments)), arguments.first, arguments.last, setting.zone)
    for text in FORMS[arguments.format](lines):
        streams.result(text)
    code = _whole(arguments, streams)
    if not arguments.folder:
        setting.audit(Action.EXPORT, [], what=f"audit trail as {arguments.format}")
    return code


def _whole(arguments: argparse.Namespace, streams: Streams) -> int:
    if not verify(_trail(arguments)).findings:
        return 0
    streams.say(_NOT_WHOLE)
    return PARTIAL


def _anchors(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    del arguments
    policy = setting.policy
    places = anchored(policy.audit_anchor, policy.audit_anchor_file)
    for place in places:
        for anchor in place.anchors:
            streams.result(f"{place.words}\t{anchor.text}")
        if not place.anchors:
            streams.say(f"tributary: {place.words}: {place.problem or 'no anchor was found there'}.")
    if not places:
        streams.say("Your organisation's policy has the trail anchored nowhere (audit_anchor).")
    return 0
