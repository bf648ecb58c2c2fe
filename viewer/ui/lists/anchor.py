"""What must not move while rows come and go: a row and where it stands on screen."""

from dataclasses import dataclass

from viewer.engine.messages import Row


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row that must not move, or the next one where it gets hidden; where its top is in the view."""

    row: Row
    y: int

    @property
    def entry(self) -> str:
        """Its id."""
        return self.row.id
