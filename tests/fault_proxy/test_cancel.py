"""Whoever is kept waiting by a source that hangs can stop it, at every stage, and it then ends at once."""

import threading

import pytest

from tests.fault_proxy.faults import FAULTS
from tests.fault_proxy.ground import PATIENT, QUICK, scene
from tests.fault_proxy.stages import STAGES
from viewer.source.answer import SourceEnded
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState

_BOUND_S = 10
HANGING = [fault for fault in FAULTS if fault.hangs and not fault.way]
SEARCHES = {"search for the patient", "metadata"}
READS = {"first page", "last page", "reference", "sign-in addresses", "token"}


@pytest.mark.parametrize("fault", HANGING, ids=lambda fault: fault.name)
@pytest.mark.parametrize(
    "stage", [one for one in STAGES if one.name in SEARCHES | READS], ids=lambda one: one.name
)
def test_a_cancel_ends_it_at_once(ground, fault, stage):
    place = scene(ground, way=stage.way, site=stage.site, options=QUICK, at_sign_in=stage.at_sign_in)
    cancel, events = threading.Event(), []
    with place.closing:
        place.proxy.arm(fault.act, lambda asked: stage.matches(asked, place.answers))
        source = place.sources()[0]
        asked = (
            source.find(PatientQuery(nhs_number="9990018421"), cancel)
            if stage.name in SEARCHES
            else source.read(f"Patient/{PATIENT}", cancel)
        )
        reader = threading.Thread(target=lambda: events.extend(asked), daemon=True)
        reader.start()
        assert place.proxy.struck.wait(_BOUND_S)
        cancel.set()
        reader.join(_BOUND_S)

    assert not reader.is_alive()
    assert isinstance(events[-1], SourceEnded)
    assert events[-1].state is SourceState.CANCELLED
