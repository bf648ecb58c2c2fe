"""Stepping through damaged members and elements."""

import pytest

from viewer.fhir.cursor import Cursor, Members
from viewer.fhir.spans import Found


def names(body, lists=0):
    cursor, out, members = Cursor(body, 1), Found(), Members()
    cursor._lists = lists
    read = []
    while (name := cursor.name("here", out, members)) is not None:
        read.append(name.decode())
        cursor.keep(name, members, frozenset({b"a"}))
    return read, members, cursor, out


@pytest.mark.parametrize(
    ("body", "read", "closed"),
    [
        (b'{"a":1,"b":2}', ["a", "b"], True),
        (b'{,,"a":1,,"b":2,}', ["a", "b"], True),
        (b'{"a":"x" "b":2}', ["a", "b"], True),
        (b"{a:1,'b':2}", ["a", "b"], True),
        (b'{"a" [1],"b" {"c":2}}', ["a", "b"], True),
        (b'{"a",7,"b":2}', ["b"], True),
        (b'{7,"b":2}', ["b"], True),
        (b'{[1],"b":2}', ["b"], True),
        (b'{],"b":2}', ["b"], True),
        (b'{"a":1,{"b":2}', ["a"], False),
        (b'{"a":1', ["a"], False),
        (b'{"a', [], False),
        (b'{"a":', ["a"], False),
        (b"{", [], False),
    ],
)
def test_the_members_that_can_be_told_apart_are_given(body, read, closed):
    found, members, cursor, _ = names(body)

    assert (found, members.closed) == (read, closed)
    assert cursor.cut == (not closed and cursor.at == len(body))


def test_a_list_around_it_may_end_an_object_that_forgot_to():
    read, members, cursor, out = names(b'{"a":1],"b":2}', lists=1)

    assert (read, members.closed, cursor.at) == (["a"], False, 6)
    assert out.odd


def test_stray_text_is_unreadable_and_neighbours_are_one():
    *_, out = names(b'{?? ,!! ]]]"b":2}')

    assert [(damage.start, damage.end) for damage in out.damages] == [(1, 11)]


def test_the_first_of_a_repeated_member_is_kept_and_a_part_nobody_knows_is_noticed():
    _, members, *_ = names(b'{"a":1,"a":2,"b":3,"_c":{}}')
    assert (members.tokens, members.unknown) == ({b"a": b"1"}, False)

    _, members, *_ = names(b'{"b":{}}')
    assert members.unknown


def elements(body):
    cursor, out, read = Cursor(body), Found(), []

    def take(path, _):
        start = cursor.at
        words = cursor.skip_junk() if body[start : start + 1] != b"{" else ""
        if not words:
            cursor.skip()
        read.append((path, words, body[start : cursor.at].decode()))

    cursor.each("e", out, take)
    return read, cursor, out


def test_elements_are_numbered_and_a_lone_value_is_the_first():
    assert elements(b"[{},null,{}]")[0] == [
        ("e[0]", "", "{}"),
        ("e[1]", "null", "null"),
        ("e[2]", "", "{}"),
    ]
    assert elements(b"{}")[0] == [("e[0]", "", "{}")]
    assert elements(b"[]")[0] == []


@pytest.mark.parametrize(
    ("body", "words"),
    [(b'["x"]', "a text"), (b"[[1]]", "a list"), (b"[true]", "true"), (b"[?]", "something else")],
)
def test_what_is_no_object_is_named(body, words):
    assert elements(body)[0][0][1] == words


def test_elements_without_commas_and_words_that_belong_together():
    assert [text for *_, text in elements(b"[{} {} not json at : all {}]")[0]] == [
        "{}",
        "{}",
        "not json at : all",
        "{}",
    ]
    read, cursor, out = elements(b"[{}, : {}}")
    assert (len(read), cursor.at, len(out.odd)) == (2, 9, 2)
