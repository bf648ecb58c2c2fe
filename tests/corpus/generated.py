"""Hostile bodies that are too large to keep: made when the tests run, listed in expected.toml like the rest.

Each has a bound that it attacks: the length of an id, of a text or a number, the depth of a nesting, the
number of things beside each other, or the time that a naive scanner takes for what repeats.
"""

import gzip
import json
from collections.abc import Callable

_SUBJECT = '"subject":{"reference":"Patient/p1"}'


def _condition(number: int = 1, text: str = "Asthma", more: str = "") -> str:
    return f'{{"resourceType":"Condition","id":"c{number}","code":{{"text":"{text}"}},{_SUBJECT}{more}}}'


def _bundle(*resources: str) -> str:
    entries = ",".join(f'{{"resource":{resource}}}' for resource in resources)
    return f'{{"resourceType":"Bundle","type":"collection","entry":[{entries}]}}'


def _nested(opens: str, inside: str, closes: str, depth: int) -> str:
    return opens * depth + inside + closes * depth


def _huge_id() -> str:
    return f'{{"resourceType":"Condition","id":"{"i" * 1_000_000}","code":{{"text":"Asthma"}},{_SUBJECT}}}'


def _huge_key() -> str:
    return _condition(more=f',"{"k" * 1_000_000}":1')


def _huge_text() -> str:
    return _bundle(_condition(1, "Asthma"), _condition(2, "long " * 200_000), _condition(3, "Gout"))


def _huge_number() -> str:
    value = f',"valueQuantity":{{"value":1{"0" * 50_000}.{"0" * 50_000}1,"unit":"g"}}'
    return f'{{"resourceType":"Observation","id":"o1","status":"final","code":{{"text":"Long"}},{_SUBJECT}{value}}}'


def _huge_type() -> str:
    return f'{{"resourceType":"{"T" * 1_000_000}","id":"t1"}}'


def _deep_extension() -> str:
    inside = _nested('{"url":"u","extension":[', '{"url":"u","valueString":"bottom"}', "]}", 60)
    return _condition(more=f',"extension":[{inside}]')


def _too_deep() -> str:
    deep = _condition(2, "Deep", ',"x":' + _nested("[", "1", "]", 100_000))
    return _bundle(_condition(1, "Asthma"), deep, _condition(3, "Gout"))


def _too_deep_and_cut() -> str:
    return (
        _bundle(_condition(1, "Asthma"))[:-2]
        + ',{"resource":{"resourceType":"Condition","x":'
        + "[{" * 100_000
    )


def _deep_bundles() -> str:
    text = _condition(1, "Asthma")
    for _ in range(20):
        text = _bundle(text)
    return text


def _deep_parts() -> str:
    inside = f'{{"name":"r","resource":{_condition(1, "Asthma")}}}'
    nested = _nested('{"name":"p","part":[', inside, "]}", 20)
    return f'{{"resourceType":"Parameters","parameter":[{nested}]}}'


def _many_entries() -> str:
    return _bundle(*(_condition(number, f"Problem {number}") for number in range(3_000)))


def _many_repeats() -> str:
    return _bundle(*[_condition(1, "Asthma")] * 2_000)


def _many_lines() -> str:
    return "\n".join(_condition(number) + "\n" * 20 for number in range(500))


def _many_bad_lines() -> str:
    return "\n".join(['{"resourceType":"Condition","id":"c'] * 500 + [_condition(1, "Asthma")])


def _many_nulls() -> str:
    return f'{{"resourceType":"Bundle","type":"searchset","entry":[{",".join(["null"] * 1_000)}]}}'


def _wide_list() -> str:
    return _condition(more=f',"note":[{",".join(["{}"] * 20_000)}]')


def _many_keys() -> str:
    return _condition(more="".join(f',"key{number}":{number}' for number in range(20_000)))


def _same_key_many_times() -> str:
    return _condition(more=',"again":1' * 20_000)


def _quotes_and_backslashes() -> str:
    return _bundle(
        _condition(1, '\\"' * 100_000), _condition(2, "\\\\" * 100_000), _condition(3, "{[" * 100_000)
    )


def _cut_in_long_string() -> str:
    return _bundle(_condition(1, "Asthma"), _condition(2, '\\"{[' * 100_000))[:-60]


def _unclosed_strings() -> str:
    return '{"resourceType":"Condition","code":' + '"a{[' * 50_000


def _white_space() -> str:
    return " \n\t\r" * 250_000 + _condition(1, "Asthma") + "\n" * 1_000_000


def _compressed() -> bytes:
    return gzip.compress(_condition(1, "Asthma").encode(), mtime=0)


def _zeros() -> bytes:
    return bytes(100_000)


def _every_byte() -> bytes:
    return bytes(range(256)) * 100


def _large_binary() -> str:
    binary = json.dumps(
        {"resourceType": "Binary", "id": "b1", "contentType": "application/pdf", "data": "QUJD" * 250_000}
    )
    return _bundle(binary, _condition(1, "Asthma"))


_MADE: dict[str, Callable[[], str | bytes]] = {
    "huge-id.json": _huge_id,
    "huge-key.json": _huge_key,
    "huge-text.json": _huge_text,
    "huge-number.json": _huge_number,
    "huge-type.json": _huge_type,
    "deep-extension.json": _deep_extension,
    "too-deep.json": _too_deep,
    "too-deep-and-cut.json": _too_deep_and_cut,
    "deep-bundles.json": _deep_bundles,
    "deep-parts.json": _deep_parts,
    "many-entries.json": _many_entries,
    "many-repeats.json": _many_repeats,
    "many-lines.ndjson": _many_lines,
    "many-bad-lines.ndjson": _many_bad_lines,
    "many-nulls.json": _many_nulls,
    "wide-list.json": _wide_list,
    "many-keys.json": _many_keys,
    "same-key-many-times.json": _same_key_many_times,
    "quotes-and-backslashes.json": _quotes_and_backslashes,
    "cut-in-long-string.json": _cut_in_long_string,
    "unclosed-strings.json": _unclosed_strings,
    "white-space.json": _white_space,
    "compressed.json": _compressed,
    "zeros.json": _zeros,
    "every-byte.json": _every_byte,
    "large-binary.json": _large_binary,
}

NAMES = tuple(f"generated/{name}" for name in _MADE)


def body(name: str) -> bytes:
    """The bytes of one generated file; the same in every run."""
    made = _MADE[name.removeprefix("generated/")]()
    return made if isinstance(made, bytes) else made.encode()
