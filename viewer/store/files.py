"""A file or a folder as a source of records: every file is read whole, or it is said why not."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from viewer.errors import StoreError
from viewer.source.answer import Answer, Asked, Ended, Outcome, SourceEnded, SourceEvent
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import Origin
from viewer.source.protocols import Cancel, PatientQuery
from viewer.source.state import SourceState

LARGEST_FILE = 512 * 1024 * 1024
SEARCH = "files"
_DEEPEST = 50

_MEDIA_TYPES = {
    ".json": "application/fhir+json",
    ".ndjson": "application/fhir+ndjson",
    ".jsonl": "application/fhir+ndjson",
    ".xml": "application/fhir+xml",
}


class FileSource:
    """A file, or every file of a folder and of the folders in it, in the order of their names.

    Links that lead out of the folder are not followed, hidden files are not read; both are said.
    ``find`` gives the same as ``read``: a file cannot be asked for one patient.
    """

    def __init__(self, path: Path, origin: Origin, *, largest: int = LARGEST_FILE) -> None:
        self._path = path
        self._origin = origin
        self._largest = largest

    @property
    def origin(self) -> Origin:
        """The file or folder as a source of a record."""
        return self._origin

    def find(self, query: PatientQuery, cancel: Cancel) -> Iterator[SourceEvent]:
        """Read everything; who is meant by ``query`` is settled by what the files hold."""
        del query
        return self.read("", cancel)

    def read(self, patient: str, cancel: Cancel) -> Iterator[SourceEvent]:
        """Read every file. A file settles no domain: what it does not hold was never asked."""
        del patient
        yield Asked(source=self._origin.id, search=SEARCH, domains=frozenset())
        found = _Found(self._origin.id)
        for name, file in found.files_of(self._path):
            if cancel.is_set():
                found.miss(GapKind.CANCELLED, "The files after this point", "stopped")
                break
            try:
                body = _body(file, self._largest)
            except StoreError as error:
                found.miss(GapKind.UNREADABLE, name, error.what)
                continue
            found.read += 1
            yield self._answer(name, file, body)
        yield found.ended()
        yield SourceEnded(source=self._origin.id, state=found.state)

    def _answer(self, name: str, file: Path, body: bytes) -> Answer:
        return Answer(
            source=self._origin.id,
            search=SEARCH,
            body=body,
            media_type=_MEDIA_TYPES.get(file.suffix.casefold(), ""),
            place=name,
            path=str(file),
            retrieved=datetime.now(UTC),
        )


@dataclass(slots=True)
class _Found:
    """What was met while reading: files read, and what was not read and why."""

    source: str
    read: int = 0
    gaps: list[Gap] = field(default_factory=list)

    def files_of(self, path: Path) -> Iterator[tuple[str, Path]]:
        """Yield the name to show and the path of each file, sorted; note what is left out."""
        if not _is_folder(path):
            yield path.name, path
            return
        root = Path(os.path.realpath(path))
        before = len(self.gaps)
        met = 0
        for met, file in enumerate(self._walked(path, root), start=1):  # noqa: B007 - counted
            yield file.relative_to(path).as_posix(), file
        if not met and len(self.gaps) == before:
            self.miss(GapKind.FAILED, "This folder", "there is no file in it")

    def _walked(self, folder: Path, root: Path, depth: int = 0) -> Iterator[Path]:
        if depth > _DEEPEST:
            self.miss(GapKind.UNREADABLE, _shown(folder), f"more than {_DEEPEST} folders deep")
            return
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - names alone, sorted before any is touched
        except OSError as error:
            self.miss(GapKind.UNREADABLE, _shown(folder), _words(error))
            return
        for name in names:
            one = folder / name
            if self._left_out(one, root):
                continue
            if _is_folder(one):
                yield from self._walked(one, root, depth + 1)
            else:
                yield one

    def _left_out(self, one: Path, root: Path) -> bool:
        if one.name.startswith("."):
            self.miss(GapKind.NOTICE, _shown(one), "hidden, so it was not read")
            return True
        if one.is_symlink() and (_is_folder(one) or not Path(os.path.realpath(one)).is_relative_to(root)):
            why = "a link to another folder or out of this one, so it was not followed"
            self.miss(GapKind.NOTICE, _shown(one), why)
            return True
        return False

    def miss(self, kind: GapKind, what: str, why: str) -> None:
        """Note that something was not read."""
        words = f"{what}: not read"
        advice = "" if kind is GapKind.NOTICE else "Check the file, then open it again."
        self.gaps.append(
            Gap(
                source=self.source,
                kind=kind,
                domain=None,
                what=words,
                why=why,
                when=datetime.now(UTC),
                advice=advice,
            )
        )

    def ended(self) -> Ended:
        """How reading ended."""
        outcome = {
            SourceState.COMPLETE: Outcome.COMPLETE,
            SourceState.CANCELLED: Outcome.CANCELLED,
            SourceState.PARTIAL: Outcome.TRUNCATED,
        }.get(self.state, Outcome.FAILED)
        return Ended(source=self.source, search=SEARCH, outcome=outcome, gaps=tuple(self.gaps))

    @property
    def state(self) -> SourceState:
        """What that makes of the source."""
        if any(gap.kind is GapKind.CANCELLED for gap in self.gaps):
            return SourceState.CANCELLED
        if not any(gap.kind.makes_partial for gap in self.gaps):
            return SourceState.COMPLETE if self.read else SourceState.FAILED
        return SourceState.PARTIAL if self.read else SourceState.FAILED


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder; pathlib would raise for a link to itself and for a name too long."""
    return os.path.isdir(path)  # noqa: PTH112


def _shown(path: Path) -> str:
    return f"{path.name}/" if _is_folder(path) else path.name


def _body(file: Path, largest: int) -> bytes:
    """Return a regular file's bytes. Raises StoreError in words without the name."""
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise StoreError("it is not an ordinary file")
        if about.st_size > largest:
            raise StoreError(f"it is larger than {largest // (1024 * 1024)} MB")
        return file.read_bytes()
    except OSError as error:
        raise StoreError(_words(error)) from None  # the system's text holds the path


def _words(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "you may not open it"
    return f"the system could not read it ({error.strerror or 'no reason given'})"
