"""Every form in which a text may have been written, and what is packed inside what is found."""

import base64
import gzip
import io
import re
import shutil
import subprocess
import zipfile
import zlib
from urllib.parse import quote

_ZSTD, _GZIP = b"\x28\xb5\x2f\xfd", b"\x1f\x8b"
_SHORTEST = 6
_MOST = 64 * 1024 * 1024


def forms(*texts):
    """Return all forms of these texts as bytes, by the text that they are a form of."""
    return {form: text for text in texts for form in _forms(text) if len(form) >= _SHORTEST}


def _forms(text):
    for cased in {text, text.lower(), text.upper(), text.title()}:
        plain = cased.encode()
        yield from (
            plain,
            plain[::-1],
            quote(cased).encode(),
            plain.hex().encode(),
            plain.hex().upper().encode(),
        )
        for wide in ("utf-16-le", "utf-16-be", "utf-32-le"):
            yield cased.encode(wide)
        for encoded in (plain, cased.encode("utf-16-le")):
            yield from _base64_forms(encoded)


def _base64_forms(plain):
    """However many bytes stand before it: without the letters that they have a part in."""
    for before in range(3):
        whole = base64.b64encode(bytes(before) + plain)
        cut = whole.rstrip(b"=")[(0, 2, 3)[before] : -1]
        yield from (cut, cut.translate(bytes.maketrans(b"+/", b"-_")))


def held(data, wanted):
    """Return which texts ``data`` holds in any form, also packed: sorted, each once."""
    return sorted({text for piece in unpacked(data) for form, text in wanted.items() if form in piece})


def unpacked(data, depth=3):
    """Yield the bytes and whatever is packed in them: zip, gzip, zlib, zstd."""
    yield data
    if depth:
        for inner in _inner(data):
            yield from unpacked(inner, depth - 1)


def _inner(data):
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as bundle:
                yield from (bundle.read(name) for name in bundle.namelist())
        except (zipfile.BadZipFile, zlib.error):
            return
    elif data.startswith(_GZIP):
        try:
            yield gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data[:_MOST]):
        try:
            yield zlib.decompressobj().decompress(data[found.start() :], _MOST)
        except zlib.error:
            continue
    if _ZSTD in data and shutil.which("zstd"):
        for found in re.finditer(re.escape(_ZSTD), data):
            done = subprocess.run(
                ["zstd", "-dcq"], input=data[found.start() :], capture_output=True, check=False
            )
            yield done.stdout
