"""Half a character in a source's text is shown as U+FFFD and said; it never ends the engine."""

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from tests.engine.window import settled
from viewer.engine.frames import from_engine, pack
from viewer.engine.halves import SAID, Halves, whole
from viewer.engine.messages import (
    AskDetail,
    Detail,
    DetailLine,
    DetailMember,
    Found,
    Glance,
    OpenFiles,
    OpenPatient,
    Refused,
    Rows,
)

CORPUS = Path(__file__).parents[1] / "corpus" / "text" / "lone-surrogates.json"
HALVES = ("\ud83d", "\udc89")


def test_the_engine_shows_a_record_with_halves_and_says_it_once(window):
    window.send(OpenFiles(generation=1, paths=(str(CORPUS),)))
    found = window.until(lambda m: isinstance(m, Found) and m.settled)
    chosen = tuple((row.source, row.reference, False) for row in found.candidates[:1])
    window.send(OpenPatient(generation=2, patients=chosen))

    glance = window.until(lambda m: settled(m) and m.generation == 2)
    (row,) = (row for m in window.said if isinstance(m, Rows) for row in m.upserts)
    window.send(AskDetail(generation=2, entry=row.id))
    detail = window.until(lambda m: isinstance(m, Detail))

    assert row.title == detail.title == "Cut \ufffd here"
    assert glance.notices.count(SAID) == detail.notes.count(SAID) == 1
    assert "\\ud83d" in detail.members[0].raw
    assert window.handle.poll() is None


@given(st.text(st.characters() | st.sampled_from(HALVES)))
@example("Cut \ud83d here, \udc89\ud83d")
def test_any_text_can_be_told_and_only_halves_change(text):
    told = from_engine(pack(Refused(what=text))[4:]).what

    assert [a for a, b in zip(told, text, strict=True) if a != b] == ["\ufffd"] * sum(
        "\ud800" <= letter <= "\udfff" for letter in text
    )


def test_two_keys_that_differ_by_their_halves_stay_two_and_bytes_stay():
    line = DetailLine(paths=("x",), label="x", text="y", raw={f"a{half}": half for half in HALVES})
    member = DetailMember(
        source_name="s", reference="r", version="", retrieved="", lines=(line,), raw="", sha256="", texts=()
    )
    made = whole(Detail(entry="e", title="t", plain=(), members=(member,)))

    assert made.members[0].lines[0].raw == {"a\ufffd": "\ufffd", "a\ufffd\ufffd": "\ufffd"}


def test_another_record_without_halves_says_nothing():
    halves = Halves()
    glance = _glance(2)
    halves.mended(Refused(generation=1, what="\ud83d"))

    assert halves.noted(glance) is glance
    assert halves.noted(_glance(1)).notices == (SAID,)


def _glance(generation):
    return Glance(
        generation=generation,
        safety=(),
        sentence="",
        sources=(),
        lists=(),
        grid=(),
        foot=(),
        settled=True,
        retrieved="",
        counts={},
    )
