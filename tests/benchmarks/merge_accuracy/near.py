"""Near misses: two facts that look alike and are not one, by clinical scenario and by change of a real one."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import count

from tests.benchmarks.merge_accuracy import near_changed, near_told
from tests.benchmarks.merge_accuracy.alterations import altered, copied
from tests.benchmarks.merge_accuracy.dealing import SOURCES, rewritten
from tests.benchmarks.merge_accuracy.shown import altered_is_shown, exact_is_shown
from tests.benchmarks.merge_accuracy.truth import DOMAINS, EXACT, Copy, Fact, Record, Trial
from viewer.fhir.resource import Content

Told = Callable[[random.Random], tuple[str, Sequence[Content]]]
_COPIED = 0.5


def near_misses(records: Sequence[Record], rng: random.Random, many: int) -> Iterator[Trial]:
    """Yield ``many`` trials of each domain: told ones and changed real ones by turns."""
    facts: dict[str, list[tuple[Record, Fact]]] = {}
    for record in records:
        for fact in record.facts:
            facts.setdefault(fact.domain, []).append((record, fact))
    for domain in sorted(set(DOMAINS.values()) - {"other"}):
        yield from _of_domain(domain, facts.get(domain, []), rng, many)


def _of_domain(
    domain: str, facts: Sequence[tuple[Record, Fact]], rng: random.Random, many: int
) -> Iterator[Trial]:
    told, changes = near_told.TOLD[domain], near_changed.CHANGES[domain]
    yielded = 0
    for number in count():
        if yielded >= many or number > 60 * many:
            return
        if number % 2 or not facts:
            name, contents = told[number // 2 % len(told)](rng)
            yielded += 1
            yield _trial(f"told/{domain}#{number}", name, contents, {}, rng)
            continue
        record, fact = rng.choice(facts)
        name, change = changes[rng.randrange(len(changes))]
        other = change(copied(fact.content), rng)
        if other is not None and other != fact.content:
            yielded += 1
            yield _trial(fact.hidden, name, (fact.content, other), dict(record.around), rng)


def _trial(name: str, near: str, contents: Sequence[Content], around: dict, rng: random.Random) -> Trial:
    """Each fact at a source of its own; copies of some elsewhere, so that a chain might join them."""
    trial = Trial(name, [], around, near)
    free = rng.sample(SOURCES, len(SOURCES))
    facts = [Fact(f"{name}/{number}", {"id": f"{number}", **one}) for number, one in enumerate(contents)]
    for fact in facts:
        trial.copies.append(Copy(free.pop(), fact.hidden, fact.domain, fact.content))
    for fact in facts:
        if free and rng.random() < _COPIED:
            # Cut to its year a copy would be, word for word, the fact that is known by its year alone.
            exact = near == near_told.YEAR_ALONE or rng.random() < _COPIED
            trial.copies.append(_copy(fact, free.pop(), around, None if exact else rng))
    return trial


def _copy(fact: Fact, source: str, around: dict, rng: random.Random | None) -> Copy:
    """Another source's copy of one of them; exact without ``rng``."""
    if rng is None:
        shown_so = exact_is_shown(fact, around)
        return Copy(source, fact.hidden, fact.domain, copied(fact.content), (EXACT,), shown_so)
    content, how = altered(fact.content, rng, several=True)
    there = rewritten(content, source, around)
    return Copy(source, fact.hidden, fact.domain, there, how, altered_is_shown(fact, around))
