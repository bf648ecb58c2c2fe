"""Whether a search that came empty may be empty only because the sign-in may not read its type (AUTH-10)."""

from viewer.fetch.faults import Fault
from viewer.fetch.words import subject_of_search
from viewer.source.answer import Outcome
from viewer.source.protocols import Authoriser
from viewer.source.signed_in import ScopeLine


def not_granted(authoriser: Authoriser) -> frozenset[str]:
    """Return what was asked for and not granted, in the words of the rights; a sign-in may know none."""
    shown = getattr(getattr(authoriser, "session", None), "shown", None)
    lines: tuple[ScopeLine, ...] = shown().scopes if callable(shown) else ()
    return frozenset(line.what for line in lines if line.asked and not line.granted)


def hidden(resource_type: str, refused: frozenset[str]) -> Fault | None:
    """Say that an empty answer about a type proves nothing, for the right to read it was not granted."""
    if f"{subject_of_search(resource_type)}: read" not in refused:
        return None
    why = "the right to read it was asked for and not granted, so whether it holds any is unknown"
    return Fault(outcome=Outcome.DENIED, why=why, advice="Ask the source for the right, then sign in again.")
