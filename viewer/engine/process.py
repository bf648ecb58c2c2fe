"""The engine process: frames in from the window, frames out, sources read between them.

One thread reads the window's pipe, one per source reads it, and this one does everything else; it is
the only one that touches the record. The window is told of rows at most every 50 ms and of the first
screen less often the longer that takes, so that a long record does not spend its time on telling.
"""

import gc
import os
import queue
import sys
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NoReturn

import msgspec

from viewer.engine.ahead import work_ahead
from viewer.engine.conversation import Conversation
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Happened
from viewer.engine.frames import FrameReader, from_window, pack
from viewer.engine.halves import Halves
from viewer.engine.in_measure import in_measure
from viewer.engine.messages import AskDetail, CloseRecord, Find, FromEngine, FromWindow, OpenFiles, Quit
from viewer.engine.readers import Heard, Readers
from viewer.engine.setting import open_setting
from viewer.engine.slate import Slate, sign_of
from viewer.errors import EngineError
from viewer.load.flow import Watch

_ROWS_S = 0.05
_SCREEN_S = 0.25
_SHARE = 10  # the first screen is told for less than a tenth of the time
_PIECE = 1 << 16
_NOTED_S = 0.5  # what the screen showed last is in the trail by then, or the disk does not answer
_TORN_S = 4.0  # a token that is being exchanged may finish; the window waits five seconds


class _End:
    """The window has gone."""


class Outbox:
    """Frames to the window, numbered without a hole. A window that has gone ends the engine."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._sequence = 0
        self._halves = Halves()

    def say(self, message: FromEngine) -> None:
        """Send one message."""
        self._sequence += 1
        numbered = msgspec.structs.replace(self._halves.noted(in_measure(message)), sequence=self._sequence)
        frame = memoryview(pack(numbered, self._halves.mended))
        while frame:
            frame = frame[os.write(self._fd, frame) :]


def run(argv: Sequence[str]) -> NoReturn:
    """Be the engine process. It ends at once, whatever its threads wait for: nobody wants it any more."""
    code = 1
    try:
        code = main(argv)
    except BaseException:  # noqa: BLE001 - said as every process of ours says it, then ended all the same
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def main(argv: Sequence[str]) -> int:
    """Run until the window says Quit or its pipe ends. Returns the exit code."""
    _calm_the_collector()
    inbox: queue.Queue[object] = queue.Queue(maxsize=8)
    out, source = os.dup(1), os.dup(0)
    os.dup2(2, 1)  # whatever prints by mistake goes to standard error, never among the frames
    slate = Slate.opened(list(argv))
    threading.Thread(target=_listen, args=(source, inbox), name="window", daemon=True).start()
    setting = open_setting()
    conversation = Conversation(
        readers=Readers(inbox),
        desk=EndpointDesk(setting),
        zone=setting.zone,
        watch=Watch(announce=slate.write),
        say=Outbox(out).say,
        now=lambda: datetime.now(UTC).astimezone(),
    )
    try:
        conversation.greet()
        _run(conversation, inbox, slate)
    except BrokenPipeError:
        pass  # the window has gone; so do we, and everything about the patient with us
    finally:
        conversation.beside.close()
        conversation.beside.shown.close(_NOTED_S)
        conversation.beside.errands.close(_TORN_S)
        setting.trail.close()
    return 0


def _run(conversation: Conversation, inbox: "queue.Queue[object]", slate: Slate) -> None:
    pace, pending, more = _Pace(), False, False
    while True:
        item = _next(inbox, _ROWS_S if pending else 0.0 if more else None)
        if isinstance(item, (Quit, _End)):
            return
        if isinstance(item, Heard | Happened):
            conversation.hear(item)
            gc.freeze()  # what a page left stays: walking all of it, page after page, finds nothing to free
            slate.write("", 0)
        elif item is not None:
            _take(conversation, item, slate)  # type: ignore[arg-type]  # the listener puts nothing else
        pending = item is not None
        pace.tell(conversation, hurry=not pending)
        more = work_ahead(conversation, idle=not pending)


def _take(conversation: Conversation, message: FromWindow, slate: Slate) -> None:
    """Do what the window asks; which line's detail the engine ended over is known as a resource would be."""
    if isinstance(message, AskDetail):
        slate.write(sign_of(message.entry), 0)
    conversation.take(message)
    free_after(message)
    slate.write("", 0)


def _next(inbox: "queue.Queue[object]", timeout_s: float | None) -> object:
    try:
        return inbox.get(timeout=timeout_s)
    except queue.Empty:
        return None


class _Pace:
    """When the window is told: rows soon, the first screen less often the longer it takes."""

    def __init__(self) -> None:
        self._rows_at = 0.0
        self._screen_at = 0.0

    def tell(self, conversation: Conversation, *, hurry: bool) -> None:
        """Tell what is due; with ``hurry`` (nothing else to do) the screen is told at once."""
        now = time.monotonic()
        if hurry or now >= self._rows_at:
            for message in conversation.changed():
                conversation.say(message)
            self._rows_at = time.monotonic() + _ROWS_S
        if hurry or now >= self._screen_at:
            began = time.monotonic()
            for message in conversation.screen():
                conversation.say(message)
            took = time.monotonic() - began
            self._screen_at = time.monotonic() + max(_SCREEN_S, _SHARE * took)


def _listen(fd: int, inbox: "queue.Queue[object]") -> None:
    """Read the window's frames until its pipe ends."""
    reader = FrameReader()
    try:
        while piece := os.read(fd, _PIECE):
            reader.feed(piece)
            for body in reader.bodies():
                inbox.put(from_window(body))
    except (OSError, EngineError):
        sys.stderr.write("engine: the window's messages ended or cannot be read\n")
    inbox.put(_End())


def free_after(item: object) -> None:
    """Free what the last patient leaves: entries and rows know one another, nothing else collects them."""
    if isinstance(item, CloseRecord | Find | OpenFiles):
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def _calm_the_collector() -> None:
    """A record is 40,000 slim values that stay until it is closed; walking them again only stalls."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1000)
