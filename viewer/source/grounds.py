"""On what grounds the national services may be asked in this session: role, relationship, purpose (NHS-15).

The role is one that a sign-in gave. The relationship is one that a host system states by having the patient
open for this user. What is typed into settings or ticked on screen is neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from viewer.source.purpose import TREATMENT, is_direct_care, purpose_words

NO_ROLE = (
    "no sign-in of this session gives you a national role (RBAC), and without one only demographics may be "
    "shown; a role that stands in the settings is no proof"
)
NO_RELATIONSHIP = (
    "no host system states that you have a legitimate relationship with this patient, and without one only "
    "demographics may be shown; your own word is not enough here"
)
ADVICE = "Sign in with a role, and open this patient from the system in which you care for them."


@dataclass(slots=True)
class Grounds:
    """One for each session. The engine writes it, readings look at it.

    ``role``: the role that a sign-in with live data gave, in words. ``stated``: the NHS numbers of whom a
    host system states a relationship. ``purpose``: the purpose of use, a code of HL7 v3.
    """

    role: str = ""
    purpose: str = TREATMENT
    stated: set[str] = field(default_factory=set)

    def why_closed(self, numbers: Iterable[str]) -> tuple[str, str]:
        """Return why clinical content of a person stays closed, and what to do; ("", "") where it opens."""
        if not is_direct_care(self.purpose):
            return not_for(self.purpose), "Choose treatment as the purpose of use if that is yours."
        lacking = [NO_ROLE] if not self.role else []
        lacking += [NO_RELATIONSHIP] if self.stated.isdisjoint(numbers) else []
        return "; ".join(lacking), ADVICE if lacking else ""


def not_for(purpose: str) -> str:
    """Say that a service is not for this purpose of use."""
    return (
        "this national service may be asked for a patient's direct care alone, and the purpose of use of "
        f"this session is: {purpose_words(purpose)}"
    )
