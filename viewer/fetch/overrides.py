"""What one endpoint's settings change in the table of searches; nothing set there can narrow a question."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from viewer.fetch.searches import Search
from viewer.source.search_setting import BY, HELPING, Pairs, read_setting

Table = Iterable[tuple[Search, bool]]


def overridden(table: Table, settings: Iterable[str]) -> Iterator[tuple[Search, bool]]:
    """Yield the table with what is set; a type that is set is asked for whatever the endpoint lists."""
    given = dict(found for setting in settings if (found := read_setting(setting)) is not None)
    last: Search | None = None
    for search, offered in table:
        last = search
        pairs = given.pop(search.type, None)
        yield (search, offered) if pairs is None else (_with(search, pairs), True)
    for kind, pairs in given.items():
        if last is not None:
            plain = Search(label=kind, type=kind, must=last.must, may=last.may[:1])
            yield _with(plain, pairs), True


def _with(search: Search, pairs: Pairs) -> Search:
    by = [(name, value) for name, value in pairs if name in BY]
    helping = tuple((name, value) for name, value in pairs if name in HELPING)
    kept = tuple(pair for pair in search.may if pair[0] not in {name for name, _ in helping})
    changed = replace(search, may=(*kept, *helping))
    if not by:
        return changed
    # Values that somebody chose are never taken for all there are.
    return replace(changed, by=by[0][0], categories=tuple(value for _, value in by), all_named=False)
