"""What a person may type after ``tributary``, and the help they learn it from."""

import argparse
from typing import NoReturn

from typing_extensions import override

from viewer.cli.audit_arguments import add_audit
from viewer.cli.endpoint_arguments import add_options

_ABOUT = """\
Tributary shows one patient's record from several FHIR sources as one timeline.
Not assured for live clinical use.

With no command the window opens. The commands:"""

_EXAMPLES = """\
examples:
  tributary demo                              open a fictional patient from four embedded sources
  tributary record ./bundle.json              one record from a file, as JSON
  tributary record ./gp.json ./trust/ --format text
  tributary record "GP practice" "Acute trust" --patient -     (then type the NHS number)
  tributary record demo --patient 9990000018 --format text
  tributary show ./observation.json           every element of every resource in a file
  tributary endpoint add                      add a source; asks for what it needs
  tributary endpoint test "GP practice"       what works there and what does not, step by step
  tributary endpoint sign-in "Acute trust"    sign in in the browser
  tributary audit verify                      whether the audit trail is whole
  tributary cache wipe                        delete what policy lets be kept for a faster start
  tributary support bundle.zip                what your IT support may need; holds no patient and no secret

exit codes:
  0 complete   3 partial: something failed, was withheld, cut off, unreadable or not linked
  4 candidates: several people, nothing merged   1 nothing could be read   2 wrong usage"""

_SOURCES = """\
A SOURCE with http:// or https:// in front is a FHIR base URL; one with a path separator (./x.json, folder/)
is a file or a folder: a resource, a Bundle of any type, $gpc Parameters or NDJSON; anything else is the name
of a configured endpoint. The name 'demo' is the embedded demonstration."""


class _Parser(argparse.ArgumentParser):
    """Names an option that it does not know, and never repeats a value: it may be a secret."""

    @override
    def error(self, message: str) -> NoReturn:
        begin = "unrecognized arguments: "
        if message.startswith(begin):
            words = message.removeprefix(begin).split()
            names = [word.partition("=")[0] for word in words if word.startswith("-")]
            message = f"not known: {', '.join(names) or 'a value too many'} (values are not repeated here)"
        super().error(message)


def parser() -> argparse.ArgumentParser:
    """Build the parser of the whole command line."""
    whole: argparse.ArgumentParser = _Parser(
        prog="tributary",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="store_true", help="print the version and end")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND")
    _record(commands)
    _show(commands)
    _demo(commands)
    _endpoint(commands)
    add_audit(commands)
    _cache(commands)
    _support(commands)
    return whole


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse names the type of subparsers nowhere else


def _record(commands: "Commands[argparse.ArgumentParser]") -> None:
    record = commands.add_parser(
        "record",
        help="print one person's record from one or more sources",
        description=_SOURCES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    record.add_argument("sources", nargs="+", metavar="SOURCE")
    record.add_argument(
        "--patient",
        metavar="-|REFERENCE",
        default="",
        help="'-' reads an NHS number or a reference (Patient/1) from standard input; on the command line "
        "it is taken only for files and for the demo",
    )
    record.add_argument(
        "--link",
        action="append",
        default=[],
        metavar="SOURCE=Patient/ID",
        help="link a Patient by hand; the first one leads; may be repeated",
    )
    record.add_argument("--each-patient", action="store_true", help="one record per subject, one JSON a line")
    record.add_argument(
        "--format",
        choices=("json", "text", "html", "ips", "patient", "pdf"),
        default="json",
        help="json (the default), text, html, ips (a patient summary, R4) or patient (a copy for the patient "
        "in plain words), or pdf (send it to a file)",
    )


def _show(commands: "Commands[argparse.ArgumentParser]") -> None:
    show = commands.add_parser("show", help="print every element of every resource in a file")
    show.add_argument("file", metavar="FILE")
    show.add_argument("--format", choices=("json", "text"), default="json")


def _demo(commands: "Commands[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser(
        "demo", help="start four embedded sources and open a fictional patient; as text where no screen is"
    )
    demo.add_argument("--resources", type=int, default=0, metavar="N", help="let one patient grow to N")
    demo.add_argument("--patient", default="", metavar="NHS-NUMBER", help="which fictional patient")
    demo.add_argument(
        "--national", action="store_true", help="simulate national services (PDS, SCR ...) as well"
    )
    demo.add_argument("--text", action="store_true", help="print the record as text, open no window")
    demo.add_argument(
        "--fault", default="", metavar="SITE=FAULT", help="let one source fail, e.g. gp=fail-page-2"
    )
    demo.add_argument("--screenshot", default="", metavar="FILE", help="save the opened record and end")
    demo.add_argument("--offscreen", action="store_true", help="use no screen even if there is one")


def _cache(commands: "Commands[argparse.ArgumentParser]") -> None:
    cache = commands.add_parser(
        "cache", help="what policy lets be kept for a faster start; no patient is named"
    )
    actions = cache.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("status", help="how much is kept, since when and until when")
    actions.add_parser("wipe", help="destroy the key and delete everything that is kept")


def _support(commands: "Commands[argparse.ArgumentParser]") -> None:
    support = commands.add_parser("support", help="print and save what your IT support may need; no patient")
    support.add_argument("file", nargs="?", default="", metavar="FILE.zip", help="save it there as well")
    support.add_argument("--hosts", action="store_true", help="with the host names of the sources")


def _endpoint(commands: "Commands[argparse.ArgumentParser]") -> None:
    endpoint = commands.add_parser("endpoint", help="add, list, test, sign in to, or remove a source")
    actions = endpoint.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="add a source; secrets are asked for and go to the OS keyring")
    add_options(add)
    actions.add_parser("list", help="list the configured sources; secrets are never shown")
    for name, words in (
        ("test", "try a source step by step; exit code 1 if a step fails"),
        ("secret", "store a source's secret again; it is typed unseen or piped in"),
        ("sign-in", "sign in to a source in the browser"),
        ("sign-out", "sign out of a source; it is told to end the sign-in"),
        ("remove", "remove a source and its secrets"),
    ):
        actions.add_parser(name, help=words).add_argument("name", metavar="NAME")
    record = actions.add_parser("record", help="write a patient's conversation with a source, names replaced")
    record.add_argument("name", metavar="NAME")
    record.add_argument("--patient", choices=("-",), required=True, help="reads NHS number or reference")
    record.add_argument("--to", required=True, metavar="FILE")
