"""Where the copies of one fact say different things: each label once, with what every copy says."""

from collections.abc import Iterable, Sequence

NOT_SAID = "not stated"
Said = Iterable[tuple[str, str]]
"""Label and words of each line of one copy; a label may come several times."""


def differing(copies: Sequence[Said]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each label on which copies differ, in the order of the first copy that has it.

    Nothing is weighed: an id or a wording that differs stands here like a dose does. One copy differs from
    nothing.

    >>> differing([[("Dose", "5 mg"), ("Status", "active")], [("Dose", "10 mg"), ("Status", "active")]])
    (('Dose', ('5 mg', '10 mg')),)
    """
    held: list[dict[str, list[str]]] = [{} for _ in copies]
    for own, lines in zip(held, copies, strict=True):
        for label, words in lines:
            own.setdefault(label, []).append(words)
    labels = dict.fromkeys(label for own in held for label in own)
    rows = ((label, tuple("; ".join(own.get(label, [])) or NOT_SAID for own in held)) for label in labels)
    return tuple((label, texts) for label, texts in rows if len(set(texts)) > 1)
