"""The commands that need no window: record, show, demo as text, endpoint. Imports no Qt."""

from viewer.cli.command import main

__all__ = ["main"]
