"""Where a JSON string or value ends in bytes that may not be JSON: linear, no recursion, never failing."""

import re

MAX_DEPTH = 200
"""How deep a resource may nest; FHIR's deepest real ones stay below 60."""

_BLANK = re.compile(rb"[ \t\r\n]*+")
# No group repeats possessively here: before Python 3.11.5 such a repeat does not go back where its last
# round fails (python/cpython#106052), and would step over brackets. None of them needs it to be linear.
# In JSON a quote that ends a string is followed by one of these; where it is not, the text is damaged and
# the quote is more likely part of the string (an unescaped quote) or of the next one (a missing quote).
_AFTER_STRING = re.compile(rb'[ \t\r\n]*+(?:[,:\[\]{}]|\Z|"(?:[^"\\]|\\.){0,64}"[ \t\r\n]{0,64}:)', re.DOTALL)
# Steps of 1,000 escapes: one unbounded repeat would keep memory for each of them.
_STRING_RUN = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+){0,1000}', re.DOTALL)
# Over well-behaved strings in one step; any other quote is looked at by itself.
_TO_BRACKET = re.compile(
    rb'(?:[^"\[\]{}]*+"[^"\\]*+(?:\\.[^"\\]*+){0,100}"(?=[ \t\r\n]*+[,:\[\]{}])){0,200}[^"\[\]{}]*+',
    re.DOTALL,
)
_SCALAR = re.compile(rb'[^ \t\r\n,:"\[\]{}]++')
_OPENS = {0x7B: 0x7D, 0x5B: 0x5D}
_QUOTE, _BACKSLASH = 0x22, 0x5C


def blank_end(body: bytes, at: int) -> int:
    """Where the white space that starts at ``at`` ends."""
    found = _BLANK.match(body, at)
    return found.end() if found else at


def string_end(body: bytes, at: int) -> int:
    r"""Where the string that opens at ``at`` ends, its closing quote included; -1 if it never does.

    >>> string_end(b'"a\\"b", 1', 0), string_end(b'"say "no" now"', 0), string_end(b'"cut', 0)
    (6, 14, -1)
    """
    at += 1
    while True:
        found = _STRING_RUN.match(body, at)
        at = found.end() if found else at
        if at >= len(body):
            return -1
        if body[at] == _BACKSLASH:
            if at + 1 >= len(body):
                return -1
        else:
            at += 1
            if _AFTER_STRING.match(body, at):
                return at


def value_end(body: bytes, at: int) -> tuple[int, bool]:
    """Where the value that starts at ``at`` ends, and whether its end was found.

    A value that is cut off ends with the body. A closing bracket of the wrong kind closes what it fits;
    one that fits nothing inside the value belongs to whoever called, and ends the value before it.
    """
    if at >= len(body):
        return at, False
    if body[at] == _QUOTE:
        end = string_end(body, at)
        return (end, True) if end >= 0 else (len(body), False)
    if body[at] in _OPENS:
        return _bracket_end(body, at)
    found = _SCALAR.match(body, at)
    return (found.end() if found else at), True


def _bracket_end(body: bytes, at: int) -> tuple[int, bool]:
    closers = bytearray([_OPENS[body[at]]])
    open_count = {0x7D: 0, 0x5D: 0}
    open_count[closers[0]] = 1
    at += 1
    while closers:
        found = _TO_BRACKET.match(body, at)
        at = found.end() if found else at
        if at >= len(body):
            return len(body), False
        byte = body[at]
        if byte == _QUOTE:
            at = string_end(body, at)
            if at < 0:
                return len(body), False
            continue
        if byte in _OPENS:
            closers.append(_OPENS[byte])
            open_count[_OPENS[byte]] += 1
        elif open_count[byte]:
            _close(closers, open_count, byte)
        else:
            return at, False
        at += 1
    return at, True


def _close(closers: bytearray, open_count: dict[int, int], byte: int) -> None:
    while True:
        closed = closers.pop()
        open_count[closed] -= 1
        if closed == byte:
            return
