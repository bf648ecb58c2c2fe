"""The walker itself, on inputs small enough to count by eye."""

import ast
import os
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.walker.walker import NotJsonError, leaves, scan, walk

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"


def received(text, name=""):
    return walk(text.encode(), name).received


def tokens(text):
    return [(leaf.path, leaf.raw) for leaf in leaves(scan(text))]


def test_a_bare_resource_is_one_slot_and_its_contained_ones_are_part_of_it():
    assert received('{"resourceType": "Flag", "contained": [{"resourceType": "Patient"}]}') == 1


def test_an_object_without_a_type_is_one_slot():
    assert received("{}") == 1


def test_every_entry_with_a_resource_counts_and_entries_without_one_do_not():
    assert received('{"resourceType":"Bundle","entry":[{"resource":{}},{"request":{}},{"resource":{}}]}') == 2


def test_an_empty_bundle_and_parameters_without_resources_hold_nothing():
    assert received('{"resourceType":"Bundle"}') == 0
    assert received('{"resourceType":"Parameters","parameter":[{"name":"a","valueString":"b"}]}') == 0


def test_nested_bundles_are_unpacked_and_not_counted():
    inner = '{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{}},{"resource":{}}]}'
    middle = '{"resourceType":"Bundle","entry":[{"resource":HERE}]}'.replace("HERE", inner)
    assert (
        received(
            '{"resourceType":"Bundle","entry":[{"resource":HERE},{"resource":{}}]}'.replace("HERE", middle)
        )
        == 3
    )


def test_a_document_counts_once_and_is_unpacked_wherever_it_stands():
    document = '{"resourceType":"Bundle","type":"document","entry":[{"resource":{}},{"resource":{}}]}'
    found = walk(('{"resourceType":"Bundle","entry":[{"resource":HERE}]}'.replace("HERE", document)).encode())
    assert received(document) == 3
    assert [slot.path for slot in found.slots] == [
        "entry[0].resource",
        "entry[0].resource.entry[0].resource",
        "entry[0].resource.entry[1].resource",
    ]


def test_resources_of_parameters_count_however_deep_their_part_is():
    text = '{"resourceType":"Parameters","parameter":[{"resource":{}},{"part":[{"part":[{"resource":{}}]}]}]}'
    assert [slot.path for slot in walk(text.encode()).slots] == [
        "parameter[0].resource",
        "parameter[1].part[0].part[0].resource",
    ]


@pytest.mark.parametrize("wrong", ["null", "5", '"text"', "[]", "true"])
def test_something_else_in_the_place_of_a_resource_is_one_damage(wrong):
    found = walk(b'{"resourceType":"Bundle","entry":[{"resource":%s},{"resource":{}}]}' % wrong.encode())
    assert (found.damages, len(found.slots)) == (("entry[0].resource",), 1)


@pytest.mark.parametrize("wrong", ["null", "5", '"text"', "[]"])
def test_an_entry_that_is_no_object_is_one_damage(wrong):
    assert walk(b'{"resourceType":"Bundle","entry":[%s]}' % wrong.encode()).damages == ("entry[0]",)


def test_a_resource_in_the_place_of_an_entry_is_one_damage():
    assert walk(b'{"resourceType":"Bundle","entry":[{"resourceType":"Flag"}]}').damages == ("entry[0]",)


def test_a_repeated_key_hides_nothing_from_the_count():
    assert (
        received(
            '{"resourceType":"Bundle","entry":[{"resource":{},"resource":{}}],"entry":[{"resource":{}}]}'
        )
        == 3
    )


@pytest.mark.parametrize(
    "text", ["", " \r\n", "<html></html>", "not JSON", "[]", "null", "{]", '{"a":NaN}', '{"a":1,}']
)
def test_what_is_no_resource_at_all_is_one_damage(text):
    found = walk(text.encode())
    assert (len(found.slots), len(found.damages)) == (0, 1)


def test_what_a_bare_list_holds_is_counted_one_by_one():
    assert [slot.path for slot in walk(b"[{}, null, {}]").slots] == ["[0]", "[2]"]
    assert received("[{}, null, {}]") == 3


def test_every_line_of_ndjson_counts_blank_ones_do_not_and_a_bad_one_is_a_damage():
    found = walk(b'{}\r\n\r\n{"resourceType":"Flag"}\nnot JSON\n{}', "a.ndjson")
    assert (len(found.slots), len(found.damages)) == (3, 1)
    assert "line 4" in found.broken


def test_a_byte_order_mark_is_no_damage_and_bytes_that_are_not_utf_8_are():
    assert received("\ufeff{}") == 1
    assert walk(b'{"a": "\xff"}').broken == "not UTF-8"


def test_every_kind_of_leaf_is_listed_with_every_index_and_its_source_token():
    assert tokens(
        '{"a": [1.0, {"b": [null, true]}], "c": {}, "d": [ ], "e": "\\u00e9", "_e": {"f": -0E+1}}'
    ) == [
        ("a[0]", "1.0"),
        ("a[1].b[0]", "null"),
        ("a[1].b[1]", "true"),
        ("c", "{}"),
        ("d", "[ ]"),
        ("e", '"\\u00e9"'),
        ("_e.f", "-0E+1"),
    ]


def test_a_repeated_key_gives_its_path_twice_and_an_escaped_key_its_name():
    assert tokens('{"a": 1, "a": 2, "\\u0062": 3}') == [("a", "1"), ("a", "2"), ("b", "3")]


def test_a_lone_value_is_a_leaf_without_a_path():
    assert tokens("false") == [("", "false")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1",
        "[1 2]",
        '{"a"}',
        '{"a" 1}',
        '{"a":1 "b":2}',
        "{1:2}",
        "01",
        "+1",
        "1.",
        ".5",
        "NaN",
        "nul",
        "'a'",
        '"a',
        '"\n"',
        '"\\x"',
        '"\\u12"',
        "1 2",
        "//",
        "\u00a01",
    ],
)
def test_what_is_not_json_is_refused(text):
    with pytest.raises(NotJsonError):
        scan(text)


def test_depth_is_no_obstacle():
    assert next(leaves(scan("[" * 20000 + "]" * 20000))).raw == "[]"


def test_the_walker_knows_nothing_of_the_viewer():
    source = ast.parse((Path(__file__).parent / "walker.py").read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(source) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in ast.walk(source) if isinstance(n, ast.ImportFrom)}
    assert names == {"json", "re", "sys", "collections.abc", "contextlib", "dataclasses"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
@pytest.mark.skipif(os.environ.get("TRIBUTARY_LONG") != "1", reason="takes ten seconds: TRIBUTARY_LONG=1")
@pytest.mark.long
@pytest.mark.timeout(600)
def test_every_shared_file_is_walked():
    began, files, folders, broken = time.monotonic(), 0, Counter(), []
    for path in sorted(SHARED.glob("*/**/*")):
        if path.suffix not in {".json", ".ndjson", ".xml"}:
            continue
        found = walk(path.read_bytes(), path.name)
        files += 1
        folders[path.relative_to(SHARED).parts[0]] += found.received
        sum(1 for slot in found.slots for _ in leaves(slot.node))
        if found.broken:
            broken.append(f"{path.name}: {found.broken}")
    for folder, count in sorted(folders.items()):
        print(f"{folder:40} {count:6}")
    print(f"{files} files, {sum(folders.values())} occurrences in {time.monotonic() - began:.0f} s")
    print("\n".join(broken))

    assert files > 2000
    assert min(folders.values()) > 0
