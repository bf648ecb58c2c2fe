"""The table of what a policy may say: each key, its kind, its range, and what holds where files differ."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath

from viewer.errors import SettingsError
from viewer.store.strict import Table, flag_in, number_in, text_in, texts_in

Value = bool | int | str | tuple[str, ...]
WHAT = "The administrator's policy"
PURPOSES = ("TREAT", "ETREAT", "HPAYMT", "HOPERAT", "HRESCH", "PATRQT", "PUBHLTH")


class Join(StrEnum):
    """What holds where several files speak of one key, and where the policy cannot be read at all."""

    PERMITS = "permits"
    """A flag: not allowed unless a file allows it and none refuses it."""
    FORBIDS = "forbids"
    """A flag: allowed unless a file refuses it."""
    DEMANDS = "demands"
    """A flag: asked for as soon as one file asks for it."""
    LEAST = "least"
    """A number: the smallest that is named."""
    SAME = "same"
    """A text: files that name different ones contradict each other, and no policy is read."""
    SHARED = "shared"
    """A list: what every file names that has the key, in the order of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key. ``means`` is its documentation; ``strictest`` holds where the policy cannot be read."""

    name: str
    join: Join
    default: Value
    strictest: Value
    means: str
    low: int = 0
    high: int = 0
    words: tuple[str, ...] = field(default=())
    is_path: bool = False

    def read(self, tables: Sequence[Table]) -> Value:
        """Return what holds, of the files that have the key. Raises SettingsError."""
        said = [table for table in tables if self.name in table]
        return self._joined([self._one(table) for table in said]) if said else self.default

    def _one(self, table: Table) -> Value:
        if self.join is Join.LEAST:
            return self._number(table)
        if self.join is Join.SHARED:
            return self._list(table)
        return self._text(table) if self.join is Join.SAME else flag_in(table, self.name, WHAT)

    def _number(self, table: Table) -> int:
        value = number_in(table, self.name, WHAT, self.low)
        if not self.low <= value <= self.high:
            raise SettingsError(f"{WHAT}: {self.name!r} must be {self.low} to {self.high}")
        return value

    def _text(self, table: Table) -> str:
        value = text_in(table, self.name, WHAT)
        if self.words and value not in self.words:
            raise SettingsError(f"{WHAT}: {self.name!r} must be one of {', '.join(self.words)}")
        if self.is_path and value and not _whole_path(value):
            raise SettingsError(f"{WHAT}: {self.name!r} must be the whole path of a file on this system")
        return value

    def _list(self, table: Table) -> tuple[str, ...]:
        value = texts_in(table, self.name, WHAT)
        if not value or not set(value) <= set(self.words):
            raise SettingsError(f"{WHAT}: {self.name!r} may hold {', '.join(self.words)}, and at least one")
        return tuple(dict.fromkeys(value))

    def _joined(self, said: Sequence[Value]) -> Value:
        match self.join:
            case Join.PERMITS | Join.FORBIDS:
                return all(said)
            case Join.DEMANDS:
                return any(said)
            case Join.LEAST:
                return min(one for one in said if isinstance(one, int))
            case Join.SHARED:
                return self._shared([one for one in said if isinstance(one, tuple)])
            case Join.SAME:
                return self._same(said)

    def _same(self, said: Sequence[Value]) -> Value:
        if len(set(said)) > 1:
            raise SettingsError(f"{WHAT}: two of its files name a different {self.name!r}")
        return said[0]

    def _shared(self, lists: Sequence[tuple[str, ...]]) -> Value:
        shared = tuple(one for one in lists[0] if all(one in other for other in lists))
        if not shared:
            raise SettingsError(f"{WHAT}: its files have nothing in common under {self.name!r}")
        return shared


def _whole_path(value: str) -> bool:
    """Whether a path is whole in the form of this system: another system's would lead nowhere here."""
    return PurePath(value).is_absolute()


def _flag(name: str, join: Join, means: str) -> Key:
    default, strictest = join is Join.FORBIDS, join is Join.DEMANDS
    return Key(name=name, join=join, default=default, strictest=strictest, means=means)


def _number(name: str, numbers: tuple[int, int, int], means: str) -> Key:
    """``numbers``: the default, the lowest, the highest.

    The default also holds where the policy cannot be read: a lock within a minute helps nobody at 03:00.
    """
    default, low, high = numbers
    return Key(
        name=name, join=Join.LEAST, default=default, strictest=default, low=low, high=high, means=means,
    )  # fmt: skip


KEYS = (
    _flag("allow_live", Join.PERMITS, "Sources with live data may be used."),
    _flag("lock_endpoints", Join.DEMANDS, "Only the sources that this policy names may be used."),
    _flag("keep_links", Join.PERMITS, "Links and regroupings by hand outlast the session."),
    _flag("allow_print", Join.FORBIDS, "A record may be printed."),
    _flag("allow_export", Join.FORBIDS, "A record may be saved as a file."),
    _flag("allow_copy", Join.FORBIDS, "Words of a record may be copied to the clipboard."),
    _number("clipboard_seconds", (60, 10, 600), "Seconds until what was copied is taken back."),
    _number("idle_lock_minutes", (10, 1, 15), "The longest time without input until the screen locks."),
    _number("session_hours", (12, 1, 12), "Hours after which a session ends, used or not."),
    _flag("pin_only", Join.DEMANDS, "A PIN of the program's own unlocks; the workstation's lock does not."),
    _flag("personal_accounts", Join.PERMITS, "Each account of this computer is one person's own."),
    Key(
        name="purposes", join=Join.SHARED, default=("TREAT",), strictest=("TREAT",), words=PURPOSES,
        means="Purposes of use that are offered; the first is taken unless another is chosen.",
    ),
    _flag("allow_break_glass", Join.PERMITS, "Emergency access may be used where a source offers it."),
    _flag("hide_from_capture", Join.DEMANDS, "Screen captures leave the window out where the system can."),
    _flag("keep_records", Join.PERMITS, "Records are kept, sealed, to open at once the next time."),
    _number("keep_records_hours", (12, 1, 72), "Hours until a kept record is destroyed."),
    Key(
        name="audit_anchor", join=Join.SAME, default="system", strictest="system", words=("none", "system"),
        means="Where the state of the audit trail is noted outside it: the system's own log, or nowhere.",
    ),
    Key(
        name="audit_anchor_file", join=Join.SAME, default="", strictest="", is_path=True,
        means="A file that the administrator makes, as on a share; the state of the trail is added to it.",
    ),
    _number("stale_minutes", (30, 5, 1440), "Minutes after which a source's answer is said to be old."),
    _number("seen_days", (90, 0, 366), "Days for which it is remembered what a clinician saw; 0: none."),
    _flag(
        "search_documents",
        Join.PERMITS,
        "Letters at a source are fetched to be searched where its settings let them; each is audited.",
    ),
    _flag("send_audit", Join.PERMITS, "Audit events are sent to the sources that take them."),
)  # fmt: skip
