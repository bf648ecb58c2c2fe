"""What the safety lines say of how a record was opened: under another number, or on exceptional grounds."""

from datetime import tzinfo

from viewer.engine.gather import said_of_replaced
from viewer.engine.gathered import Gathered
from viewer.engine.parts import is_by_number
from viewer.fetch.source import EndpointSource
from viewer.source.glass import LASTS
from viewer.source.permission import PermissionKind

_GROUNDS = {
    PermissionKind.EMERGENCY: "Emergency access",
    PermissionKind.PUBLIC_INTEREST: "Access in the public interest",
}


def alerts_of(found: Gathered) -> tuple[str, ...]:
    """Say that the number asked for was replaced, and that what is kept under it is not here (IDM-08)."""
    return tuple(f"NHS number replaced: {words}" for words in said_of_replaced(found))


def emergency_of(found: Gathered, zone: tzinfo) -> tuple[str, ...]:
    """Say loudly at which sources emergency access holds, why and until when, and where it has ended."""
    said = []
    for key, source in found.sources.items():
        if not isinstance(source, EndpointSource):
            continue
        broken, over = source.session.glass.of(key), source.session.glass.over(key)
        if broken is not None:
            since, until = (f"{one.astimezone(zone):%H:%M}" for one in (broken.since, broken.until))
            said.append(
                f"EMERGENCY ACCESS (break-glass): {source.origin.name} is asked for what it withholds, "
                f"{since} to {until}, and it is audited. Reason: {broken.ground.words}"
            )
        elif over is not None:
            ended = f"{over.astimezone(zone):%H:%M}"
            said.append(
                f"Emergency access to {source.origin.name} ended at {ended}: what it gave has left the record"
            )
    return tuple(said)


def access_of(found: Gathered, nhs_number: str, zone: tzinfo) -> tuple[str, ...]:
    """Say of each source that it is open without the person's permission, since when and until when."""
    said = []
    for source in found.sources.values():
        if not isinstance(source, EndpointSource) or not is_by_number(source):
            continue
        granted = source.session.permissions.of(nhs_number)
        if granted is not None and granted.kind in _GROUNDS:
            times = (granted.when, granted.when + LASTS)
            since, until = (f"{one.astimezone(zone):%H:%M}" for one in times)
            said.append(
                f"{_GROUNDS[granted.kind]}: {source.origin.name} is open to you for this patient without "
                f"their permission, since {since}, until {until}, or until you sign out"
            )
    return tuple(said)
