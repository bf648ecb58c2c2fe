"""Decides which national services the demo simulates on request: a line for each."""

from viewer.demo.nhs.gpc import GPC, GpcAnswers
from viewer.demo.nhs.gpc_documents import GPC_DOCUMENTS, GpcDocumentsAnswers
from viewer.demo.nhs.imms import IMMS, ImmsAnswers
from viewer.demo.nhs.nrl import NRL, NrlAnswers
from viewer.demo.nhs.pds import PDS, PdsAnswers
from viewer.demo.nhs.scr import SCR, ScrAnswers
from viewer.demo.simulator import Simulator

SIMULATORS: tuple[Simulator, ...] = (
    Simulator(PDS, PdsAnswers),
    Simulator(SCR, ScrAnswers),
    Simulator(GPC, GpcAnswers),
    Simulator(GPC_DOCUMENTS, GpcDocumentsAnswers),
    Simulator(NRL, NrlAnswers),
    Simulator(IMMS, ImmsAnswers),
)
