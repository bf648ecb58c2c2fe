"""How the counts are printed, and written as JSON."""

from collections import Counter

from tests.benchmarks.merge_accuracy.figures import lower_bound, said
from tests.benchmarks.merge_accuracy.judging import Tally
from tests.benchmarks.merge_accuracy.truth import EXACT

_ROW = "| {:13} | {:>19} | {:>11} | {:>19} | {:>19} |"


def summary(tally: Tally) -> list[str]:
    """One line for each domain: what stands in the README. Share and lower end of its 95 % interval."""
    lines = [_ROW.format("domain", "precision", "near misses", "recall, exact", "recall, altered")]
    lines.append(_ROW.format("---", "---:", "---:", "---:", "---:"))
    return [*lines, *(_ROW.format(domain, *_shares(tally, domain)) for domain in domains(tally))]


def _shares(tally: Tally, domain: str) -> tuple[str, str, str, str]:
    right, wrong = tally.right[domain], tally.wrong[domain]
    near = sum(many for (one, _), many in tally.near.items() if one == domain)
    merged = sum(many for (one, _), many in tally.near_merged.items() if one == domain)
    exact, altered = recalls(tally, domain)
    return (
        f"{said(right, right + wrong)}",
        f"{merged} of {near}",
        f"{said(*exact)}",
        f"{said(*altered)}",
    )


def recalls(tally: Tally, domain: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """(found, expected) of exact and of altered copies."""
    sums: dict[bool, list[int]] = {True: [0, 0], False: [0, 0]}
    for (one, what), many in tally.expected.items():
        if one == domain:
            sums[what == EXACT][0] += tally.found[one, what]
            sums[what == EXACT][1] += many
    return (sums[True][0], sums[True][1]), (sums[False][0], sums[False][1])


def domains(tally: Tally) -> list[str]:
    names = {name for name, _ in (*tally.expected, *tally.near, *tally.undecidable)} | tally.wrong.keys()
    return sorted(names, key=lambda name: (name == "other", name))


def details(tally: Tally) -> list[str]:
    """Everything that was counted, and every wrong merge by name."""
    lines = ["", "Recall by alteration: share (lower end of the 95 % interval), found of expected"]
    lines += [
        f"  {domain:13} {what:28} {said(tally.found[domain, what], many):>19}  {tally.found[domain, what]:,} of {many:,}"
        for (domain, what), many in sorted(tally.expected.items())
    ]
    lines += ["", "Near misses that are different facts: kept apart"]
    lines += [
        f"  {domain:13} {kind:52} {many - tally.near_merged[domain, kind]:>5} of {many}"
        for (domain, kind), many in sorted(tally.near.items())
    ]
    lines += ["", "Nobody can decide from the records (in no figure above), of these put together"]
    lines += [
        f"  {domain:13} {why:40} {tally.undecidable_merged[domain, why]:>5} of {many}"
        for (domain, why), many in sorted(tally.undecidable.items())
    ]
    lines += ["", "Copies of one fact beside a near miss (in no figure above): put together"]
    lines += [
        f"  {domain:13} {tally.beside_found[domain]:>5} of {many}"
        for domain, many in sorted(tally.beside.items())
    ]
    lines += ["", f"Wrong merges: {sum(tally.wrong.values())}"]
    lines += [f"  {many:>4} {name}" for name, many in tally.named.most_common()]
    return lines


def as_json(tally: Tally) -> dict[str, object]:
    """The same for machines."""
    return {
        "domains": {domain: _figures(tally, domain) for domain in domains(tally)},
        "alterations": _named(tally.expected, tally.found),
        "near_misses": _named(tally.near, tally.near_merged),
        "undecidable": _named(tally.undecidable, tally.undecidable_merged),
        "wrong_merges": dict(tally.named),
    }


def _figures(tally: Tally, domain: str) -> dict[str, object]:
    right, wrong = tally.right[domain], tally.wrong[domain]
    exact, altered = recalls(tally, domain)
    return {
        "right": right,
        "wrong": wrong,
        "precision_lower": lower_bound(right, right + wrong),
        "exact": exact,
        "exact_lower": lower_bound(*exact),
        "altered": altered,
        "altered_lower": lower_bound(*altered),
    }


def _named(of: Counter, good: Counter) -> dict[str, tuple[int, int]]:
    return {f"{domain}: {what}": (good[domain, what], many) for (domain, what), many in sorted(of.items())}
