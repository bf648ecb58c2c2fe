"""Splitting a body: every resource, every damage in words, and every byte accounted for."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fhir.bundles import bundles, written
from tests.walker.walker import walk
from viewer.fhir.body import Shell, split
from viewer.fhir.head import head_of

FLAG = b'{"resourceType":"Flag"}'
GOAL = b'{"resourceType":"Goal"}'


def bundle(entries, kind=b"searchset"):
    return b'{"resourceType":"Bundle","type":"%s","entry":[%s]}' % (kind, entries)


def texts(body, **how):
    return [body[slot.start : slot.end] for slot in split(body, **how).slots]


def damages(body, **how):
    return [(damage.path, damage.reason) for damage in split(body, **how).damages]


def places(body, **how):
    found = split(body, **how)
    return sorted([slot.path for slot in found.slots] + [damage.path for damage in found.damages])


# What is well-formed


def test_a_bare_resource_is_one_slot_of_its_exact_bytes():
    assert texts(b" \r\n" + FLAG + b"\n") == [FLAG]


def test_entries_carry_their_full_url_and_search_mode_wherever_these_stand():
    found = split(
        bundle(
            b'{"fullUrl":"urn:uuid:1","resource":%s,"search":{"mode":"match"}},{"search":{"mode":"include"},'
            b'"resource":%s,"fullUrl":"https://gp.example/Goal/1"},{"resource":%s}' % (FLAG, GOAL, FLAG)
        )
    )

    assert [(slot.path, slot.full_url, slot.mode) for slot in found.slots] == [
        ("entry[0].resource", "urn:uuid:1", "match"),
        ("entry[1].resource", "https://gp.example/Goal/1", "include"),
        ("entry[2].resource", "", ""),
    ]


def test_a_shell_says_its_type_total_and_links_outermost_first():
    inner = bundle(b'{"resource":%s}' % FLAG, b"collection")
    body = (
        b'{"resourceType":"Bundle","id":"b1","type":"searchset","total":7,"link":[{"relation":"self","url":"a"},'
        b'{"url":"b?page=2","relation":"next"}],"entry":[{"resource":%s}]}' % inner
    )

    assert split(body).shells == (
        Shell("Bundle", "searchset", "b1", 7, (("self", "a"), ("next", "b?page=2"))),
        Shell("Bundle", "collection", "", None, ()),
    )


@pytest.mark.parametrize("total", [b'"7"', b"7.0", b"-1", b"null", b"1e3", b"9" * 30])
def test_a_total_that_is_no_count_is_none(total):
    assert split(b'{"resourceType":"Bundle","total":%s}' % total).shells[0].total is None


def test_a_document_is_a_slot_itself_and_unpacked_wherever_it_stands():
    document = bundle(b'{"resource":%s},{"resource":%s}' % (FLAG, GOAL), b"document")

    assert texts(document) == [document, FLAG, GOAL]
    inside = bundle(b'{"fullUrl":"urn:uuid:d","resource":%s}' % document)
    assert texts(inside) == [document, FLAG, GOAL]
    assert [slot.full_url for slot in split(inside).slots] == ["urn:uuid:d", "", ""]
    assert texts(b'{"resourceType":"Parameters","parameter":[{"resource":%s}]}' % document) == [
        document,
        FLAG,
        GOAL,
    ]


def test_resources_of_parameters_are_found_however_deep_their_part():
    body = (
        b'{"resourceType":"Parameters","parameter":[{"name":"patientRecord","resource":%s},'
        b'{"part":[{"part":[{"resource":%s}]},{"valueString":"x"}]}]}'
        % (bundle(b'{"resource":%s}' % FLAG), GOAL)
    )

    assert places(body) == [
        "parameter[0].resource.entry[0].resource",
        "parameter[1].part[0].part[0].resource",
    ]
    assert [shell.type for shell in split(body).shells] == ["Parameters", "Bundle"]


def test_contained_resources_and_entries_of_a_list_are_part_of_their_resource():
    whole = (
        b'{"resourceType":"List","contained":[%s],"entry":[{"item":{"reference":"#a"}},null,{"resource":%s}]}'
        % (FLAG, GOAL)
    )

    assert texts(whole) == [whole]
    assert damages(whole) == []


def test_each_line_of_ndjson_is_a_resource_by_name_by_media_type_and_by_shape():
    body = FLAG + b"\r\n\r\n" + GOAL + b"\n"

    for how in ({"path": "Flag.ndjson"}, {"media_type": "application/fhir+ndjson"}, {}):
        assert texts(body, **how) == [FLAG, GOAL]
        assert places(body, **how) == ["line[0]", "line[2]"]
    assert texts(FLAG, path="one.ndjson") == [FLAG]
    assert texts(bundle(b'{"resource":%s}' % FLAG) + b"\n" + GOAL) == [FLAG, GOAL]


def test_one_bad_line_is_one_damage_and_the_rest_is_read():
    body = FLAG + b'\n{"resourceType":"Flag","id":\nnull\nwhat\n<html>\n' + GOAL

    assert texts(body, path="a.ndjson") == [FLAG, GOAL]
    assert damages(body, path="a.ndjson") == [
        ("line[1]", "the text ends in the middle of it"),
        ("line[2]", "it is not JSON"),
        ("line[3]", "it is not JSON"),
        ("line[4]", "an HTML page, not FHIR"),
    ]
    assert damages(b"[1]\n", path="a.ndjson") == [("line[0]", "the line is not an object")]


def test_a_bad_first_line_takes_no_other_with_it():
    assert texts(b"what\n" + FLAG + b"\n" + GOAL, path="a.ndjson") == [FLAG, GOAL]
    assert texts(b"what\n" + FLAG + b"\n" + GOAL) == [FLAG, GOAL]
    assert texts(b'{"cut":\n' + FLAG, path="a.ndjson") == [FLAG]


def test_json_over_many_lines_is_read_as_such_even_where_its_name_says_ndjson():
    body = json.dumps(json.loads(bundle(b'{"resource":%s}' % FLAG)), indent=1).encode()

    assert places(body, path="wrong.ndjson") == ["entry[0].resource"]


def test_a_list_of_resources_is_read_element_by_element():
    assert texts(b"[%s,%s]" % (FLAG, GOAL)) == [FLAG, GOAL]
    assert damages(b"[null,%s]" % FLAG) == [("[0]", "null stands where a resource has to stand")]
    assert damages(b"[]") == [("", "an empty list stands in place of a resource")]
    assert split(b'[{"resourceType":"Bundle"}]').damages == ()


def test_an_empty_bundle_holds_nothing_and_loses_nothing():
    found = split(b'{"resourceType":"Bundle","type":"searchset","total":0}')

    assert (found.slots, found.damages, found.notices) == ((), (), ())


def test_a_byte_order_mark_is_stepped_over_with_a_notice():
    found = split(b"\xef\xbb\xbf" + FLAG)

    assert (found.slots[0].start, len(found.notices)) == (3, 1)


def test_an_entry_without_a_resource_counts_for_nothing_and_is_noticed():
    found = split(
        bundle(
            b'{"request":{"method":"DELETE","url":"Flag/1"}},{"request":{}},{"response":{"outcome":{}}},{}'
        )
    )

    assert (found.slots, found.damages) == ((), ())
    assert found.notices == (
        "entry[0]: a request without a resource (and 1 more like it)",
        "entry[2]: an outcome of the server stands beside the resources",
    )


def test_a_part_that_fhir_does_not_know_is_noticed():
    assert split(b'{"resourceType":"Bundle","entri":[{"resource":%s}]}' % FLAG).notices
    assert split(bundle(b'{"resourcf":%s}' % FLAG)).notices


def test_a_resource_that_stands_in_place_of_an_entry_is_not_lost():
    assert [path for path, _ in damages(bundle(FLAG + b',{"resource":%s}' % GOAL))] == ["entry[0]"]


def test_resources_under_names_that_fhir_does_not_know_are_unreadable_between_those_that_are_read():
    entry = b'{"x":%s, ??? ,"resource":%s,"y":%s,"resource":%s,!!!}' % (GOAL, FLAG, GOAL, FLAG)

    assert texts(bundle(entry)) == [FLAG, FLAG]
    assert [reason for _, reason in damages(bundle(entry))] == [
        "what seems to be a resource stands where FHIR has none",
        "what seems to be a resource stands where FHIR has none",
        "text that is not JSON",
    ]
    assert len(damages(b'{"resourceType":"Bundle","entri":[{"resource":%s}]}' % FLAG)) == 1
    assert (
        len(damages(b'{"resourceType":"Parameters","parameter":[{"extra":%s},{"resource":null}]}' % FLAG))
        == 2
    )


# What is damaged


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"<!DOCTYPE html><html></html>", "an HTML page, not FHIR"),
        (b"\n<HTML>", "an HTML page, not FHIR"),
        (
            b'<?xml version="1.0"?><!-- x -->\n<html xmlns="http://www.w3.org/1999/xhtml">',
            "an HTML page, not FHIR",
        ),
        (b'<Flag xmlns="http://hl7.org/fhir"/>', "XML is not read yet: ask the source for JSON"),
        (b"<ClinicalDocument/>", "XML that is not FHIR"),
        (FLAG.decode().encode("utf-16"), "it is UTF-16 text; FHIR is UTF-8"),
        (FLAG.decode().encode("utf-16-be"), "it is UTF-16 text; FHIR is UTF-8"),
        (FLAG.decode().encode("utf-16-le"), "it is UTF-16 text; FHIR is UTF-8"),
        (b"502 Bad Gateway", "it is not JSON"),
        (b"null", "it is not JSON"),
        (b'"text"', "it is not JSON"),
        (b"\x00\x00", "it is not JSON"),
        (b"\x1f\x8b\x08", "it is not JSON"),
        (b"garbage\n" + FLAG, "it is not JSON"),
    ],
)
def test_what_is_no_json_is_one_damage_over_all_of_it(body, reason):
    found = split(body)

    assert [(damage.start, damage.end, damage.reason) for damage in found.damages] == [(0, len(body), reason)]
    assert (found.slots, found.shells) == ((), ())


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{}", "no resource type"),
        (b'{"id":"7"}', "no resource type"),
        (b'{"entry":[{"resource":{"resourceType":"Flag"}}]}', "no resource type"),
        (b'{"resourceType":7}', "its resource type is not a name"),
        (b'{"resourceType":null}', "its resource type is not a name"),
        (b'{"resourceType":""}', "its resource type is not a name"),
        (b'{"resourceType":"Two words"}', "its resource type is not a name"),
        (b'{"resourceType":["Flag"]}', "its resource type is not a name"),
        (b'{"resourceType":"Flag"', "the text ends in the middle of it"),
        (b'{"resourceType":"Flag","id":"', "the text ends in the middle of it"),
        (b"{", "the text ends in the middle of it"),
        (b'{"resourceType":"Bundle"', "the text ends before the Bundle does: more was sent"),
        (b'{"resourceType":"Bundle","entry":[', "the text ends before the Bundle does: more was sent"),
    ],
)
def test_an_object_that_is_no_whole_resource_is_one_damage(body, reason):
    assert damages(body) == [("", reason)]
    assert split(body).slots == ()


@pytest.mark.parametrize(
    "wrong", [b"null", b'"Flag/1"', b"[]", b"7", b"true", b"NaN", b"", b"not json at all"]
)
def test_something_else_in_the_place_of_a_resource_is_one_damage_and_the_rest_is_read(wrong):
    body = bundle(b'{"resource":%s},{"resource":%s}' % (wrong, FLAG))

    assert texts(body) == [FLAG]
    assert [path for path, _ in damages(body)] == ["entry[0].resource"]


@pytest.mark.parametrize("wrong", [b"null", b'"text"', b"[]", b"7"])
def test_an_entry_that_is_no_object_is_one_damage_and_the_rest_is_read(wrong):
    assert places(bundle(wrong + b',{"resource":%s}' % FLAG)) == ["entry[0]", "entry[1].resource"]
    parameters = b'{"resourceType":"Parameters","parameter":[%s,{"resource":%s}]}' % (wrong, FLAG)
    assert places(parameters) == ["parameter[0]", "parameter[1].resource"]


@pytest.mark.parametrize(
    "damage",
    [
        b'{"resourceType":"Flag","x":NaN}',
        b'{"resourceType":"Flag","x":1,}',
        b'{"resourceType":"Flag","x":01}',
        b'{"resourceType":"Flag","status":"a","status":"b"}',
        b'{"resourceType":"Flag" "id":"x"}',
        b'{"resourceType":"Flag","x":"a\nb"}',
        b'{"resourceType":"Flag","x":"a\x00b"}',
        b'{"resourceType":"Flag","x":"\xff\xfe"}',
        b'{"resourceType":"Flag","x":"he said "no" twice"}',
        b'{"resourceType":"Flag","x":[1,2}',
        b'{"resourceType":"Flag","x":{"y":1]}',
        b"{resourceType:\"Flag\",'x':1}",
        b'{"resourceType":"Flag",/* } */"x":1}',
        b'{"resourceType":"Flag","x":unquoted words}',
        b'{"resourceType":"Flag","x":"\\u00"}',
    ],
)
def test_a_resource_that_is_no_json_keeps_its_own_bytes_and_harms_no_other(damage):
    body = bundle(b'{"resource":%s},{"resource":%s},{"resource":%s}' % (GOAL, damage, FLAG))

    found = split(body)

    whole = [body[slot.start : slot.end] for slot in found.slots]
    assert whole[0] == GOAL
    assert whole[-1] == FLAG
    assert len(found.slots) + len(found.damages) >= 3
    assert damage in whole or any(body[one.start : one.end] in damage for one in found.damages)


@pytest.mark.parametrize(
    "entries",
    [
        b'{"resource":%s}{"resource":%s}',
        b'{"resource":%s},,{"resource":%s}',
        b',{"resource":%s},{"resource":%s},',
        b'{"resource":%s},{"resource":%s',
        b'{"resource":%s,{"resource":%s}',
        b'{"resource":%s "search":{}},{"resource":%s}',
        b'{"resource":%s},:{"resource":%s}',
        b'{resource:%s},{"resource":%s}',
        b'{"resource" %s},{"resource":%s}',
        b'{"resource":%s,"resource":%s}',
        b'{"resource":%s},\r\n\t {"resource":%s}',
        b'{"\\u0072esource":%s},{"resource":%s}',
    ],
)
def test_a_damaged_shell_loses_no_resource(entries):
    assert texts(bundle(entries % (FLAG, GOAL))) == [FLAG, GOAL]


@pytest.mark.parametrize(
    "shell",
    [
        b'{"resourceType":"Bundle","entry":[{"resource":%s}],"entry":[{"resource":%s}]}',
        b'{"resourceType":"Bundle","entry":[{"resource":%s}],"\\u0065ntry":[{"resource":%s}]}',
        b'{"resourceType":"Bundle" "entry":[{"resource":%s},{"resource":%s}]}',
        b'{"resourceType":"Bundle","entry"[{"resource":%s},{"resource":%s}]}',
        b'{"resourceType":"Bundle","total":NaN,"entry":[{"resource":%s},{"resource":%s}]}',
        b'{"resourceType":"Bundle","id":"a\x00\n","entry":[{"resource":%s},{"resource":%s}]}',
        b'{"resourceType":"Bundle",[7],"entry":[{"resource":%s},{"resource":%s}]}',
        b'{"entry":[{"resource":%s},{"resource":%s}],"resourceType":"Bundle"}',
        b'{"resourceType":"Bundle","entry":{"resource":%s}}{"resourceType":"Bundle","entry":{"resource":%s}}',
        b"%s%s",
        b"[%s %s]",
        b'{"resourceType":"Bundle","entry":[{"resource":%s},{"resource":%s}]} trailing words',
        b'{"resourceType":"Bundle","entry":[{"resource":%s},{"resource":%s}]}\x00\x00',
        b'{"entry":[{"resource":%s},{"resource":%s},{"resource":{"resourceType":"Fl',
    ],
)
def test_damage_around_the_entries_loses_no_resource(shell):
    assert texts(shell % (FLAG, GOAL)) == [FLAG, GOAL]


def test_text_after_the_end_is_one_damage():
    assert damages(FLAG + b" and more {} []") == [("text[1]", "text after the end of the JSON")]
    assert damages(FLAG + b"]") == [("text[1]", "text after the end of the JSON")]
    assert damages(b'{"a":1} {"b":2}]') == [("", "no resource type")]


@settings(max_examples=60)
@given(bundles(), st.data())
def test_a_cut_tail_is_one_damage_and_everything_before_it_is_read(content, data):
    body, _ = written(content)
    whole = split(body)
    cut = data.draw(st.integers(1, len(body) - 1))

    found = split(body[:cut])

    # Whether a Bundle that is cut is a document is known only if its type came first; here it does.
    before = [slot for slot in whole.slots if slot.end <= cut]
    assert [(s.start, s.end, s.path) for s in found.slots if s.end < cut] == [
        (s.start, s.end, s.path) for s in before if s.end < cut
    ]
    assert len(found.damages) == 1
    assert found.damages[0].end == cut


def test_a_shell_that_is_cut_says_what_it_said_so_far():
    body = b'{"resourceType":"Bundle","type":"searchset","total":9,"link":[{"relation":"next","url":"n"}],"entry":[{'

    assert split(body).shells == (Shell("Bundle", "searchset", "", 9, (("next", "n"),)),)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b"{" * 100_000,
        b'{"a":' * 100_000,
        b'{"resourceType":"Bundle","entry":[{"resource":' * 20_000,
        b'{"resourceType":"Parameters","parameter":[{' + b'"part":[{' * 50_000,
        b'{"resourceType":"Bundle","entry":[' + b"]" * 100_000,
        b'{"a":' + b'"' * 100_001,
        b'{"a":"' + b"\\" * 100_001,
        b'{"a":' + b"{]" * 50_000,
    ],
    ids=lambda body: body[:20].decode(),
)
def test_depth_and_repetition_are_a_damage_and_no_crash(body):
    found = split(body)

    assert found.slots == ()
    assert len(found.damages) == 1


def test_bundles_and_parts_nested_beyond_reason_are_unreadable_and_their_neighbours_are_not():
    deep = b'{"resourceType":"Bundle","entry":[{"resource":' * 60 + FLAG + b"}]}" * 60
    parts = b'{"resourceType":"Parameters","parameter":[{' + b'"part":[{' * 60 + b"}]" * 60 + b"}]}"

    found = split(bundle(b'{"resource":%s},{"resource":%s},{"resource":%s}' % (deep, parts, GOAL)))

    assert [damage.reason for damage in found.damages] == [
        "too many Bundles stand in each other",
        "too many parts stand in each other",
    ]
    assert len(found.slots) == 1


def test_a_resource_with_deep_content_or_a_huge_id_is_a_slot():
    deep = b'{"resourceType":"Flag","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    huge = b'{"resourceType":"Flag","id":"' + b"x" * 1_000_000 + b'"}'

    assert texts(bundle(b'{"resource":%s},{"resource":%s}' % (deep, huge))) == [deep, huge]


# Promises


@settings(max_examples=150)
@given(bundles(), st.sampled_from([None, 1]))
def test_a_well_formed_bundle_agrees_with_the_independent_walker(content, indent):
    body, marks = written(content, indent)
    walked = walk(body)

    found = split(body)

    assert [slot.path for slot in found.slots] == [slot.path for slot in walked.slots]
    assert found.damages == ()
    plain = [slot for slot in found.slots if head_of(body[slot.start : slot.end]).type != "Bundle"]
    assert [head_of(body[slot.start : slot.end]).id for slot in plain] == marks


MUTATIONS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["delete", "insert", "swap", "cut"]),
        st.sampled_from([b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", b"\x00", b"\xff", b"\n", b"x", b" ", b"null"]),
        st.integers(1, 12),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


def mutated(body, mutations):
    for where, how, token, size in mutations:
        at = int(where * len(body))
        if how == "delete":
            body = body[:at] + body[at + size :]
        elif how == "insert":
            body = body[:at] + token + body[at:]
        elif how == "swap":
            body = body[:at] + token + body[at + len(token) :]
        elif at > len(body) // 2:
            body = body[:at]
    return body


@settings(max_examples=400, deadline=None)
@given(bundles(), MUTATIONS)
def test_every_byte_of_a_damaged_bundle_belongs_to_a_resource_the_shell_or_one_damage(content, mutations):
    body, marks = written(content)
    body = mutated(body, mutations)

    found = split(body)

    # A document is counted itself and unpacked; its type may be the very thing that was damaged.
    documents = {slot for slot in found.slots if b'"document"' in body[slot.start : slot.end]}
    spans = sorted(
        [(slot.start, slot.end) for slot in found.slots if slot not in documents]
        + [(damage.start, damage.end) for damage in found.damages]
    )
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "two spans overlap"
    assert all(0 <= start <= end <= len(body) for start, end in spans)
    shell, at = b"", 0
    for start, end in spans:
        shell, at = shell + body[at:start] + b"\0", end
    shell += body[at:]
    assert sum(end - start for start, end in spans) + len(shell) - len(spans) == len(body)
    lost = [mark for mark in marks if mark.encode() in shell]
    assert not lost or found.notices, "a resource went into the shell without a word"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", "a.ndjson"]))
def test_no_bytes_at_all_are_without_an_answer(raw, path):
    for body in (raw, b"{" + raw, bundle(raw), bundle(b'{"resource":' + raw)):
        found = split(body, path=path)
        assert found.slots or found.damages or found.shells
        json.dumps([damage.reason for damage in found.damages])
