"""What may be typed after ``tributary audit``."""

import argparse
from datetime import date

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse names the type of subparsers nowhere else

_ABOUT = """\
The audit trail of this account: who searched, opened, printed, exported, signed in, was refused. It
holds no name and no number of a patient, only keyed hashes. Files and the demonstration have a trail of their
own (--demo). verify ends with exit code 1 where the trail is not whole, with 3 where it begins with lines
that nobody sealed, where a trail is anchored that is not this one, or where the policy or the anchor file of
your organisation cannot be read."""


def add_audit(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    audit = commands.add_parser(
        "audit",
        help="show, check or export the audit trail of this account",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = audit.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser("verify", help="check that nothing was changed, removed or put in")
    verify.add_argument("--anchor", default="", metavar="FILE", help="compare with the anchors in this text")
    show = actions.add_parser("show", help="print the newest acts as a table")
    show.add_argument("--last", type=_count, default=20, metavar="N", help="how many (20)")
    export = actions.add_parser("export", help="print all acts: FHIR AuditEvents, JSON lines or CSV")
    export.add_argument("--from", dest="first", type=_day, metavar="DAY", help="from this day on, 2026-11-22")
    export.add_argument("--to", dest="last", type=_day, metavar="DAY", help="to this day")
    export.add_argument("--format", choices=("fhir", "jsonl", "csv"), default="fhir")
    actions.add_parser("anchors", help="print what was made known of the trail outside of it")
    for one in (verify, show, export):
        one.add_argument("--folder", default="", metavar="DIR", help="a copy of a trail instead of your own")
        one.add_argument("--demo", action="store_true", help="the trail of files and the demonstration")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("how many is a number of 1 or more")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written 2026-11-22") from None
