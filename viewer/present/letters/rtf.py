"""How RTF reads as plain text: letters by their code page, and what is struck out or hidden says so."""

import codecs
import re
from dataclasses import dataclass, field, replace

from viewer.present.letters.rtf_words import (
    ASIDE,
    CHARSETS,
    MARKS,
    NAMED,
    SHOWN,
    SIGNS,
    SKIPPED,
    WHOLE,
    WORDS,
)

_TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<byte>[0-9a-f]{2})|\\(?P<sign>[^a-z])|(?P<brace>[{}])|(?P<line>[\r\n]+)|(?P<text>[^\\{}\r\n]+)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_CLOSE = re.compile(r"(?<!\s)(\s++)\]")  # looked for from the start of a run alone: runs can be long
_DEPTH = 500
_SURROGATE = 0x10000
_CUT = "\n[the rest cannot be read: groups are nested too deeply]"
_UNCLOSED = "\n[it ends before it is complete: the rest may be missing]"


@dataclass(frozen=True, slots=True)
class _State:
    """In a group: code page, letters that stand in for a Unicode one, marks, whether it is read."""

    codec: str
    skip_after: int = 1
    marks: frozenset[str] = frozenset()
    silent: bool = False
    table: bool = False


@dataclass(slots=True)
class _Reader:
    codec: str = "cp1252"
    state: _State = field(default_factory=lambda: _State("cp1252"))
    stack: list[_State] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    owed: int = 0
    pending: bytearray = field(default_factory=bytearray)
    optional: bool = False
    binary: int = 0
    marked: frozenset[str] = frozenset()


def rtf_text(data: bytes) -> str:
    r"""Return the words of an RTF letter; what is no word (pictures, objects) is named in square brackets.

    >>> rtf_text(rb"{\rtf1\ansi\ansicpg1252 Dose 5 \'b5g {\strike daily}\par weekly}")
    'Dose 5 µg [struck out: daily]\nweekly'
    """
    reader = _Reader()
    text, at = data.decode("latin-1"), 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            break
        at = found.end() + _take(reader, found)
        if len(reader.stack) > _DEPTH:
            reader.out.append(_CUT)
            break
        if found.group("brace") == "}" and not reader.stack:
            return _tidy(_whole(reader))
    return _tidy(_whole(reader) + ("" if len(reader.stack) > _DEPTH else _UNCLOSED))


def _take(reader: _Reader, found: "re.Match[str]") -> int:
    """Take one token in; return how many bytes of binary data follow it."""
    kind = found.lastgroup if found.lastgroup != "number" else "word"
    value = found.group(kind or "text")
    if kind == "byte":
        _byte(reader, int(value, 16))
        return 0
    _flush(reader)
    match kind:
        case "brace":
            _brace(reader, value)
        case "word":
            return _word(reader, value, found.group("number"))
        case "sign":
            _sign(reader, value)
        case "text":
            _letters(reader, value)
        case _:
            pass
    reader.optional = reader.optional and kind == "line"
    return 0


def _byte(reader: _Reader, value: int) -> None:
    if reader.owed:
        reader.owed -= 1
    elif not reader.state.silent:
        reader.pending.append(value)


def _flush(reader: _Reader) -> None:
    """Bytes of one letter may come one by one: they are read together."""
    if reader.pending:
        _say(reader, bytes(reader.pending).decode(reader.state.codec, "replace"))
        reader.pending.clear()


def _letters(reader: _Reader, value: str) -> None:
    passed = min(reader.owed, len(value))
    reader.owed -= passed
    if not reader.state.silent:
        _say(reader, value[passed:].encode("latin-1").decode(reader.state.codec, "replace"))


def _sign(reader: _Reader, value: str) -> None:
    if value == "*":
        reader.optional = True
        return
    if reader.owed:
        reader.owed -= 1
    else:
        _say(reader, SIGNS.get(value, ""))


def _brace(reader: _Reader, value: str) -> None:
    reader.owed = 0
    if value == "{":
        reader.stack.append(reader.state)
    elif reader.stack:
        reader.state = reader.stack.pop()


def _word(reader: _Reader, word: str, number: str | None) -> int:
    optional, reader.optional = reader.optional, False
    value = int(number) if number else None
    if word == "bin":
        return max(value or 0, 0)
    if word == "u" and value is not None:
        _unicode(reader, value)
    elif reader.owed:
        reader.owed -= 1
    elif word in WORDS:
        _say(reader, WORDS[word])
    elif word in SKIPPED or word in NAMED or word in ASIDE:
        _destination(reader, word)
    elif optional and word not in SHOWN:
        reader.state = replace(reader.state, silent=True)
    else:
        _format(reader, word, value)
    return 0


def _destination(reader: _Reader, word: str) -> None:
    if word in ASIDE:
        _say(reader, f"\n[{ASIDE[word]}] ")
        return
    if not reader.state.silent:
        _say(reader, NAMED.get(word, ""))
    reader.state = replace(reader.state, silent=True, table=word == "fonttbl" or reader.state.table)


def _unicode(reader: _Reader, value: int) -> None:
    code = value % _SURROGATE
    if not reader.state.silent:
        _say(reader, chr(code))
    reader.owed = reader.state.skip_after


def _format(reader: _Reader, word: str, value: int | None) -> None:
    state = reader.state
    if word in MARKS:
        marks = state.marks - {word} if value == 0 else state.marks | {word}
        reader.state = replace(state, marks=marks)
    elif word == "plain":
        reader.state = replace(state, marks=frozenset())
    elif word == "uc" and value is not None:
        reader.state = replace(state, skip_after=max(0, min(value, 16)))
    elif word == "ansicpg" and value is not None:
        reader.codec = _codec(f"cp{value}") or reader.codec
        reader.state = replace(state, codec=reader.codec)
    elif word in WHOLE:
        reader.codec = WHOLE[word]
        reader.state = replace(state, codec=reader.codec)
    else:
        _font(reader, word, value)


def _font(reader: _Reader, word: str, value: int | None) -> None:
    if value is None:
        return
    if word == "f" and reader.state.table:
        reader.font = value
    elif word == "fcharset" and reader.state.table and value in CHARSETS:
        reader.fonts[reader.font] = CHARSETS[value] or reader.codec
    elif word == "f":
        reader.state = replace(reader.state, codec=reader.fonts.get(value, reader.codec))


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _say(reader: _Reader, words: str) -> None:
    """Add words; a change of what is struck out or hidden opens and closes brackets around them."""
    if not words or reader.state.silent:
        return
    now = frozenset(MARKS[mark] for mark in reader.state.marks)
    if now != reader.marked and words.strip():
        reader.out.append("]" * len(reader.marked) + "".join(f"[{mark}: " for mark in sorted(now)))
        reader.marked = now
    reader.out.append(words)


def _whole(reader: _Reader) -> str:
    _flush(reader)
    text = "".join(reader.out) + "]" * len(reader.marked)
    # A letter beyond the first plane comes as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _tidy(text: str) -> str:
    closed = _BEFORE_CLOSE.sub(r"]\1", text)
    lines = (line.rstrip().removesuffix("|").rstrip() for line in closed.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
