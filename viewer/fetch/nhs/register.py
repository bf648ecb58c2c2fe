"""Which national kinds can be asked; a line for each, ``Kind.PDS: Plans(pds.find_plan, pds.read_plan)``."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.fetch.nhs import gp_connect, gp_documents, immunisations, nrl, pds, scr
from viewer.fetch.plan import Plans
from viewer.source.endpoint import Kind

NATIONAL: Mapping[Kind, Plans] = MappingProxyType(
    {
        Kind.PDS: Plans(pds.find_plan, pds.read_plan),
        Kind.SCR: Plans(scr.find_plan, scr.read_plan),
        Kind.GP_CONNECT: Plans(gp_connect.find_plan, gp_connect.read_plan),
        Kind.GP_DOCUMENTS: Plans(gp_documents.find_plan, gp_documents.read_plan),
        Kind.NRL: Plans(nrl.find_plan, nrl.read_plan),
        Kind.IMMUNISATIONS: Plans(immunisations.find_plan, immunisations.read_plan),
    }
)
