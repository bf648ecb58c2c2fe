"""The words of what is asked are those of the engine, which says them of what it hides."""

from viewer.record.pick_words import Named, nameless, phrases

__all__ = ["Named", "nameless", "phrases"]
