"""What an encounter or a problem is called."""

import pytest

from tests.engine.files import written
from tests.engine.test_around import ASTHMA, VISIT
from tests.engine.window import settled
from tests.load.answers import patient
from viewer.engine.group_titles import choice_title, group_title
from viewer.engine.messages import OpenFiles


@pytest.mark.parametrize(
    ("sent", "kind", "when"),
    [
        (VISIT, "Contact", "01-Mar-2024"),
        ({**VISIT, "class": {"code": "IMP"}}, "Admission", "01-Mar-2024"),
        ({**ASTHMA, "category": [{"coding": [{"code": "problem-list-item"}]}]}, "Problem: Asthma", "2024"),
        ({**ASTHMA, "onsetDateTime": None}, "Asthma", "date not recorded"),
    ],
)
def test_it_says_what_kind_it_is_what_and_when(talk, tmp_path, sent, kind, when):
    sent = {key: value for key, value in sent.items() if value is not None}
    talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", patient(), sent),)))
    talk.until(settled)
    talk.tell()
    record = talk.conversation.record
    entry = next(one for one in record.entries.values() if one.members[0].key.type == sent["resourceType"])
    said = group_title(entry, record.zone)
    assert kind in said
    assert when in said
    assert choice_title(entry, "01-Mar-2024") == f"01-Mar-2024, {said.rpartition(', ')[0]}"
