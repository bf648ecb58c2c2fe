"""The other ways to try a cell: one document, a sign-in by a person, a retry in the engine's conversation."""

import tempfile
import threading
from pathlib import Path

from tests.auth.at_hand import browse, visit
from tests.engine.talk import Talk
from tests.engine.window import settled
from tests.fault_proxy.cells import Row, judged, laid_out, record_of, run_read, within_bound
from tests.fault_proxy.ground import HOLROYD, scene
from viewer.engine.messages import Find, Found, OpenPatient, Retry, UseDemo
from viewer.errors import ViewerError
from viewer.fetch.documents import Content, DocumentSource, Wanted
from viewer.source.protocols import PatientQuery

_LETTER = "Binary/NM700142-bin-discharge"


def _document_source(place):
    endpoint = place.endpoints[0]
    authoriser = place.signs.authoriser(endpoint)
    return DocumentSource(endpoint=endpoint, authoriser=authoriser, options=place._limits(endpoint))


def _fetched(place):
    return _document_source(place).fetch(Wanted(url=_LETTER, media_type="application/pdf"), threading.Event())


def run_document(truths, fault, stage):
    """One document: it comes whole, or it is said why not; half of it is never given for the whole."""
    clean = scene(truths.ground, site=stage.site)
    with clean.closing:
        right = within_bound(lambda: _fetched(clean))
    place = laid_out(truths.ground, fault, stage)
    with place.closing:
        got = within_bound(lambda: _fetched(place))
        assert place.proxy.struck.is_set(), "the fault never happened"
    name = place.endpoints[0].name
    if isinstance(got, Content):
        assert got.data == right.data, (
            f"{len(got.data)} of {len(right.data)} bytes were given for the document"
        )
        return Row(fault.name, stage.name, 1, 1, "")
    assert not fault.whole, got.why
    assert got.why
    assert got.advice
    return Row(fault.name, stage.name, 1, 0, f"{name}: the document did not come: {got.why}. {got.advice}")


def _press(url):
    """Press the one button of the demo's page."""
    ticket = visit(url)[2].split("value='")[1].split("'")[0]
    return browse(f"{url.split('/authorize')[0]}/agreed?ticket={ticket}")


def _signed_in(place):
    """Sign in by the browser; return the error in words, None where it went well."""
    pending = place.signs.begin(place.endpoints[0])
    browser = threading.Thread(target=_press, args=(pending.url,), daemon=True)
    browser.start()
    try:
        pending.wait(threading.Event(), 30)
    except ViewerError as error:
        return error
    finally:
        browser.join(30)
        pending.close()
    return None


def run_sign_in(truths, fault, stage):
    """A person signs in: what fails is said, and then the source is refused and the others are read."""
    place = laid_out(truths.ground, fault, stage)
    with place.closing:
        (error,) = within_bound(lambda: (_signed_in(place),))
        assert place.proxy.struck.is_set(), "the fault never happened"
        record = within_bound(lambda: record_of(place))
        row = judged(record, place, truths.of(stage), fault, stage)
    if error is None:
        return row
    assert not fault.whole, str(error)
    assert error.advice
    name = place.endpoints[0].name
    assert error.what.startswith(name), error.what
    return Row(row.fault, row.stage, row.there, row.received, f"{error.what}. {error.advice}")


def run_retry(truths, fault, stage):
    """The engine's conversation: the fault, a retry that meets it again, and one after it has gone."""
    place = laid_out(truths.ground, fault, stage)
    with place.closing, tempfile.TemporaryDirectory() as folder:
        talk = Talk(Path(folder))
        talk.setting.limits = place.options
        try:
            return _retried(truths, place, talk, fault, stage)
        finally:
            talk.end()


def _retried(truths, place, talk, fault, stage):
    talk.send(UseDemo(endpoints=place.endpoints, secrets={}))
    talk.send(Find(generation=1, query=PatientQuery(nhs_number=HOLROYD)))
    found = talk.until(lambda m: isinstance(m, Found) and m.settled)
    chosen = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)
    talk.send(OpenPatient(generation=2, patients=chosen))
    talk.until(settled)
    assert place.proxy.struck.is_set(), "the fault never happened"
    truth = truths.of(stage)
    first = judged(_record(talk), place, truth, fault, stage)
    place.proxy.passed.clear()
    talk.send(Retry(generation=2, source=place.faulty))
    talk.until(settled)
    row = judged(_record(talk), place, truth, fault, stage)
    if not (fault.kills or fault.whole):
        assert row.received >= first.received, "what had come was gone after a retry"
    _gone(place, fault)
    talk.send(Retry(generation=2, source=place.faulty))
    talk.until(settled)
    last = judged(_record(talk), place, truth, fault, stage)
    assert last.received == last.there, f"the fault had gone and {last.words}"
    return row


def _gone(place, fault):
    place.mend()
    if fault.kills:
        place.proxy.revive()


def _record(talk):
    return talk.conversation.record.load.record()


RUNS = {"read": run_read, "document": run_document, "sign-in": run_sign_in, "retry": run_retry}


def run_cell(truths, fault, stage):
    """Try one fault at one stage. Raises AssertionError in words where anything is lost in silence."""
    return RUNS[stage.run](truths, fault, stage)
