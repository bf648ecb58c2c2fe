"""Which entries of medicines stand in one row: those of one product, else of one drug; nothing is merged.

A row too few would say that a medicine is missing where it is listed under another strength; a row too
many only asks the reader to look twice. So whatever names one drug stands together, and what may do so by
its first word alone is named on both rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from viewer.entries.entry import Entry, Flag
from viewer.entries.naming import DEGRADED
from viewer.fhir.wording import folded
from viewer.merge.drug import drug_name, names_a_drug

_NO_DRUG = DEGRADED | {
    "763158003",  # Medicinal product
    "410942007",  # Drug or medicament
    "416608005",  # Drug therapy
    "182836005",  # Review of medication
}
"""Codes that many drugs may bear."""

_SALTS = frozenset(
    ["sodium", "potassium", "calcium", "magnesium", "ferrous", "zinc", "vitamin", "human", "water"]
)
_SHORTEST = 4
_MOST_SIMILAR = 12
"""Rows that begin with one word and are named on each other; a word that more have is no drug's."""


_NAMELESS = frozenset({Flag.UNREADABLE, Flag.UNRESOLVED})
_is_name = lru_cache(maxsize=4096)(names_a_drug)


@lru_cache(maxsize=4096)
def _drug_key(title: str) -> str:
    return f"name {folded(drug_name(title))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One source's own copy of an entry; ``entry`` is the merged one, whose id opens the detail."""

    entry: Entry
    own: Entry
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """The copies of one row. ``key`` is the same in every order of the entries, and no other row's."""

    key: str
    name: str
    copies: tuple[Copy, ...]

    @property
    def is_named(self) -> bool:
        """Whether anything says which drug it is."""
        return any(is_named(copy.own) for copy in self.copies)


def is_named(entry: Entry) -> bool:
    """Whether an entry's title is the name of a drug, and not words in place of one."""
    return not entry.flags & _NAMELESS and _is_name(_bare_title(entry))


def _bare_title(entry: Entry) -> str:
    return entry.title.removeprefix("DO NOT GIVE: ")


def drugs(copies: Mapping[str, Sequence[Copy]]) -> tuple[Drug, ...]:
    """Return the rows; ``copies`` are those of each entry, by its id."""
    groups = _Groups()
    for entry_id, own in copies.items():
        groups.join(f"entry {entry_id}", (key for copy in own for key in _keys(copy.own)))
    found: dict[str, list[Copy]] = {}
    for entry_id, own in copies.items():
        found.setdefault(groups.root(f"entry {entry_id}"), []).extend(own)
    return tuple(_drug(tuple(own)) for own in found.values())


def _drug(copies: tuple[Copy, ...]) -> Drug:
    titles = sorted({_bare_title(copy.own) for copy in copies if is_named(copy.own)})
    if not titles:
        title = min(copy.own.title for copy in copies)
        return Drug(key=min(copy.entry.id for copy in copies), name=title, copies=copies)
    alike = len({folded(title) for title in titles}) == 1
    names = sorted({drug_name(title) for title in titles}, key=lambda name: (len(name), name))
    # Of several products the name that most of them begin with; all are spelled out in the cells.
    return Drug(key=folded(names[0]), name=titles[0] if alike else names[0], copies=copies)


def _keys(entry: Entry) -> Iterator[str]:
    """What says that two entries are of one drug: a code, the name up to its strength, one ingredient."""
    for coding in entry.codings:
        if coding.code and coding.system and coding.code not in _NO_DRUG:
            yield f"code {coding.system}|{coding.code}"
    if is_named(entry):
        yield _drug_key(_bare_title(entry))
    ingredients = entry.course.ingredients if entry.course else ()
    if len(ingredients) == 1:  # of two, one alone is another medicine
        yield _drug_key(ingredients[0])


def similar(rows: Sequence[Drug]) -> Mapping[str, tuple[Drug, ...]]:
    """Return, by key, other rows whose name begins with the same word: perhaps the same drug."""
    by_word: dict[str, dict[str, Drug]] = {}
    for row in rows:
        for word in {_first_word(copy.own) for copy in row.copies} - {""}:
            by_word.setdefault(word, {})[row.key] = row
    found: dict[str, dict[str, Drug]] = {row.key: {} for row in rows}
    for together in by_word.values():
        for key in together if len(together) <= _MOST_SIMILAR else ():
            found[key] |= {other: row for other, row in together.items() if other != key}
    return {key: tuple(others.values()) for key, others in found.items()}


def _first_word(entry: Entry) -> str:
    if not is_named(entry):
        return ""
    word = folded(_bare_title(entry)).split(" ")[0]
    return word if len(word) >= _SHORTEST and word not in _SALTS else ""


class _Groups:
    """Which keys stand together, directly or through others."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, one: str, others: Iterable[str]) -> None:
        """Put all of them into one group."""
        for other in (one, *others):
            self._parent[self.root(other)] = self.root(one)

    def root(self, key: str) -> str:
        """The name of a key's group."""
        found = key
        while (above := self._parent.setdefault(found, found)) != found:
            self._parent[found] = self._parent.setdefault(above, above)
            found = above
        return found
