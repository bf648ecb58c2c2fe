"""Which trail is read is said, and a copy of a trail is not one whose export is noted."""

import argparse
from pathlib import Path

from viewer.cli.audit_trail import trail, which


def asked(**given):
    return argparse.Namespace(**{"demo": False, "folder": "", **given})


def test_the_trail_is_that_of_the_account_of_the_demonstration_or_a_copy(tmp_path):
    assert trail(asked()).name == "audit.jsonl"
    assert trail(asked(demo=True)).name == "audit-demo.jsonl"
    assert trail(asked(folder=str(tmp_path))) == Path(tmp_path) / "audit.jsonl"
    assert which(asked(demo=True, folder=str(tmp_path))) == (
        "The trail of files and the demonstration (a copy): audit-demo.jsonl."
    )
