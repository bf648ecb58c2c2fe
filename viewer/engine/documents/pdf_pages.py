"""A PDF by PDFium: pages drawn with what was filled in and noted on them, their words, and finds among them.

Runs in a process of its own alone: a PDF is a stranger's program, and PDFium is large.
"""

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from math import sqrt

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from viewer.engine.documents.pdf_messages import Drawn, Found, Opened, Spot, Words

MOST_PAGES = 500
MOST_PIXELS = 12_000_000
MOST_FINDS = 1000
_MOST_WORDS = 5_000_000
_TALLEST = 14_400.0  # points: what the format itself allows
_A4 = (595.0, 842.0)
_LOCKED = "It is locked with a password"
_DAMAGED = "It is damaged, or no PDF, and cannot be read"
_XFA = (
    "It is a form whose content only the program that made it can show (XFA): what stands here may be a "
    "page that says so. Save it and open it there."
)


class PdfTrouble(Exception):
    """It cannot be shown; the words say why."""


class PdfPages:
    """One open PDF. ``opened`` says how many pages of what size; other methods give one answer each."""

    def __init__(self, data: bytes) -> None:
        try:
            self._pdf = pdfium.PdfDocument(data)
            self._pdf.init_forms()
            self._count = len(self._pdf)
        except pdfium.PdfiumError as error:
            locked = (
                getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
                or "password" in str(error).lower()
            )
            raise PdfTrouble(_LOCKED if locked else _DAMAGED) from None

    def opened(self) -> Opened:
        """Return the sizes of its pages and what is to be known of it."""
        warnings = []
        if self._count > MOST_PAGES:
            warnings.append(
                f"It has {self._count:,} pages; only the first {MOST_PAGES} are shown "
                "and searched. Save it to see all."
            )
        if self._pdf.get_formtype() in {pdfium_c.FORMTYPE_XFA_FULL, pdfium_c.FORMTYPE_XFA_FOREGROUND}:
            warnings.append(_XFA)
        attached = self._pdf.count_attachments()
        if attached > 0:
            warnings.append(f"Files are attached inside it ({attached}), which are not opened here.")
        return Opened(tuple(map(self._size, self._shown())), tuple(warnings))

    @property
    def is_cut(self) -> bool:
        """Whether it has more pages than are drawn and read."""
        return self._count > MOST_PAGES

    def _shown(self) -> range:
        return range(min(self._count, MOST_PAGES))

    def _size(self, page: int) -> tuple[float, float]:
        try:
            width, height = self._pdf.get_page_size(page)
        except pdfium.PdfiumError:
            return _A4  # a page that is damaged has its place, and says so when it is drawn
        return min(max(width, 1.0), _TALLEST), min(max(height, 1.0), _TALLEST)

    def draw(self, page: int, scale: float) -> Drawn:
        """Draw a page; one that would be too many pixels is drawn smaller."""
        width, height = self._size(page)
        most = sqrt(MOST_PIXELS / (width * height))
        with closing(self._page(page)) as sheet:
            bitmap = sheet.render(scale=min(max(scale, 0.05), most), rev_byteorder=False, prefer_bgrx=True)
            with closing(bitmap):
                return Drawn(bitmap.width, bitmap.height, _rows(bitmap))

    def _page(self, page: int) -> pdfium.PdfPage:
        if page not in self._shown():
            raise PdfTrouble("There is no such page")
        try:
            return self._pdf[page]
        except pdfium.PdfiumError:
            raise PdfTrouble("This page is damaged and cannot be drawn") from None

    def words(self) -> Words:
        """Return the words of each page."""
        texts, left = [], _MOST_WORDS
        for page in self._shown():
            text = self._text(page)[:left]
            left -= len(text)
            texts.append(text)
        return Words(tuple(texts))

    def _text(self, page: int) -> str:
        try:
            with closing(self._page(page)) as sheet, closing(sheet.get_textpage()) as text:
                return str(text.get_text_bounded(errors="replace")).replace("\r\n", "\n").strip()
        except (PdfTrouble, pdfium.PdfiumError):
            return ""

    def seek(self, words: str) -> Found:
        """Find words, page by page."""
        silent = 0
        finds: list[tuple[int, tuple[Spot, ...]]] = []
        for page in self._shown():
            try:
                with closing(self._page(page)) as sheet, closing(sheet.get_textpage()) as text:
                    silent += not text.count_chars()
                    here = islice(_finds(sheet, text, words), MOST_FINDS + 1 - len(finds))
                    finds += [(page, spots) for spots in here]
            except (PdfTrouble, pdfium.PdfiumError):
                silent += 1
        return Found(tuple(finds[:MOST_FINDS]), silent, len(finds) > MOST_FINDS)


def _rows(bitmap: pdfium.PdfBitmap) -> bytes:
    """Return the pixels without what may pad a row."""
    raw, wide = bytes(bitmap.buffer), bitmap.width * 4
    if bitmap.stride == wide:
        return raw
    return b"".join(raw[at : at + wide] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))


def _finds(sheet: pdfium.PdfPage, text: pdfium.PdfTextPage, words: str) -> Iterator[tuple[Spot, ...]]:
    with closing(text.search(words)) as search:
        while (found := search.get_next()) is not None:
            yield tuple(_spots(sheet, text, *found))


def _spots(sheet: pdfium.PdfPage, text: pdfium.PdfTextPage, start: int, length: int) -> Iterator[Spot]:
    """Where letters stand, from the top left of the page as it is drawn; a turned page is turned."""
    width, height = sheet.get_size()
    scale = 100  # PDFium's device units are whole: a hundredth of a point is near enough
    for place in range(text.count_rects(start, length)):
        left, bottom, right, top = text.get_rect(place)
        corners = [
            _seen(sheet, x, y, (width * scale, height * scale)) for x, y in ((left, top), (right, bottom))
        ]
        xs, ys = sorted(x / scale for x, _ in corners), sorted(y / scale for _, y in corners)
        yield xs[0], ys[0], xs[1] - xs[0], ys[1] - ys[0]


def _seen(sheet: pdfium.PdfPage, x: float, y: float, size: tuple[float, float]) -> tuple[int, int]:
    at_x, at_y = pdfium_c.c_int(), pdfium_c.c_int()
    pdfium_c.FPDF_PageToDevice(sheet, 0, 0, int(size[0]), int(size[1]), 0, x, y, at_x, at_y)
    return at_x.value, at_y.value
