"""How long the engine takes from its start to its first word."""

import json
import os
import time

from viewer.engine.frames import FrameReader, from_engine, pack
from viewer.engine.handle import start_engine
from viewer.engine.messages import Hello, Quit


def main() -> None:
    """Measure once; print milliseconds as a line of JSON."""
    began = time.perf_counter()
    handle = start_engine()
    reader, heard = FrameReader(), False
    while not heard:
        reader.feed(os.read(handle.stdout, 1 << 16))
        heard = any(isinstance(from_engine(body), Hello) for body in reader.bodies())
    took = (time.perf_counter() - began) * 1000
    os.write(handle.stdin, pack(Quit()))
    handle.finish(5)
    print(json.dumps({"hello": took}))


if __name__ == "__main__":
    main()
