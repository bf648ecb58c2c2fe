"""Papers for tests, and what stands in a PDF."""

import pypdfium2

from viewer.record.paper import Block, Paper


def paper(*blocks, state="NOT A COMPLETE RECORD: 1 of 2 sources complete"):
    return Paper(
        title="Whole record",
        head=(("Name", "SMITH, Jane (Mrs)"), ("NHS No.", "999 000 0018")),
        allergies="Known allergies",
        state=state,
        foot="Printed 22-Nov-2026 03:06 by drsmith. Not assured for live clinical use",
        blocks=tuple(blocks),
    )


def rows(number):
    return [
        Block("entry", f"Potassium {n}", "", f"{n}.10 mmol/L", f"0{n % 9 + 1}-Mar-2019, retrieved 03:02")
        for n in range(number)
    ]


def pages_of(path):
    """The words of each page, spaces of any kind as one."""
    document = pypdfium2.PdfDocument(str(path))
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()
