"""``tributary show`` on real input: every leaf of every resource stands on exactly one line, as sent."""

import re
from collections import Counter

import pytest

from tests.real_input.command import show
from tests.real_input.inputs import Input, expectations, inputs
from tests.real_input.schemas import schema
from tests.walker.walker import leaves, walk

# A nesting that no reader takes is shown as one damaged rest instead of leaf by leaf.
_NOT_LEAF_BY_LEAF = {"generated/too-deep.json"}
_LONG_NAME = re.compile(r"([^.\[\]]{64})[^.\[\]]+")


def as_shown(path):
    """A path writes half a character as its escape and cuts a name of more than 64; values are whole."""
    return _LONG_NAME.sub(r"\1…", path).encode("utf-8", "backslashreplace").decode("utf-8")


def shown_leaves(value, type_name):
    """(path, token) of every leaf that one line of output shows; the path without the resource's type."""
    found = Counter()
    for line in value["lines"]:
        assert line["text"].strip()
        assert list(line["raw"]) == list(dict.fromkeys(line["paths"])) == line["paths"]
        for path, token in line["raw"].items():
            within = "" if path == type_name else path.removeprefix(f"{type_name}.")
            found[within, token] += 1
    return found


@pytest.mark.no_cover  # takes twice as long; what it goes through is measured on smaller values
@pytest.mark.parametrize("given", inputs(), indirect=True)
def test_every_leaf_stands_on_exactly_one_line(given: Input, tmp_path):
    walked = walk(given.body(), given.name)

    ran = show(given.path(tmp_path))

    assert ran.code in {0, 1, 3}
    assert "Traceback" not in ran.said
    for value in ran.values:
        schema("show").validate(value)
    assert all(line["text"].strip() for value in ran.values for line in value["lines"])
    if given.kind == "corpus":
        assert len(ran.values) == expectations()[given.name].counts["received"]
    if walked.broken or given.name in _NOT_LEAF_BY_LEAF:
        return
    assert len(ran.values) == walked.received
    check_leaves(walked.slots, ran.values)


def check_leaves(slots, values):
    """Each slot in the order of the file; values between them are damaged spans."""
    rest = iter(values)
    for slot in slots:
        sent = Counter((as_shown(leaf.path), leaf.raw) for leaf in leaves(slot.node))
        seen = {}
        for value in rest:
            seen = shown_leaves(value, slot.type)
            if seen == sent:
                break
        else:
            pytest.fail(f"{slot.path}: not shown {sent - seen}; not sent {seen - sent}"[:2000], pytrace=False)


def test_show_ends_partial_wherever_a_record_cannot_be_read(tmp_path):
    unreadable = {name for name, row in expectations().items() if row.counts["unreadable"]}
    silent = {name for name in unreadable if show(Input("corpus", name).path(tmp_path)).code not in {1, 3}}

    assert sorted(silent) == []
