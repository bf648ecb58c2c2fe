"""What everybody on the machine can see of the running program holds no patient: titles, processes, files, output."""

from tests.end_to_end.program import HOLROYD, proc

_NAMES = ("holroyd", "margaret", "peggy")
_NUMBERS = ("9990018421", "999 001 8421", "999-001-8421", "1942")


def test_titles_command_lines_environments_output_and_files_hold_no_patient(program, tmp_path):
    home = {
        name: str(tmp_path / name)
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    }
    running = program(env={**home, "HOME": str(tmp_path)})
    titles = [*running.screen.titles()]
    running.ask(HOLROYD)
    running.until("record settled")
    running.key("Down", "Return")
    running.until("detail open")
    titles += running.screen.titles()
    running.key("F1")
    running.until("focus other")
    titles += running.screen.titles()
    seen = b" ".join(
        readable(pid, name) for pid in running.processes().values() for name in ("cmdline", "environ", "comm")
    ).decode("utf-8", "replace")
    running.drain()
    written = " ".join(file.read_text("utf-8", "replace") for file in tmp_path.rglob("*") if file.is_file())
    told = " ".join([*running.lines, *map(str, running.errors)])

    assert "Tributary" in titles
    assert held(" ".join(titles), *_NAMES, *_NUMBERS) == []
    assert "viewer.engine" in seen
    assert "viewer.demo" in seen
    assert held(seen, *_NAMES, *_NUMBERS) == []
    assert "record settled" in told
    assert held(told, *_NAMES, *_NUMBERS) == []
    assert written
    assert held(written, *_NAMES) == []  # the audit trail may know whom, by number, never by name


def test_a_locked_window_hides_the_patient_and_ends_the_engine(program, pictures):
    running = program()
    running.ask(HOLROYD)
    running.until("record settled")

    before = running.engine()
    running.key("ctrl+l")
    running.until("page locked")
    running.engine_ends(before)
    running.screen.picture(pictures / "locked.png")

    assert held(" ".join(running.screen.titles()), *_NAMES, *_NUMBERS) == []


def readable(pid, name):
    """The environment of a process of ours only root may read: where nobody can, nothing is shown."""
    try:
        return proc(pid, name)
    except PermissionError:
        return b""


def held(text, *words):
    """Which of these words a text holds, however they are written."""
    return [word for word in words if word in text.casefold()]
