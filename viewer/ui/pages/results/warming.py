"""When the library of charts is read in: once the page of results is on screen, beside the window's own work.

It takes 0.6 seconds, numpy with it: at start it would make everybody wait, at the first trend the reader.
"""

from functools import cache
from importlib import import_module
from threading import Thread

_LIBRARY = "pyqtgraph"


@cache
def warm(library: str = _LIBRARY) -> Thread:
    """Begin to read it in, once; a chart that is wanted before it is there waits for the rest only."""
    made = Thread(target=import_module, args=(library,), name=f"reads in {library}", daemon=True)
    made.start()
    return made
