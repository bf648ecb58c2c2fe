"""The short piece of a text around a word that was found, never cut inside a word, a number or its unit."""

from viewer.timeline.search.vocabulary import split_words

_LINE = 120
"""Letters of a piece where it is cut between words."""
_MORE = 60
"""Letters more, so that it ends where a clause does: a name of several words stays whole."""
_LONGEST_WORD = 400
_CLAUSE = (".", ",", ";", ":", "|", ")")
_CUT = "..."


def piece_around(text: str, names: tuple[str, ...]) -> str:
    r"""Return the line that holds the first of these folded names, or the part of it around; "" for none.

    >>> piece_around("Seen in clinic.\nReports a rash after penicillin.", ("rash",))
    'Reports a rash after penicillin.'
    """
    lines = [*text.split("\n"), text]  # a name of two words may stand on two lines
    for line in lines:
        words = line.split()
        if _holds(words, names):
            return " ".join(words) if len(line) <= _LINE else _around(words, _first(words, names))
    return ""


def _first(words: list[str], names: tuple[str, ...]) -> tuple[int, int]:
    """Return from where to where the words are that hold a name; it may go over two, or over all of them."""
    spans = ((at, min(at + count, len(words))) for count in (1, 2, len(words)) for at in range(len(words)))
    return next(span for span in spans if _holds(words[slice(*span)], names))


def _holds(words: list[str], names: tuple[str, ...]) -> bool:
    folded = " ".join(split_words(" ".join(words)))
    return any(name in folded for name in names)


def _around(words: list[str], found: tuple[int, int]) -> str:
    first, last = found
    if sum(map(len, words[first:last])) > _LONGEST_WORD:
        return f"{_CUT} (a word of {len(words[first]):,} letters) {_CUT}"
    room = _LINE - _length(words[first:last])
    while True:
        before, after = words[max(first - 1, 0) : first], words[last : last + 1]
        room -= _length(before) + _length(after)
        if room < 0 or not (before or after):
            break
        first, last = first - len(before), last + len(after)
    first, last = _to_clauses(words, first, last)
    return " ".join(([_CUT] if first else []) + words[first:last] + ([_CUT] if last < len(words) else []))


def _to_clauses(words: list[str], first: int, last: int) -> tuple[int, int]:
    """Go on to where a clause begins and ends, if that is near; else no number is left without its unit."""
    begin, room = first, _MORE
    while begin and not words[begin - 1].endswith(_CLAUSE) and room > 0:
        begin -= 1
        room -= len(words[begin]) + 1
    first = begin if room > 0 else _before_number(words, first)
    end, room = last, _MORE
    while end < len(words) and not words[end - 1].endswith(_CLAUSE) and room > 0:
        room -= len(words[end]) + 1
        end += 1
    return first, end if room > 0 else _after_number(words, last)


def _before_number(words: list[str], first: int) -> int:
    while first and words[first - 1][-1:].isdigit():
        first -= 1
    return first


def _after_number(words: list[str], last: int) -> int:
    while last < len(words) and words[last - 1][-1:].isdigit():
        last += 1
    return last


def _length(words: list[str]) -> int:
    return sum(len(word) + 1 for word in words)


def lacking(folded: str, wanted: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return the words (each with its names) that a folded text does not hold."""
    return tuple(names for names in wanted if not any(name in folded for name in names))
