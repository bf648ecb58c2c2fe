"""The discharge letters of each column of the board: what a letter lists is in no table."""

from collections.abc import Iterable
from datetime import tzinfo

from viewer.entries.entry import Entry
from viewer.record.discharge_letters import letter_words, letters_of
from viewer.record.pages.medicines.body import Letter


def letters(entries: Iterable[Entry], zone: tzinfo) -> dict[str, tuple[Letter, ...]]:
    """Return the discharge letters of each source, the newest first."""
    return {
        source: tuple(Letter(entry=entry.id, words=letter_words(entry, zone)) for entry in own)
        for source, own in letters_of(entries).items()
    }
