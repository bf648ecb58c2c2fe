"""Which national kinds can be asked; a line for each, ``Kind.PDS: Plans(pds.find_plan, pds.read_plan)``."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.fetch.plan import Plans
from viewer.source.endpoint import Kind

NATIONAL: Mapping[Kind, Plans] = MappingProxyType({})
