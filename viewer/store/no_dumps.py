"""Whether the memory of a process of ours may be written to disk, or read by another, when it breaks: never.

A core dump holds the record, tokens and all. What a system writes to its swap cannot be kept from here.
"""

import sys
from contextlib import suppress

if sys.platform == "win32":  # pragma: no cover - Windows alone
    import ctypes

    _NO_FAULT_BOX = 0x0002  # SEM_NOGPFAULTERRORBOX: Windows Error Reporting is not started for us
    _NO_CRITICAL_BOX = 0x0001
    _NO_HEAP = 0x0001  # WER_FAULT_REPORTING_FLAG_NOHEAP
    _NO_WINDOW = 0x0020

    def forbid_dumps() -> None:
        """Keep Windows Error Reporting from collecting this process, and its heap wherever it still does."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.SetErrorMode(_NO_FAULT_BOX | _NO_CRITICAL_BOX)
        with suppress(AttributeError, OSError):
            kernel.WerSetFlags(_NO_HEAP | _NO_WINDOW)
        if getattr(sys, "frozen", False):  # of python.exe there may be others, which are not ours
            with suppress(AttributeError, OSError):
                ctypes.WinDLL("wer").WerAddExcludedApplication(sys.executable, 0)

else:
    import ctypes
    import resource

    _SET_DUMPABLE = 4

    def forbid_dumps() -> None:
        """Write no core file; on Linux also no dump to a collector, and no look into our memory by others.

        A limit of nothing is not enough there: the kernel hands the dump to a collector all the same, but
        not of a process that is not "dumpable". Nor may another program of the same person trace it.
        """
        with suppress(ValueError, OSError):  # pragma: no branch - a lower limit than nothing there is none
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":  # pragma: no branch - tests run there
            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
