"""What the sources of one session share: what PDS said, and what the user may open. In memory only."""

from dataclasses import dataclass, field

from viewer.source.act import CurrentAct
from viewer.source.glass import Glass
from viewer.source.grounds import Grounds
from viewer.source.known import Known
from viewer.source.permission import Permissions
from viewer.source.trace import Traces


@dataclass(frozen=True, slots=True)
class Session:
    """One for each engine; a source that is given none has one of its own, and knows nothing."""

    traces: Traces = field(default_factory=Traces)
    permissions: Permissions = field(default_factory=Permissions)
    known: Known = field(default_factory=Known)
    act: CurrentAct = field(default_factory=CurrentAct)
    grounds: Grounds = field(default_factory=Grounds)
    glass: Glass = field(default_factory=Glass)
