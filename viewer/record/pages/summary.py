"""What stands on top of the summary: every disagreement of the sources, and everything that is missing."""

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from viewer.record.completeness import gap_words
from viewer.record.pages.asked import PageAsked
from viewer.record.sources import names_of
from viewer.source.gap import Gap, GapKind


class SummaryConflict(msgspec.Struct, frozen=True, kw_only=True):
    """One disagreement in a whole sentence; ``entry`` is the first entry that it is about, "" for none."""

    words: str
    tier: int
    entry: str = ""


class SummaryTop(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """``conflicts``: the first tier first. ``gaps``: each with its source's name, what, why, what to do."""

    conflicts: tuple[SummaryConflict, ...]
    gaps: tuple[str, ...]


def summary_top(asked: PageAsked) -> SummaryTop:
    """Return all of them: none is left out or cut here."""
    record, names = asked.record, names_of(asked.record)
    gaps = [gap for row in record.sources for gap in row.gaps]
    gaps += [gap for row in record.domains for gap in row.gaps]
    gaps = _joined(gaps)
    gaps.sort(key=lambda gap: not gap.kind.makes_partial)  # what a source never offers comes last
    conflicts = sorted(record.conflicts, key=lambda one: one.tier)
    return SummaryTop(
        conflicts=tuple(
            SummaryConflict(words=one.what, tier=one.tier, entry=next(iter(one.entries), ""))
            for one in conflicts
        ),
        gaps=tuple(dict.fromkeys(f"{names.get(gap.source, gap.source)}: {gap_words(gap)}" for gap in gaps)),
    )


def _joined(gaps: Iterable[Gap]) -> list[Gap]:
    """Join what a source does not offer for one reason: a dozen such lines hide the one that failed."""
    joined: dict[tuple[str, str, str], dict[str, Gap]] = {}
    others = []
    for gap in gaps:
        if gap.kind is GapKind.NOT_SUPPORTED:
            joined.setdefault((gap.source, gap.why, gap.advice), {})[gap.what] = gap
        else:
            others.append(gap)
    return [*others, *(replace(next(iter(own.values())), what="; ".join(own)) for own in joined.values())]
