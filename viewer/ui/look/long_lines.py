"""How a line of endless length is shown: in parts, each on a line of its own, so that Qt is never held up.

Qt lays out a whole paragraph at once, in the window's own thread: eight million letters of one line take it
seconds at every change of its width. Nothing is lost: copying joins the parts again.
"""

from PySide6.QtWidgets import QPlainTextEdit

LONGEST = 20_000
"""Letters of one line that are laid out at once."""
_LOOK_BACK = 200
_GOES_ON = 1


def parts_of_line(line: str) -> list[str]:
    """Cut a line into parts of at most ``LONGEST`` letters, at a blank where there is one near.

    >>> [len(part) for part in parts_of_line("x" * 20_001)], parts_of_line("5 mg")
    ([20000, 1], ['5 mg'])
    """
    parts, at = [], 0
    while len(line) - at > LONGEST:
        blank = line.rfind(" ", at + LONGEST - _LOOK_BACK, at + LONGEST)
        end = at + LONGEST if blank < 0 else blank + 1
        parts.append(line[at:end])
        at = end
    return [*parts, line[at:]]


def set_in_parts(view: QPlainTextEdit, text: str) -> int:
    """Show a text; return how many of its lines are shown in parts."""
    if len(text) <= LONGEST:
        QPlainTextEdit.setPlainText(view, text)
        return 0
    lines = [parts_of_line(line) for line in text.split("\n")]
    QPlainTextEdit.setPlainText(view, "\n".join(part for parts in lines for part in parts))
    block = view.document().firstBlock()
    for parts in lines:
        for number in range(len(parts)):
            block.setUserState(_GOES_ON if number else 0)
            block = block.next()
    return sum(len(parts) > 1 for parts in lines)


def words_on_parts(lines: int) -> str:
    """Say that lines are shown in parts, "" where none is."""
    if not lines:
        return ""
    which = "One very long line is" if lines == 1 else f"{lines:,} very long lines are"
    return f"{which} shown in parts of {LONGEST:,} letters; copying joins them again."


def selected_words(view: QPlainTextEdit) -> str:
    """Return what is selected as it was given: parts of one line are one line again."""
    cursor = view.textCursor()
    block, end = view.document().findBlock(cursor.selectionStart()), cursor.selectionEnd()
    pieces: list[str] = []
    while block.isValid() and block.position() <= end and cursor.hasSelection():
        start = max(cursor.selectionStart() - block.position(), 0)
        pieces += ["\n"] if pieces and block.userState() != _GOES_ON else []
        pieces.append(block.text()[start : end - block.position()])
        block = block.next()
    return "".join(pieces)
