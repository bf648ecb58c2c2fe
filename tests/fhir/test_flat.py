"""The fast path: taken only where it cannot lose anything."""

import pytest

from viewer.fhir.flat import flat_bundle

FLAG = b'{"resourceType":"Flag","id":"1"}'


def bundle(entries, more=b""):
    return b'{"resourceType":"Bundle","type":"searchset",%s"entry":[%s]}' % (more, entries)


@pytest.mark.parametrize(
    "body",
    [
        bundle(b""),
        bundle(b'{"fullUrl":"a","resource":%s},{"resource":%s}' % (FLAG, FLAG)),
        bundle(b'{ "resource" :\r\n %s , "search":{"mode":"match"}}' % FLAG),
        bundle(b'{"resource":{"id":"1","resourceType":"Flag"}}'),
        bundle(b'{"resource":{"resourceType":"Bundle","entry":[{"resource":%s}]}}' % FLAG),
        bundle(b'{"resource":null}'),
        bundle(b'{"request":{"method":"DELETE"}}'),
        bundle(b'{"resource":%s}' % FLAG, b'"total":1,"link":[{"relation":"self","url":"x"}],'),
        b'{"resourceType":"Bundle"}',
    ],
)
def test_a_plain_bundle_is_read_fast(body):
    assert flat_bundle(body, 0) is not None
    assert flat_bundle(b"  " + body, 2) is not None


@pytest.mark.parametrize(
    "body",
    [
        FLAG,
        b'{"resourceType":"Parameters","x":"Bundle"}',
        bundle(b"null"),
        bundle(b'{"resource":%s}' % FLAG)[:-1],
        bundle(b'{"resource":%s}' % FLAG) + b"x",
        bundle(b'{"resource":{"x":NaN}}'),
        bundle(b'{"resource":%s,"resource":%s}' % (FLAG, FLAG)),
        bundle(b'{"resource":%s,"fullUrl":"a","fullUrl":"b"}' % FLAG),
        bundle(b'{"resource":%s}' % FLAG, b'"entry":[{"resource":{}}],'),
        bundle(b'{"resource":%s}' % FLAG, b'"type":"document",'),
        bundle(b'{"resource":%s}' % FLAG, b'"\\u0065ntry":[{"resource":{}}],'),
        bundle(b'{"resource":%s,"fullUrl":"\\u0061"}' % FLAG),
        bundle(b'{"resource":%s,"other":1}' % FLAG),
        bundle(b'{"resource":%s}' % FLAG, b'"other":1,'),
        bundle(b'{"request":{"resource":%s}},{"resource":%s}' % (FLAG, FLAG)),
        bundle(b'{"response":{"outcome":%s},"resource":%s}' % (FLAG, FLAG)),
        bundle(FLAG),
        bundle(b'{"resource":' + b" " * 400 + FLAG + b"}"),
        bundle(b'{"resource":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        b'{"resourceType":"Bundle","entry":{"resource":%s}}' % FLAG,
        b'{"resourceType":"Bundle","entry":null}',
        b'{"resourceType":["Bundle"]}',
        b'"Bundle"',
        b'{"Bundle":1}',
    ],
    ids=lambda body: body[:70].decode(),
)
def test_anything_doubtful_is_left_to_the_scanner(body):
    assert flat_bundle(body, 0) is None


def test_equal_resources_and_resources_within_each_other_stand_where_they_stand():
    inner = b'{"resourceType":"Flag"}'
    outer = b'{"resourceType":"List","contained":[%s]}' % inner
    body = bundle(b'{"resource":%s},{"resource":%s},{"resource":%s}' % (outer, inner, inner))

    found = flat_bundle(body, 0)

    assert [body[slot.start : slot.end] for slot in found.slots] == [outer, inner, inner]
    assert len({slot.start for slot in found.slots}) == 3
