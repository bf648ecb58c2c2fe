"""What the system says of the person's session: locked, unlocked by its user, asleep, left (PRIV-03)."""

from PySide6.QtCore import QObject, Signal


class OsSession(QObject):
    """A system that says nothing; each kind of system has its own below this.

    Signals: ``locked()`` also before it sleeps; ``unlocked()`` only where the system itself reports that
    its user unlocked it after it was locked; ``left()`` when the user signs out of the workstation.
    """

    locked = Signal()
    unlocked = Signal()
    left = Signal()

    @property
    def tells_unlock(self) -> bool:
        """Whether ``unlocked`` can come: who unlocks the workstation is then known to be its user."""
        return False

    def lock_workstation(self) -> bool:
        """Ask the system to lock; False where it cannot be asked."""
        return False
