"""Decides which national services the demo simulates on request: a line for each."""

from viewer.demo.nhs.pds import PDS, PdsAnswers
from viewer.demo.nhs.scr import SCR, ScrAnswers
from viewer.demo.simulator import Simulator

SIMULATORS: tuple[Simulator, ...] = (
    Simulator(PDS, PdsAnswers),
    Simulator(SCR, ScrAnswers),
)
