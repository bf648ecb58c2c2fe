"""Another program on the same screen that holds a copied text until it is ended."""

import sys

from PySide6.QtGui import QGuiApplication


def main():
    application = QGuiApplication([])
    application.clipboard().setText(sys.stdin.readline().strip())
    print("copied", flush=True)
    application.exec()


if __name__ == "__main__":
    main()
