"""Decides which files of ``resources/demo`` belong to which endpoint: the last word of the file's name."""

from viewer.demo.growth import grow
from viewer.demo.shelf import Shelf, stored_lines
from viewer.demo.sites import SiteKey
from viewer.store.assets import demo_files

GROWS = {
    SiteKey.GP: "RS1042",
    SiteKey.ACUTE: "NM700142",
    SiteKey.COMMUNITY: "FS88142",
    SiteKey.OOH: "OA-5142",
}
"""The patient that grows on request (Margaret Holroyd), by her id at each endpoint."""


def shelves(resources: int = 0, seed: int = 1) -> dict[SiteKey, Shelf]:
    """Put every demo file on its endpoint's shelf; ``resources`` lets one patient grow to that number."""
    found = {key: Shelf() for key in SiteKey}
    for name, body in sorted(demo_files().items()):
        stem, _, ending = name.rpartition("/")[2].rpartition(".")
        if ending != "ndjson":
            continue  # the README
        for stored in stored_lines(body):
            found[SiteKey(stem.rpartition("-")[2])].add(stored)
    grow(found, GROWS, resources, seed)
    return found
