"""A resource's bytes read strictly: nothing is dropped, rounded or guessed, or it is not read at all."""

import json
import re
from collections import Counter
from typing import NoReturn

from viewer.errors import ResourceError
from viewer.fhir.resource import Json, Number
from viewer.fhir.scan import MAX_DEPTH, string_end

_PLAIN_KEY = re.compile(r"[A-Za-z]{1,64}")
_BRACKET = re.compile(rb'["\[\]{}]')
_QUOTE = 0x22
_SIXTY_FOUR_BIT_DIGITS = 18


def read_object(raw: bytes) -> dict[str, Json]:
    """Decode one JSON object; decimals as ``Number``, their source text (FID-01, FID-17).

    Raises ResourceError: not UTF-8, not well-formed, a key twice, NaN or Infinity, nested deeper than 200,
    not an object. The reason never holds a value.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ResourceError(f"it is not UTF-8 text (byte {error.start})") from error
    if _too_deep(raw):
        raise ResourceError(f"it nests deeper than {MAX_DEPTH} levels")
    try:
        value: Json = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise ResourceError(f"it is not well-formed JSON (character {error.pos})") from error
    if not isinstance(value, dict):
        raise ResourceError("it is not a JSON object")
    return value


def _too_deep(raw: bytes) -> bool:
    """Count brackets outside strings, only where there are enough of them to matter."""
    if raw.count(b"[") + raw.count(b"{") <= MAX_DEPTH:
        return False
    depth, at = 0, 0
    while found := _BRACKET.search(raw, at):
        at = found.end()
        byte = raw[at - 1]
        if byte == _QUOTE:
            at = string_end(raw, at - 1)
            if at < 0:
                return False  # not well-formed: the decoder says so
        elif byte in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        else:
            depth -= 1
    return False


def _pairs(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    content = dict(pairs)
    if len(content) != len(pairs):
        key = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        name = f"'{key}'" if _PLAIN_KEY.fullmatch(key) else "a key"
        raise ResourceError(f"{name} stands twice in one object, so one of its values would be lost")
    return content


def _whole(text: str) -> int | Number:
    if len(text) > _SIXTY_FOUR_BIT_DIGITS or text == "-0":
        return Number(text)
    return int(text)


def _constant(_: str) -> NoReturn:
    raise ResourceError("it holds NaN or Infinity, which JSON does not have")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_float=Number, parse_int=_whole, parse_constant=_constant
)
