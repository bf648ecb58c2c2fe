"""Whether somebody's roles are clinical ones, and what of the banner they do not see else (CUI-21).

National RBAC names a role by area, group and role; the area of those who do no clinical work is "Admin ...".
Whoever is signed in without any role is taken for a clinician: nothing says that they are none.
"""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from viewer.engine.message import Said
from viewer.engine.messages import Banner
from viewer.record.allergies import UNAVAILABLE

_AREA = "admin"
HIDDEN = "Not shown to the role that you are signed in with, which is not a clinical one: {}"
Told = TypeVar("Told", bound=Said)


def is_clinical(role: str) -> bool:
    """Whether a role is one of clinical work, by its words as the sign-in gave them.

    >>> is_clinical("Clinical, Clinical Provision, Nurse Access Role at X26")
    True
    >>> is_clinical("Admin & Clerical, Admin & Clerical, Receptionist Access Role at X26")
    False
    """
    return not role.strip().casefold().startswith(_AREA)


def for_roles(message: Told, roles: Iterable[str]) -> Told:
    """Return what is told to somebody with these roles: a banner without allergies where none is clinical."""
    named = [role for role in roles if role.strip()]
    if not isinstance(message, Banner) or not named or any(map(is_clinical, named)):
        return message
    words = HIDDEN.format("; ".join(dict.fromkeys(named)))
    return msgspec.structs.replace(message, allergy_label=UNAVAILABLE, allergy_words=words)
