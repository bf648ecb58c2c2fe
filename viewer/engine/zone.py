"""Which time zone times are shown in: the person's own, else the workstation's; UTC is said."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal

from viewer.errors import ViewerError
from viewer.store import settings


def zone_here(notices: list[str]) -> tzinfo:
    """Return the zone; ``notices`` take in words what kept a better one from being had."""
    zone = ""
    try:
        zone = settings.load(settings.settings_file()).time_zone
    except ViewerError as error:
        notices.append(str(error))
    try:
        return ZoneInfo(zone) if zone else tzlocal.get_localzone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        notices.append("The time zone of this computer has no name we know: times are shown in UTC.")
        return UTC
