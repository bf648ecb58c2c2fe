"""What a restarted engine is told brings back the same record: links by hand, and a choice among files."""

import json

from tests.end_to_end.inside import demo_running, running

PICKERSGILL = "9990062781"


def test_a_source_that_was_linked_by_hand_is_linked_again(qapp):
    with demo_running() as program:
        program.window.search.form.search_for(PICKERSGILL)
        program.until("search settled")
        found = program.session.candidates
        other = next(row for row in found if row.group != 0)
        program.window.open_patient(
            tuple((row.source, row.reference, False) for row in found if row.group == 0)
        )
        program.until("painted")
        assert not any(other.source_name in row.sources for row in program.rows.values())
        program.session.link_patient(other.source, other.reference)
        program.until_read(other.source)
        before = set(program.rows)
        assert any(other.source_name in row.sources for row in program.rows.values())

        program.kill()
        program.rows.clear()
        program.until("painted")

        assert set(program.rows) == before
        assert program.window.record.body.timeline.model.total == len(before)


def test_the_patient_that_was_chosen_among_files_is_on_screen_again(qapp, tmp_path):
    for name, family in (("a", "Amber"), ("b", "Birch")):
        patient = {
            "resourceType": "Patient",
            "id": name,
            "name": [{"family": family}],
            "birthDate": "1950-01-01",
        }
        pulse = {
            "resourceType": "Observation", "id": f"pulse-{name}", "status": "final", "code": {"text": f"Pulse {name}"},
            "subject": {"reference": f"Patient/{name}"},
        }  # fmt: skip
        (tmp_path / f"{name}.ndjson").write_text(f"{json.dumps(patient)}\n{json.dumps(pulse)}\n", "utf-8")
    with running() as program:
        program.until("engine up")
        program.window.open_files((str(tmp_path / "a.ndjson"), str(tmp_path / "b.ndjson")))
        program.until("search settled")
        chosen = next(row for row in program.session.candidates if "BIRCH" in row.name.upper())
        program.window.open_patient(((chosen.source, chosen.reference, False),))
        program.until("painted")
        assert [row.title for row in program.rows.values() if "Pulse" in row.title] == ["Pulse b"]

        program.kill()
        program.rows.clear()
        program.until("painted")

        assert [row.title for row in program.rows.values() if "Pulse" in row.title] == ["Pulse b"]
        assert "BIRCH" in program.window.record.banner.name.text()
