"""The display gate: every must-support element of the examples is on the row or the first screen of its detail.

The first screen: the row, the five plain lines and the key facts, which nearly always fit the pane of a window of
1366x768 together (a test holds the share; the rest scrolls); for documents and care plans also the text as
written, which follows at once. What the banner says is not said again.
"""

import os
from collections import Counter
from math import ceil

import pytest

from tests.definitions.tables import all_must_support, not_covered
from tests.gates.examples import FOLDERS, Shown, files, shown
from tests.gates.populated import folded, populated, wanted

_BANNER = {"subject", "patient", "beneficiary"}
_FOLLOWS = {
    ("Bundle", "entry"),
    ("Composition", "section"),
    ("List", "entry"),
    ("ImagingStudy", "series"),
    ("QuestionnaireResponse", "item"),
    ("Patient", "text"),
}
"""What a record is made of: it follows the first screen as a whole, and every leaf of it is proved elsewhere."""
_WRITTEN = {"Composition", "DocumentReference", "CarePlan"}
_EVERY = 6
_LONG = os.environ.get("TRIBUTARY_LONG") == "1"
_LINES = 17  # of a pane of 505x465, what a window of 1366x768 leaves it at 100 %
_SHARE = 0.95


def lines_of(one: Shown) -> int:
    """Return how many lines the pane needs for what is said first: words of this length fit one of its lines."""
    plain = sum(ceil(len(line) / 75) for line in (one.detail.title, *one.detail.plain))
    return plain + sum(ceil(len(words) / 46) for _, words in one.detail.facts)


def first_screen(one: Shown) -> str:
    """Return all words that stand on the row or above every element."""
    words = [*one.row, one.detail.title, *one.detail.plain, *one.detail.notes]
    words += [part for fact in one.detail.facts for part in fact]
    if one.sent["resourceType"] in _WRITTEN:
        words += [part for member in one.detail.members for text in member.texts for part in text]
    return f" {folded(chr(10).join(words))} "


def tops(paths: list[str]) -> list[str]:
    """Return the elements that these paths are in, without what the banner says."""
    return sorted({path.partition(".")[0] for path in paths} - _BANNER - {"meta", "text"})


def missing_of(one: Shown, paths: list[str]) -> list[str]:
    """Return each element of these paths that was sent and of which a word is not on the first screen."""
    screen, kind = first_screen(one), one.sent["resourceType"]
    return [
        f"{kind}.{name} ({one.file})"
        for path in tops(paths)
        if (kind, path) not in _FOLLOWS
        for name, value in populated(one.sent, path)
        if not all(any(f" {words} " in screen for words in some) for some in wanted(f"{kind}.{name}", value))
    ]


@pytest.mark.timeout(600)  # thousands of details in the long run
@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_every_must_support_element_of_the_examples_is_on_the_first_screen(name, record_property):
    table = all_must_support()
    paths = files(FOLDERS[name])
    if not paths:
        pytest.skip("../shared/data is not here")
    seen, missing = Counter(), []
    for one in shown(paths if _LONG else paths[::_EVERY]):
        marked = table.get((name, one.sent["resourceType"]), [])
        seen["elements"] += sum(1 for path in tops(marked) for _ in populated(one.sent, path))
        missing += missing_of(one, marked)
        seen["details"] += 1
        seen["at once"] += lines_of(one) <= _LINES

    for label, value in (
        ("profiles", name),
        ("not covered", not_covered().get(name, [])),
        ("details", seen["details"]),
        ("elements", seen["elements"]),
        ("missing", len(missing)),
        ("to be scrolled", seen["details"] - seen["at once"]),
    ):
        record_property(label, value)
    assert seen["at once"] >= _SHARE * seen["details"] > 0
    assert seen["elements"]
    assert Counter(words.partition(" (")[0] for words in missing) == {}, missing[:40]
