"""Where one source's copy of one record stands: the key is asked of the keyring each time, and never held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from viewer.engine.setting import Secrets
from viewer.store.kept_record_faults import DamagedCopy
from viewer.store.kept_record_key import copies_key
from viewer.store.kept_records import Copy, CopyName, KeptRecords, kept_records_file


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every call may wait for the keyring and the disk. Raises VaultError, StoreError in words."""

    secrets: Secrets
    lasts: timedelta
    name: CopyName
    now: Callable[[], datetime]

    def recall(self) -> Copy | None:
        """Return the copy, None where there is none. Raises DamagedCopy: what there was has been deleted."""
        records = _records(self.secrets, self.lasts) if kept_records_file().exists() else None
        if records is None:
            return None
        try:
            return records.recall(self.name, self.now())
        except DamagedCopy:
            records.begin_anew(self.name)
            raise

    def keep(self, rows: Sequence[bytes], as_at: datetime) -> None:
        """Keep these rows in place of the former copy; a file that is damaged is made anew first."""
        records = _records(self.secrets, self.lasts, make=True)
        if records is None:
            return
        try:
            records.keep(self.name, rows, as_at)
        except DamagedCopy:
            records.begin_anew(self.name)
            records.keep(self.name, rows, as_at)

    def drop(self) -> None:
        """Delete the copy."""
        records = _records(self.secrets, self.lasts) if kept_records_file().exists() else None
        if records is not None:
            records.begin_anew(self.name)


def sweep(secrets: Secrets, lasts: timedelta, now: datetime) -> None:
    """Delete what is past its time; where the key is gone or the file damaged, the whole file."""
    records = _records(secrets, lasts)
    if records is None:
        KeptRecords(kept_records_file(), bytes(1), lasts).delete_all()
        return
    try:
        records.sweep(now)
    except DamagedCopy:
        records.delete_all()


def _records(secrets: Secrets, lasts: timedelta, *, make: bool = False) -> KeptRecords | None:
    key = copies_key(secrets, lasting=secrets.vault.lasting, make=make)
    return KeptRecords(kept_records_file(), key, lasts) if key is not None else None
