"""The show command: every resource of a file, damaged ones too, with the exit codes of the design."""

import json

from tests.load.answers import observation, patient


def test_every_resource_is_a_line_of_json_with_every_leaf(run, files):
    code, out, err = run("show", files("one.json", patient(), observation(value=0)))

    shown = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [one["reference"] for one in shown] == ["Patient/1", "Observation/7"]
    leaves = [path for line in shown[1]["lines"] for path in line["paths"]]
    assert len(leaves) == len(set(leaves))
    assert "Observation.valueQuantity.value" in leaves


def test_a_decimal_keeps_its_digits(run, tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"resourceType":"Observation","valueQuantity":{"value":0.010}}', "utf-8")

    assert '"0.010"' in run("show", path)[1]


def test_it_is_printed_for_people_too(run, files):
    code, out, _ = run("show", files("one.json", observation()), "--format", "text")

    assert code == 0
    assert "Observation/7" in out
    assert "4.9 mmol/L" in out


def test_damage_is_shown_and_ends_with_3(run, tmp_path):
    path = tmp_path / "x.ndjson"
    path.write_text('{"resourceType":"Patient","id":"1"}\n{"resourceType":', "utf-8")

    code, out, err = run("show", path)

    assert code == 3
    assert len(out.splitlines()) == 2
    assert "x.ndjson: " in err


def test_a_file_that_is_not_there_is_1_in_words(run, tmp_path):
    code, out, err = run("show", tmp_path / "none.json")

    assert (code, out) == (1, "")
    assert "there is no such file" in err


def test_a_folder_is_shown_whole_and_what_is_left_out_is_said(run, files, tmp_path):
    files("f/one.json", patient())
    (tmp_path / "f" / ".hidden").write_text("{}", "utf-8")

    code, out, err = run("show", f"{tmp_path / 'f'}/")

    assert code == 0
    assert len(out.splitlines()) == 1
    assert "hidden" in err
