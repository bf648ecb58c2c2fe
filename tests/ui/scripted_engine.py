"""A real child process that plays the sample record and ends when the window does."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import msgspec

from tests.ui import sample_messages as sample
from viewer.engine.frames import FrameReader, from_window, pack
from viewer.engine.messages import Quit


def main():
    playing = (sample.hello(), sample.endpoints(), sample.banner(), sample.rows(), sample.glance())
    for sequence, message in enumerate(playing, 1):
        os.write(1, pack(msgspec.structs.replace(message, sequence=sequence)))
    reader = FrameReader()
    while piece := os.read(0, 1 << 16):
        reader.feed(piece)
        if any(isinstance(from_window(body), Quit) for body in reader.bodies()):
            return


if __name__ == "__main__":
    main()
