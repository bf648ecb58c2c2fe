"""The help is one that a person can learn the command from."""

import pytest

from viewer.cli.arguments import parser


def test_the_help_names_every_command_exit_code_and_gives_examples():
    text = parser().format_help()

    for words in ("record", "show", "demo", "endpoint", "examples:", "exit codes:", "Not assured"):
        assert words in text
    for code in ("0 complete", "1 nothing could be read", "2 wrong usage", "3 partial", "4 candidates"):
        assert code in text
    assert max(len(line) for line in text.splitlines()) <= 110


@pytest.mark.parametrize("command", ["record", "show", "demo", "endpoint"])
def test_every_command_has_help_of_its_own(command, capsys):
    with pytest.raises(SystemExit) as end:
        parser().parse_args([command, "--help"])

    assert end.value.code == 0
    assert f"tributary {command}" in capsys.readouterr().out


def test_links_may_be_repeated_and_stay_in_order():
    given = parser().parse_args(["record", "./a.json", "--link", "a=Patient/1", "--link", "b=Patient/2"])

    assert given.link == ["a=Patient/1", "b=Patient/2"]


def test_the_help_says_every_form_of_a_record(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["record", "--help"])

    said = " ".join(capsys.readouterr().out.split())
    assert all(form in said for form in ("json", "text", "html", "ips", "patient", "pdf (send it to a file)"))


@pytest.mark.parametrize(
    "typed", [("--password", "hunter2"), ("--password=hunter2",), ("--token", "hunter2")]
)
def test_a_secret_on_the_command_line_is_refused_and_not_repeated(typed, capsys):
    with pytest.raises(SystemExit) as end:
        parser().parse_args(["endpoint", "add", *typed])

    said = capsys.readouterr().err
    assert end.value.code == 2
    assert "secrets are never taken on the command line" in said
    assert "hunter2" not in said


def test_an_option_that_is_none_is_named_without_its_value(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["endpoint", "add", "--pasword", "hunter2", "--pin=1234"])

    said = capsys.readouterr().err
    assert "--pasword, --pin" in said
    assert "hunter2" not in said
    assert "1234" not in said
