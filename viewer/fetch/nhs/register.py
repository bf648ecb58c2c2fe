"""Which national kinds can be asked; a line for each, ``Kind.PDS: Plans(pds.find_plan, pds.read_plan)``."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.fetch.nhs import gp_connect, gp_documents, immunisations, nrl, pds, scr
from viewer.fetch.nhs.grounds import finding, reading
from viewer.fetch.plan import Plans
from viewer.source.endpoint import Kind

NATIONAL: Mapping[Kind, Plans] = MappingProxyType(
    {
        Kind.PDS: Plans(pds.find_plan, pds.read_plan),
        Kind.SCR: Plans(scr.find_plan, reading(scr.read_plan, relationship=False)),
        Kind.GP_CONNECT: Plans(finding(gp_connect.find_plan), reading(gp_connect.read_plan)),
        Kind.GP_DOCUMENTS: Plans(finding(gp_documents.find_plan), reading(gp_documents.read_plan)),
        Kind.NRL: Plans(finding(nrl.find_plan), reading(nrl.read_plan)),
        Kind.IMMUNISATIONS: Plans(finding(immunisations.find_plan), reading(immunisations.read_plan)),
    }
)
