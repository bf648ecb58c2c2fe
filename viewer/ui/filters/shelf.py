"""Saved filters as the panel uses them: what is asked becomes what is kept, and trouble becomes words."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from viewer.errors import SettingsError, StoreError
from viewer.store import saved_filters as store
from viewer.store.saved_filters import Saved, SavedFilter
from viewer.timeline.search.picks import BY_HAND, Picks

NOT_KEPT = "Filters are not kept in this session"
_LEFT_OUT = dict.fromkeys(BY_HAND, "") | {"known_by": "", "authors": ()}
"""They name an entry, a moment or a person of this record."""


def saved_as(name: str, picks: Picks, span: str) -> SavedFilter:
    """Return what is kept of what is asked."""
    return SavedFilter(
        name=name, words=picks.words.strip(), domains=picks.domains, categories=picks.categories,
        sources=picks.sources, statuses=picks.statuses, span=span,
        since="" if span else picks.since, until="" if span else picks.until,
    )  # fmt: skip


def left_out(picks: Picks) -> bool:
    """Whether something of it is not kept."""
    return replace(picks, **_LEFT_OUT) != picks


def asked_by(saved: SavedFilter, days: tuple[str, str]) -> Picks:
    """Return what a saved filter asks; ``days`` are those of its span now."""
    since, until = days if saved.span else (saved.since, saved.until)
    return Picks(
        words=saved.words, domains=saved.domains, categories=saved.categories, sources=saved.sources,
        statuses=saved.statuses, since=since, until=until,
    )  # fmt: skip


class Shelf:
    """The filters of this OS user. ``trouble`` is "" or says why the last thing asked for was not done."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self.filters: Saved = ()
        self.trouble = NOT_KEPT

    @property
    def usable(self) -> bool:
        """Whether filters can be kept at all."""
        return self._file is not None

    def use(self, file: Path) -> None:
        """Read and keep filters in this file."""
        self._file = file
        self.read()

    def read(self) -> None:
        """Read them anew: another window may have written."""
        self._try(store.load)

    def save(self, one: SavedFilter) -> bool:
        """Keep one; False where it is not kept."""
        return self._try(lambda file: store.keep(file, one))

    def rename(self, name: str, other: str) -> bool:
        """Give one another name."""
        return self._try(lambda file: store.rename(file, name, other))

    def delete(self, name: str) -> bool:
        """Forget one."""
        return self._try(lambda file: store.delete(file, name))

    def _try(self, does: Callable[[Path], Saved]) -> bool:
        if self._file is None:
            return False
        try:
            self.filters, self.trouble = does(self._file), ""
        except (SettingsError, StoreError) as error:
            self.trouble = f"{error.what}. {error.advice}".strip()
            return False
        return True
