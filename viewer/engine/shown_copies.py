"""Whether a copy that is kept on this computer is the same answer as was shown, by its hash."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress

from viewer.engine.kept_shelf import Shelf
from viewer.engine.shown_state import answers_hash
from viewer.errors import ViewerError
from viewer.source.answer import Answer
from viewer.store.kept_record_rows import events_of


def kept_answers(shelves: Iterable[Shelf]) -> frozenset[str]:
    """Return the hashes of what these copies hold; of one that cannot be read nothing is claimed.

    May wait for the keyring and the disk.
    """
    found = set()
    for shelf in shelves:
        with suppress(ViewerError):
            copy = shelf.recall()
            found.add(hash_of_copy(copy.rows) if copy is not None else "")
    return frozenset(found - {""})


def hash_of_copy(rows: Iterable[bytes]) -> str:
    """Return the hash of a copy's answers as that of what is on screen is made."""
    answers = [event for event in events_of(rows) if isinstance(event, Answer)]
    in_order = sorted(answers, key=lambda one: one.search)
    return answers_hash(hashlib.sha256(one.body).hexdigest() for one in in_order)
