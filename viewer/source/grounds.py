"""On what grounds the national services may be asked in this session: role, relationship, purpose (NHS-15).

The role is one that a sign-in gave. The relationship is one that a host system states by having the patient
open for this user. What is typed into settings or ticked on screen is neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from viewer.source.purpose import TREATMENT, purpose_words

NO_ROLE = (
    "no sign-in of this session gives you a national role (RBAC), and without one only demographics may be "
    "shown; a role that stands in the settings is no proof"
)
NO_RELATIONSHIP = (
    "no host system states that you have a legitimate relationship with this patient, and without one only "
    "demographics may be shown; your own word is not enough here"
)
_WAYS = {
    NO_ROLE: "Sign in with a role (Sources)",
    NO_RELATIONSHIP: "Open this patient from the system in which you care for them",
}


@dataclass(slots=True)
class Grounds:
    """One for each session. The engine writes it, readings look at it.

    ``role``: the role that a sign-in with live data gave, in words. ``stated``: the NHS numbers of whom a
    host system states a relationship. ``purpose``: the purpose of use, a code of HL7 v3.
    """

    role: str = ""
    purpose: str = TREATMENT
    stated: set[str] = field(default_factory=set)

    @staticmethod
    def advice(lacking: Sequence[str]) -> str:
        """Return what to do about what is missing, then to ask again."""
        return "; ".join([*(_WAYS[one] for one in lacking), "then retry this source"]) + "."

    def forget(self) -> None:
        """Another user, role or session: whatever a host stated was about the one before."""
        self.stated.clear()


def not_for(purpose: str) -> str:
    """Say that a service is not for this purpose of use."""
    return (
        "this national service may be asked for a patient's direct care alone, and the purpose of use of "
        f"this session is: {purpose_words(purpose)}"
    )
