"""Nothing is asked about anybody whom the user has not opened: a whole idle session, watched (PRIV-23)."""

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from tests.end_to_end.inside import running
from viewer.demo.folder import shelves
from viewer.demo.nhs.register import SIMULATORS
from viewer.demo.town import Town
from viewer.engine.messages import UseDemo
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.protocols import PatientQuery

HOLROYD = "9990018421"
OF_A_SEARCH = {"metadata", "Patient"}
_LONG_MS = 60_000


class Watched:
    """The demo's servers in this process; ``heard`` are the requests that reached them, oldest first."""

    def __init__(self, simulators=()):
        self.town = Town(shelves(), {}, simulators)
        self.heard = []
        for key in self.town.keys:
            self._listen_in(self.town.listener(key).answers)

    def _listen_in(self, answers):
        reply = answers.reply
        answers.reply = lambda request: self.heard.append(request) or reply(request)

    @property
    def prologue(self):
        made, secrets = [], {}
        for key in self.town.keys:
            answers = self.town.listener(key).answers
            site, guard = answers.site, answers.guard
            if guard.sign_in is not SignIn.NONE:
                secrets[site.id] = guard.secret
            made.append(
                Endpoint(
                    id=site.id,
                    name=site.name,
                    care_setting=site.care_setting,
                    base_url=answers.base,
                    sign_in=guard.sign_in,
                    marking=Marking.DEMO,
                    kind=site.kind,
                    nhs=site.nhs,
                )
            )
        return UseDemo(endpoints=tuple(made), secrets=secrets)

    def kinds(self):
        return {request.path.split("/", 1)[0] for request in self.heard}


@pytest.fixture(params=[(), SIMULATORS], ids=["fhir", "national"])
def watched(request):
    made = Watched(request.param)
    yield made
    made.town.close()


def until(signal, do, wanted=lambda _told: True):
    """Do something and let the program run until a signal brings what is wanted."""
    loop, late = QEventLoop(), QTimer()
    late.setSingleShot(True)
    late.timeout.connect(lambda: loop.exit(1))
    late.start(_LONG_MS)
    quits = signal.connect(lambda told: loop.quit() if wanted(told) else None)
    do()
    assert loop.exec() == 0
    signal.disconnect(quits)


def all_done(program):
    """The engine has done everything that it was told before: it answers this, which asks nobody."""
    until(program.session.refused, lambda: program.session.gates.ask_report("nothing"))


def test_an_idle_session_asks_nobody_about_anybody(qapp, watched):
    with running(watched.prologue) as program:
        program.until("engine up")
        all_done(program)
        assert watched.heard == []  # at the start

        window = program.window
        window.search.form.number.setText("999 001 842")
        window.search.form.family.setText("Holroyd")
        window.dialogs.show_endpoints()
        window.dialogs.close_all()
        all_done(program)
        assert watched.heard == []  # on the search page, before anything was asked for

        query = PatientQuery(nhs_number=HOLROYD)
        until(program.session.found, lambda: program.session.find(query), lambda told: told.settled)
        all_done(program)
        assert watched.heard
        if len(watched.town.keys) == 4:
            assert watched.kinds() <= OF_A_SEARCH  # candidates are demographics alone

        watched.heard.clear()
        program.open(HOLROYD)
        assert "Condition" in watched.kinds()
        window.new_search()
        all_done(program)
        watched.heard.clear()
        all_done(program)
        assert watched.heard == []  # once the record was closed

        program.open(HOLROYD)
        before_the_lock = len(watched.heard)
        window.lock()
    assert len(watched.heard) == before_the_lock  # from the lock to the very end
