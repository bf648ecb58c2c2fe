"""What may be typed after ``tributary audit``."""

import argparse
import re
from datetime import date, datetime

from viewer.present.moments import MONTHS

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse names the type of subparsers nowhere else

_MOMENT = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{1,2}:\d\d|\d\d:\d\d:\d\d)", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?", re.ASCII)
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
    shown = actions.add_parser("shown", help="say what was on the screen at a moment, by which answers")
    shown.add_argument(
        "--at", required=True, type=moment, metavar="MOMENT", help='such as "22-Nov-2026 02:10"'
    )
    shown.add_argument("--format", choices=("words", "json", "csv"), default="words")
    actions.add_parser("anchors", help="print what was made known of the trail outside of it")
    for one in (verify, show, export, shown):
        one.add_argument("--folder", default="", metavar="DIR", help="a copy of a trail instead of your own")
        one.add_argument("--demo", action="store_true", help="the trail of files and the demonstration")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("how many is a number of 1 or more")
    return int(text)


def moment(text: str) -> datetime:
    """Return a moment without a zone, on the clock that the command's times are shown in.

    >>> moment("22-Nov-2026 02:10").isoformat(), moment("2026-11-22 02:10:30").isoformat()
    ('2026-11-22T02:10:00', '2026-11-22T02:10:30')
    """
    try:
        if _ISO.fullmatch(text.strip()):
            return datetime.fromisoformat(text.strip())
        if (found := _MOMENT.fullmatch(text.strip())) is not None:
            day, month, year, clock = found.groups()
            number = [one[:3].lower() for one in MONTHS].index(month.lower()) + 1
            return datetime.fromisoformat(f"{year}-{number:02}-{int(day):02}T{clock:0>5}")
    except ValueError:
        pass
    raise argparse.ArgumentTypeError('a moment is written "22-Nov-2026 02:10"')


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written 2026-11-22") from None
