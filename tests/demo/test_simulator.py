"""A simulator is a site and the making of its answers."""

from viewer.demo.nhs.pds import PDS, PdsAnswers
from viewer.demo.sign_in import Guard
from viewer.demo.simulator import Simulator


def test_a_simulator_makes_its_answers_from_what_the_endpoints_hold(files):
    simulator = Simulator(PDS, PdsAnswers)

    answers = simulator.answers(simulator.site, files, Guard())

    assert answers.site is PDS
    assert len(answers.shelf) == 0
