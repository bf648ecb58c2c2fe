"""A record as PDF without a window: laid out by a process of its own, which alone knows Qt."""

import subprocess

import msgspec

from viewer.cli.screen import program
from viewer.errors import ViewerError
from viewer.record.paper import Paper

_LONGEST_S = 900


def pdf_of(paper: Paper) -> bytes:
    """Return the PDF. Raises ViewerError where this machine cannot make one; nothing touches the disk."""
    given = msgspec.json.encode(paper)
    try:
        done = subprocess.run(  # nosec B603 # noqa: S603 - our own program
            program("--paper-pdf"), input=given, capture_output=True, timeout=_LONGEST_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise ViewerError("The PDF was not ready in time", "Use --format html and print that.") from None
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise ViewerError(
            "This machine cannot make a PDF: a system library that Qt needs is missing, or Qt does not start",
            "Use --format html and print that.",
        )
    return done.stdout
