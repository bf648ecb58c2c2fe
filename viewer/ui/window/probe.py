"""Can this machine show a window? Run as a process of its own, because a dead display aborts Qt.

``python -I -m viewer.ui.window.probe [PLATFORM]`` ends with 0 if a widget could be made on that platform
("" lets Qt choose); otherwise with words of Qt or of the loader on standard error.
"""

import sys

CANNOT_LOAD = 3


def main(arguments: list[str]) -> int:
    """Try once. Returns 0, or ``CANNOT_LOAD`` where a system library is missing."""
    try:
        from PySide6.QtWidgets import QApplication, QWidget
    except ImportError as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT_LOAD
    platform = ["-platform", arguments[0]] if arguments else []
    application = QApplication(["tributary", *platform])
    QWidget().winId()  # a native window is where a dead display shows
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
