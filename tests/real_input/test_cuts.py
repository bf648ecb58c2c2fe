"""A body that is cut anywhere: what came whole is read, and the cut is one damaged span, never silence."""

import pytest

from tests.real_input.command import each_patient
from viewer.fhir.body import split

_PIECES = (
    '{"resourceType":"Condition","id":"c1","code":{"text":"Ménière’s \\"disease\\" }]"},"note":[[],{}]}',
    '{"id":"o1","valueQuantity":{"value":-0.50e+1},"status":null,"resourceType":"Observation"}',
    '{"resourceType":"Flag","contained":[{"resourceType":"Patient"}],"code":{"text":"\\u00e9\\\\"}}',
)
_SHELLS = {
    "bundle": (
        '{"resourceType":"Bundle","type":"searchset","total":3,"entry":[',
        "]}",
        '{"resource":',
        "}",
        ",",
    ),
    "links behind": (
        '{"entry":[',
        '],"link":[{"relation":"next","url":"u"}],"resourceType":"Bundle"}',
        '{"fullUrl":"f","resource":',
        ',"search":{"mode":"match"}}',
        ",",
    ),
    "parameters": ('{"resourceType":"Parameters","parameter":[', "]}", '{"name":"n","resource":', "}", ","),
    "parts": (
        '{"resourceType":"Parameters","parameter":[{"name":"a","part":[',
        "]}]}",
        '{"name":"n","resource":',
        "}",
        ",",
    ),
    "nested": (
        '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Bundle","type":"collection","entry":[',
        "]}}]}",
        '{"resource":',
        "}",
        ",",
    ),
}


def built(shell):
    """A body, and where each of its resources ends."""
    head, tail, opening, closing, between = shell
    text, ends = head, []
    for number, piece in enumerate(_PIECES):
        text += (between if number else "") + opening + piece
        ends.append(len(text.encode()))
        text += closing
    return (text + tail).encode(), ends


@pytest.mark.parametrize("name", sorted(_SHELLS))
def test_a_cut_at_any_byte_keeps_what_came_before_it_and_counts_once(name):
    body, ends = built(_SHELLS[name])
    wrong = {}
    for cut in range(len(body)):
        found = split(body[:cut])
        whole = sum(end <= cut for end in ends)
        if (len(found.slots), len(found.damages)) != (whole, 1):
            wrong[cut] = (
                body[max(0, cut - 40) : cut].decode("utf-8", "replace"),
                whole,
                found.slots,
                found.damages,
            )

    assert wrong == {}
    assert (len(split(body).slots), len(split(body).damages)) == (3, 0)


def test_lines_that_are_cut_at_any_byte_lose_at_most_the_last_of_them():
    body = "\n".join(_PIECES).encode()
    ends = [len("\n".join(_PIECES[: number + 1]).encode()) for number in range(3)]
    wrong = {}
    for cut in range(1, len(body)):
        found = split(body[:cut], "application/fhir+ndjson")
        whole = sum(end <= cut for end in ends)
        torn = int(cut not in ends and cut - 1 not in ends)
        if (len(found.slots), len(found.damages)) != (whole, torn):
            wrong[cut] = (
                body[max(0, cut - 40) : cut].decode("utf-8", "replace"),
                whole,
                torn,
                found.slots,
                found.damages,
            )

    assert wrong == {}


@pytest.mark.parametrize("cut", range(7, 300, 13))
def test_the_command_says_that_a_cut_file_is_not_whole(cut, tmp_path):
    body, ends = built(_SHELLS["bundle"])
    file = tmp_path / "cut.json"
    file.write_bytes(body[:cut])

    ran = each_patient(file)

    counts = [one["counts"] for one in ran.values]
    assert ran.code in {1, 3}
    assert sum(one["unreadable"] for one in counts) == 1
    assert sum(one["received"] for one in counts) == 1 + sum(end <= cut for end in ends)
