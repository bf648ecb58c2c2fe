"""The table of all faults and stages: which cells there are, run and written down with the words of each."""

import sys
from pathlib import Path

from tests.fault_proxy.cells import VERDICT, Truths
from tests.fault_proxy.faults import FAULTS
from tests.fault_proxy.runs import run_cell
from tests.fault_proxy.stages import STAGES

ROOT = Path(__file__).parents[2]
DOC = ROOT / "packaging" / "faults.md"
OUT = ROOT / "out" / "faults.txt"
CELLS = tuple((fault, stage) for stage in STAGES for fault in FAULTS if fault.suits(stage))
_HEAD = f"""# What happens when a source fails

Written by `python -m tests.fault_proxy`; a test checks that every fault and stage stands here. Do not edit.

A proxy on loopback stands before one of the demo's sources and does one thing to one kind of request; a
second source stays clean. Each line was run through the engine's own code and held to one law: what there was
is received or said to be missing in words that name the source and say what to do; what came before the fault
stays; nothing is invented; the record of the clean source is the same as without any fault; it ends by
itself. "Received" counts the faulty source's records, of all that it holds; it can vary where a fault cuts
what runs side by side. The words are the first of those on the screen. No words: everything came.

Each line ends "{VERDICT}".
"""


def line_of(row):
    cells = (row.fault, row.stage, f"{row.received} of {row.there}", row.words or "-", VERDICT)
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def as_markdown(rows):
    """Return the document: the head, then a table for each stage."""
    parts = [_HEAD]
    for stage in STAGES:
        found = [line_of(row) for row in rows if row.stage == stage.name]
        heads = [
            "| Fault | Stage | Received | First words on the screen | Verdict |",
            "|---|---|---|---|---|",
        ]
        parts.append("\n".join([f"## {stage.name[:1].upper()}{stage.name[1:]}", "", *heads, *found, ""]))
    return "\n".join(parts)


def run_all(ground, say=print):
    """Run every cell; return the rows and, in words, what failed."""
    truths, rows, failed = Truths(ground), [], []
    for fault, stage in CELLS:
        try:
            rows.append(run_cell(truths, fault, stage))
        except AssertionError as error:
            failed.append(f"{fault.name} at {stage.name}: {str(error)[:1000]}")
            say(f"FAILED {failed[-1]}")
    return rows, failed


def write(rows, failed):
    """Write the whole into ``out``, and the document where every cell was run and none failed."""
    OUT.parent.mkdir(exist_ok=True)
    lines = [
        f"{row.fault:44} {row.stage:24} {row.received:3} of {row.there:3}  {row.words or '-'}" for row in rows
    ]
    OUT.write_text("\n".join([*lines, *(f"FAILED {one}" for one in failed)]) + "\n", "utf-8")
    if not failed:
        DOC.write_text(as_markdown(rows), "utf-8")
    sys.stdout.write(f"{len(rows)} of {len(CELLS)} cells: {VERDICT}. {len(failed)} failed.\n")
