"""One cell of the table: one fault at one stage through the engine's own code, held to the law."""

import json
import threading
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.fault_proxy import acts
from tests.fault_proxy.ground import HOLROYD, IMPATIENT, PATIENT, QUICK, scene
from tests.fault_proxy.stages import STAGES
from tests.load.answers import LONDON
from tests.manners.law import Told, lost_nothing, received_in
from viewer.demo.sites import NationalKey, SiteKey
from viewer.engine.gather import gather, one_record
from viewer.engine.persons import Wish
from viewer.load.outcomes import MESSAGE
from viewer.record.as_text import as_text
from viewer.record.completeness import gap_words
from viewer.source.gap import GapKind
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState

VERDICT = "nothing lost, said in words"
_BOUND_S = 60
_IN_PAGES = {SiteKey.OOH, NationalKey.NRL}
_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """What came of one cell: ``words`` as they stand on the screen, "" where there was nothing to say."""

    fault: str
    stage: str
    there: int
    received: int
    words: str


def within_bound(work):
    """Return what ``work`` returns; a reading that never ends fails here, in words."""
    found = []
    thread = threading.Thread(target=lambda: found.append(work()), daemon=True)
    thread.start()
    thread.join(_BOUND_S)
    assert not thread.is_alive(), "it was still reading after a minute"
    assert found, "it ended in an error"
    return found[0]


def record_of(place):
    """Read as the record command does: who is it, then everything, then one record."""
    found = gather(place.sources(), PatientQuery(nhs_number=HOLROYD))
    record = one_record(found, Wish(nhs_number=HOLROYD), LONDON)
    assert record is not None
    return record


@dataclass(frozen=True)
class Truth:
    """What the faulty source holds of the patient, as a reading without any fault has it.

    ``usual`` is what is said of it then: a summary is never whole.
    """

    there: set
    about: frozenset
    referrers: dict
    clean: object
    usual: frozenset


def picture(record, source):
    """What a record shows of one source, for comparison with another reading of it."""
    (row,) = [one for one in record.sources if one.origin.id == source]
    domains = [
        (one.domain, one.state, one.count, one.expected) for one in record.domains if one.source == source
    ]
    bare = [(gap.kind, gap.what, gap.why) for gap in row.gaps]
    return received_in(record, source), row.state, row.counts, bare, domains


def truth_of(ground, stage):
    """Read once without a fault. Of the FHIR source it is compared with the shelf itself."""
    place = scene(ground, way=stage.way if stage.run != "sign-in" else "plain", site=stage.site)
    with place.closing:
        record = within_bound(lambda: record_of(place))
    received = received_in(record, place.faulty)
    (row,) = [one for one in record.sources if one.origin.id == place.faulty]
    assert received
    if stage.site is SiteKey.OOH:
        assert row.state is SourceState.COMPLETE
        held = place.answers.shelf.everything_of(PATIENT)
        assert received == {(one.type, one.id) for one in held}
        bodies = {(one.type, one.id): one.body.decode() for one in held}
    else:
        bodies = {}
    types = {
        member.key.type
        for entry in record.entries
        for member in entry.members
        if member.key.source == place.faulty
    }
    # What a national service sends beside its entries comes in the same answer, and is missing with them.
    beside = frozenset(key for key in received if key[0] in types) if not bodies else frozenset()
    referrers = defaultdict(lambda: beside)
    for key in received if bodies else ():
        named = f'"{key[0]}/{key[1]}"'
        referrers[key] = frozenset(
            one for one, body in bodies.items() if named in body and key[0] not in types
        )
    return Truth(
        there=received - {("Patient", PATIENT)},
        about=frozenset(types),
        referrers=referrers,
        clean=picture(record, place.clean),
        usual=frozenset((gap.what, gap.why) for gap in row.gaps),
    )


class Truths:
    """One for each kind of place, read when first wanted."""

    def __init__(self, ground):
        self.ground = ground
        self._known = {}

    def of(self, stage):
        key = stage.site if stage.site is not SiteKey.ACUTE else SiteKey.OOH
        if key not in self._known:
            like = next(one for one in STAGES if one.site is key and one.run == "read")
            self._known[key] = truth_of(self.ground, like)
        return self._known[key]


def told_of(record, place, truth):
    received = received_in(record, place.faulty) - {("Patient", PATIENT)}
    return Told(
        record,
        truth.there,
        received,
        source=place.faulty,
        about=truth.about,
        referrers=lambda key: frozenset() if key[0] in truth.about else truth.referrers[key],
    )


def laid_out(ground, fault, stage):
    """Return the scene of a cell with its fault armed."""
    options = IMPATIENT if fault.hangs else QUICK
    way = fault.way or stage.way
    place = scene(ground, way=way, site=stage.site, options=options, at_sign_in=stage.at_sign_in)
    place.proxy.arm(fault.does(ground), lambda asked: _meant(asked, place, fault, stage), fault.times)
    if fault.act is acts.elsewhere:
        place.proxy.struck.set()  # it happens on the way to the proxy
    return place


def _meant(asked, place, fault, stage):
    if fault.way == "tunnel":
        return asked.method == "CONNECT"
    return stage.matches(asked, place.answers)


def run_read(truths, fault, stage):
    """A whole record by the record command's own code."""
    place = laid_out(truths.ground, fault, stage)
    with place.closing:
        record = within_bound(lambda: record_of(place))
        assert place.proxy.struck.is_set(), "the fault never happened"
        return judged(record, place, truths.of(stage), fault, stage)


def judged(record, place, truth, fault, stage):
    """Hold a record to the law; return its row of the table."""
    told = told_of(record, place, truth)
    lost_nothing(told)
    assert picture(record, place.clean) == truth.clean, "the clean source was harmed"
    # Who a service was asked about, and where its one document is, is no part of a record by itself.
    before = _passed(place, truth, fault) if stage.site in _IN_PAGES else set()
    assert before <= told.received, f"came and went again: {before - told.received}"
    if fault.whole:
        assert not told.missing, f"{told.missing}; said: {told.words}"
    news = [gap for gap in told.row.gaps if (gap.what, gap.why) not in truth.usual]
    said_on_paper(record, told, [gap for gap in news if gap.kind.makes_partial])
    return Row(fault.name, stage.name, len(told.there), len(told.received), shown(told.row.origin.name, news))


def _passed(place, truth, fault):
    """Which resources went whole through the proxy; where all connections are cut, only earlier pages."""
    found = set()
    for asked, reply in place.proxy.passed:
        if fault.kills and "/Observation" not in asked.path:
            continue
        found |= _resources(reply)
    return found & truth.there if not fault.kills else found & truth.there & _asked_on(place)


def _asked_on(place):
    """Of pages before a death: those after which the next one was asked for, so that they had arrived."""
    pages = [
        reply
        for asked, reply in place.proxy.passed
        if "/Observation" in asked.path and b'"next"' in reply.body
    ]
    return set().union(*map(_resources, pages)) if pages else set()


def _resources(reply):
    if reply.status != 200 or not reply.body.startswith(b"{"):
        return set()
    content = json.loads(reply.body)
    held = [one.get("resource", {}) for one in content.get("entry", [])]
    return {(one.get("resourceType"), one.get("id")) for one in held}


def said_on_paper(record, told, news):
    """Every gap that makes the record partial has what, why and advice, and stands under its source's name."""
    text = " ".join(as_text(record, LONDON, _NOON).split())
    assert told.row.origin.name in text
    for gap in news:
        assert gap.what, gap
        assert gap.why, gap
        assert gap.advice, gap
        assert " ".join(gap.why.split()) in text, f"not on paper: {gap.why}"
    if {key for key in told.missing if key[0] in told.about}:
        assert news, "nothing is said beyond what is always said"
        assert told.row.state not in {SourceState.COMPLETE, SourceState.LOADING}


def shown(name, news):
    """The first of what is said, as the screen shows it, and how much more there is."""
    partial = sorted((gap for gap in news if gap.kind.makes_partial), key=lambda gap: MESSAGE in gap.what)
    gaps = partial or [gap for gap in news if gap.kind is GapKind.NOTICE]
    said = list(dict.fromkeys(f"{name}: {gap_words(gap)}" for gap in gaps))
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    return f"{said[0]}{more}" if said else ""
