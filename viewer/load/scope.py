"""Whom a load is about at one source, and what that makes of each subject."""

from dataclasses import dataclass
from enum import Enum, auto

from viewer.load.subjects import NO_SUBJECT


class Whose(Enum):
    """What becomes of a resource because of its subject."""

    OURS = auto()
    OTHERS = auto()
    NOT_COUNTED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whom a load is about at one source: a Patient, or several that are linked as one person.

    ``alone``: other subjects have a record of their own and are not counted here (--each-patient);
    the record of no subject then takes what names nobody, damage and messages.

    ``foreign``: the record is about a person, and nobody of this source is linked to them; what names
    nobody is then no more theirs than the rest, and is set aside with it.

    ``mixed``: other people stand in the same file; a fact that names nobody may be any of theirs, and is
    set aside. Who, where and with what (an Organization, a Medication) is about nobody and stays.
    """

    subjects: frozenset[str] = frozenset()
    alone: bool = False
    foreign: bool = False
    mixed: bool = False

    def judge(self, subject: str) -> Whose:
        """Say what becomes of a resource about ``subject``."""
        if subject == NO_SUBJECT and self.counts_unnamed:
            return Whose.OTHERS if self.foreign else Whose.OURS
        if subject in self.subjects:
            return Whose.OURS
        return Whose.NOT_COUNTED if self.alone else Whose.OTHERS

    @property
    def counts_unnamed(self) -> bool:
        """Whether what names nobody, damage and messages stand in this record."""
        return not self.alone or not self.subjects

    def why_aside(self, subject: str) -> str:
        """Say why a resource about ``subject`` is not in this record."""
        if subject:
            return "It names another patient than the one on screen"
        people = "several people stand in this file" if self.mixed else "nobody of this file is linked"
        return f"It names no patient, and {people}"
