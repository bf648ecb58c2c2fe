"""Decides which files of ``resources/demo`` belong to which endpoint: the word before ``.ndjson``."""

from collections.abc import Mapping

from viewer.demo.shelf import Shelf, stored_lines
from viewer.demo.sites import SiteKey

try:
    from viewer.store.assets import demo_files
except ImportError:  # the thin seam until viewer.store.assets lands
    from pathlib import Path

    def demo_files() -> Mapping[str, bytes]:
        """Read the folder beside the package."""
        folder = Path(__file__).parents[2] / "resources" / "demo"
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


GROWS = "holroyd"
"""The patient that grows on request: the first word of her files' names."""


def shelves(resources: int = 0, seed: int = 1) -> dict[SiteKey, Shelf]:
    """Read every demo file onto its endpoint's shelf; ``resources`` lets one patient grow."""
    found = {key: Shelf() for key in SiteKey}
    for name, body in sorted(demo_files().items()):
        stem, _, ending = name.rpartition("/")[2].rpartition(".")
        if ending != "ndjson":
            continue  # the README
        for stored in stored_lines(body):
            found[SiteKey(stem.rpartition("-")[2])].add(stored)
    return found
