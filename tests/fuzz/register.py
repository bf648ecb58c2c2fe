"""Every kind of hostile input there is, in the order in which a run takes them."""

from tests.fuzz.case import Kind
from tests.fuzz.kinds import asked, attached, drawn, folders, markup, own_files, records, sign_in, web

_PARTS = (records, markup, attached, sign_in, web, asked, own_files, folders, drawn)
KINDS: dict[str, Kind] = {kind.name: kind for part in _PARTS for kind in part.KINDS}
