"""What the engine would say of groups: a place for each row's number, and where it would stand as well."""

import numpy as np

from viewer.engine.group_messages import Groups


def groups_of(rows, titles, place_of, *, by="encounter", also=None, **changes):
    """Return an answer: ``place_of(row)`` is the place of its title, ``also`` words by number."""
    end = max((row.number for row in rows), default=-1) + 1
    places, beside = np.full(end, -1, np.int32), np.full(end, -1, np.int32)
    for row in rows:
        places[row.number] = place_of(row)
    words = tuple((also or {}).values())
    for number, text in (also or {}).items():
        beside[number] = words.index(text)
    values = {
        "number": 1, "by": by, "titles": tuple(titles), "groups": places.tobytes(),
        "also": beside.tobytes(), "also_words": words,
    }  # fmt: skip
    return Groups(**(values | changes))
