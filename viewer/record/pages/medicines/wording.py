"""The forms in which the board compares titles and doses, each found once."""

from functools import lru_cache

from viewer.fhir import wording

bare = lru_cache(maxsize=8192)(wording.bare)
"""A dose without case, spaces and stops, as ``fhir/wording`` has it."""

folded = lru_cache(maxsize=8192)(wording.folded)
"""A title without case and runs of blanks."""
