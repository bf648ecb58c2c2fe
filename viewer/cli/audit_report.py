"""What the check of an audit trail comes to, in whole sentences; what was not checked is said too."""

from collections.abc import Iterator

from viewer.store.audit_verify import Report

_NO_KEY = "Seals: not checked; this account has no key here."
_DEMO = "Seals: made with a key that everybody has; they show a damage and keep nobody from a forgery."
_DEMO_ANCHORS = "Anchors: this trail has none; lines missing at its end cannot be seen."
_NO_ANCHORS = "Anchors: none of this trail found; lines missing at its end cannot be seen without one."
_FIRST_VERSION = "the first version of this program wrote none, and anybody can write such lines"
_UNMARKED = "without the mark of this account's key; anybody can write such"
_NONE_GOOD = "none of this account is good before what was found"
_REMOVED = "a trail, or its key, of this or another account was removed or is elsewhere"


def said_of(report: Report, *, sealed: bool, demo: bool) -> Iterator[str]:
    """Yield what is said of the trail as a whole, a line each; ``sealed``: there was a key to check with."""
    files = "1 file" if report.files == 1 else f"{report.files} files"
    whole = "The trail is NOT whole." if report.findings else "Every line follows from the one before it."
    yield f"Lines {report.first} to {report.last} in {files}. {whole}"
    yield _seals(report, sealed=sealed, demo=demo)
    if report.unsealed:
        lines = "The first line has" if report.unsealed == 1 else f"The first {report.unsealed} lines have"
        yield f"{lines} no seal: {_FIRST_VERSION}."
    if demo:
        yield _DEMO_ANCHORS
        return
    yield f"Anchors: {report.anchors} of this trail compared." if report.anchors else _NO_ANCHORS
    if report.unmarked:
        many = "1 anchor that names" if report.unmarked == 1 else f"{report.unmarked} anchors that name"
        yield f"Not compared: {many} this trail {_UNMARKED}."
    if report.strangers:
        many = "1 other trail stand" if report.strangers == 1 else f"{report.strangers} other trails stand"
        yield f"Anchors of {many} there too: {_REMOVED}."


def _seals(report: Report, *, sealed: bool, demo: bool) -> str:
    if demo:
        return _DEMO
    if not sealed:
        return _NO_KEY
    if not report.sealed:
        return "Seals: none of this account."
    good = _good(report)
    if good < report.sealed:
        before = f"the last good one before what was found is that of line {good}" if good else _NONE_GOOD
        return f"Seals: {before}."
    after = report.last - good
    more = f" {after} after it are not sealed by this account." if after else ""
    return f"Seals: the last good one is that of line {good}.{more}"


def _good(report: Report) -> int:
    """Return the last line that a seal vouches for, 0 for none: after a finding none vouches for anything."""
    found = min((finding.line for finding in report.findings), default=report.last + 1)
    good = min(report.sealed, found - 1)
    return good if good >= report.first + report.unsealed else 0
