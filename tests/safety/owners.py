"""Who answers for each rule: a room of the code, or a role that an organisation has to fill."""

import tomllib

from tests.safety.log import SAFETY
from tests.trace.table import ROOT, section_of

OWNERS = tomllib.loads((SAFETY / "owners.toml").read_text("utf-8"))


def owner_of(rule: str) -> str:
    """Return the owner of a rule id, "" where it has none: its own line, else that of its section."""
    return OWNERS["rule"].get(rule) or OWNERS["section"].get(section_of(rule), "")


def is_known(owner: str) -> bool:
    """Whether an owner is a role that is described, or a room that is there."""
    return owner in OWNERS["role"] or (owner.startswith("viewer/") and (ROOT / owner).is_dir())
