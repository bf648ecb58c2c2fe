"""Whether what an entry is called holds certain words: quick where it does not, which is nearly always."""

import re
from dataclasses import dataclass

from viewer.entries.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Words to look for. One of ``stems``, in lower case, is in every ASCII text that ``pattern`` finds.

    Looking for the stems first is many times faster. ``never``: whole texts, folded and without full
    stops around them, that hold the words and do not count.
    """

    pattern: re.Pattern[str]
    stems: tuple[str, ...]
    never: frozenset[str] = frozenset()

    def names(self, entry: Entry) -> bool:
        """Whether the title holds the words, or the display of a code where it is another text."""
        if self.found(entry.title):
            return True
        return any(self.found(coding.display) for coding in entry.codings if coding.display != entry.title)

    def found(self, words: str) -> bool:
        """Whether a text holds the words."""
        if not self._may_hold(words) or self.pattern.search(words) is None:
            return False
        return words.casefold().strip(" .") not in self.never

    def _may_hold(self, words: str) -> bool:
        if not words.isascii():
            return True
        lowered = words.lower()
        for stem in self.stems:  # noqa: SIM110 - three times as fast as any(); every entry passes here
            if stem in lowered:
                return True
        return False
