"""How far a search reaches into letters: how many of each source were searched, how many not, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum


class Paper(Enum):
    """What became of one document; the value is said of one and of several that were not searched."""

    SEARCHED = ("searched", "searched")
    IN_PART = ("searched in part", "searched in part")
    """The rest of it is too long, or pictures without words."""
    PENDING = ("still being read", "still being read")
    AT_SOURCE = ("not downloaded", "not downloaded")
    NOT_GIVEN = ("not given by its source", "not given by their source")
    ELSEWHERE = ("only a pointer", "only pointers")
    NOT_SENT = ("sent without content", "sent without content")
    SCAN = ("is a scanned image", "are scanned images")
    LOCKED = ("locked with a password", "locked with a password")
    DAMAGED = ("damaged", "damaged")
    FORM = ("of a form that is not read here", "of a form that is not read here")
    PROGRAM = ("a program, not a letter", "programs, not letters")
    TOO_LARGE = ("too large", "too large")
    TOO_SLOW = ("takes too long to read", "take too long to read")
    TOO_MUCH = ("beyond the text that is searched in one record",) * 2
    UNREADABLE = ("in a record that cannot be read", "in records that cannot be read")

    @property
    def searched(self) -> bool:
        """Whether words of it are found."""
        return self in {Paper.SEARCHED, Paper.IN_PART}


Papers = Mapping[Paper, int]
"""How many documents of one source became what."""

_IN_PART = "searched only in part: the rest is too long, or pictures"


def reach_words(sources: Mapping[str, Papers]) -> tuple[str, ...]:
    """Return whole sentences on what was not searched, () where all was. ``sources``: by their names.

    >>> gp, trust = {Paper.SEARCHED: 2, Paper.AT_SOURCE: 9}, {Paper.SCAN: 5}
    >>> reach_words({"Riverside": gp})
    ('9 letters not searched: not downloaded',)
    >>> reach_words({"Riverside": gp, "Northmoor": trust})
    ('14 letters not searched. Riverside: 9 not downloaded. Northmoor: 5 are scanned images',)
    """
    lacking = {name: left for name, papers in sources.items() if (left := unsearched(papers))}
    parts = {name: part for name, papers in sources.items() if (part := papers.get(Paper.IN_PART, 0))}
    return tuple(filter(None, (_lacking(lacking), _in_part(parts))))


def source_reach(papers: Papers) -> tuple[str, bool]:
    """Return what is said of one source's letters, and whether all of them were searched.

    >>> source_reach({Paper.SEARCHED: 12})
    ('All 12 letters searched', True)
    >>> source_reach({Paper.SEARCHED: 1, Paper.SCAN: 1})
    ('1 of 2 letters not searched: a scanned image', False)
    """
    total, left = sum(papers.values()), unsearched(papers)
    part = papers.get(Paper.IN_PART, 0)
    said = []
    if left:
        count = sum(left.values())
        of = f" of {total:,}" if total > count else ""
        said.append(f"{count:,}{of} {_letters(total)} not searched: {_reasons(left)}")
    if part:
        said.append(f"{part:,} {_letters(part)} {_IN_PART}")
    return "; ".join(said) or _all(total), not said


def unsearched(papers: Papers) -> Papers:
    """Return those of which no word was searched, in the order of the reasons."""
    return {one: papers[one] for one in Paper if papers.get(one) and not one.searched}


def added(sources: Mapping[str, Papers]) -> Papers:
    """Return the documents of all sources together."""
    total: Counter[Paper] = Counter()
    for papers in sources.values():
        total.update(papers)
    return total


def _all(total: int) -> str:
    if not total:
        return "No letters came with it"
    return "Its letter was searched" if total == 1 else f"All {total:,} letters searched"


def _lacking(lacking: Mapping[str, Papers]) -> str:
    total = added(lacking)
    count = sum(total.values())
    if not count:
        return ""
    told = f"{count:,} {_letters(count)} not searched"
    if len(lacking) == 1:
        return f"{told}: {_reasons(total)}"
    own = (f"{name}: {_counted(left)}" for name, left in lacking.items())
    return f"{told}. {'. '.join(own)}"


def _in_part(parts: Mapping[str, int]) -> str:
    count = sum(parts.values())
    if not count:
        return ""
    where = f" ({', '.join(parts)})" if len(parts) > 1 else ""
    return f"{count:,} {_letters(count)} {_IN_PART}{where}"


def _reasons(papers: Papers) -> str:
    """One reason alone needs no number: it stands before it."""
    (first, count), *others = papers.items()
    return _counted(papers) if others else _why(first, count).removeprefix("is ").removeprefix("are ")


def _counted(papers: Papers) -> str:
    return ", ".join(_parts(papers))


def _parts(papers: Papers) -> Iterator[str]:
    for paper, count in papers.items():
        yield f"{count:,} {_why(paper, count)}"


def _why(paper: Paper, count: int) -> str:
    one, several = paper.value
    return str(one) if count == 1 else str(several)


def _letters(count: int) -> str:
    return "letter" if count == 1 else "letters"
