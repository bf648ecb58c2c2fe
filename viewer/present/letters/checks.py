"""Whether the bytes of an attachment are those that its source describes: size, hash, form (FID-20)."""

import hashlib
from base64 import b64decode
from binascii import Error as NoBase64
from dataclasses import dataclass

from viewer.fhir.resource import Content
from viewer.fhir.typed import number, text
from viewer.present.letters.form import Form

_STATED = {
    "application/pdf": {Form.PDF},
    "application/x-pdf": {Form.PDF},
    "text/html": {Form.HTML, Form.CDA, Form.XML},
    "application/xhtml+xml": {Form.HTML, Form.XML},
    "text/plain": {Form.TEXT, Form.JSON, Form.XML, Form.HTML},
    "text/rtf": {Form.RTF},
    "application/rtf": {Form.RTF},
    "text/richtext": {Form.RTF},
    "image/png": {Form.PNG},
    "image/jpeg": {Form.JPEG},
    "image/jpg": {Form.JPEG},
    "image/gif": {Form.GIF},
    "image/bmp": {Form.BMP},
    "image/tiff": {Form.TIFF},
    "image/webp": {Form.WEBP},
    "application/dicom": {Form.DICOM},
    "application/xml": {Form.XML, Form.CDA, Form.HTML},
    "text/xml": {Form.XML, Form.CDA, Form.HTML},
    "application/hl7-cda+xml": {Form.CDA},
    "application/json": {Form.JSON},
    "application/fhir+json": {Form.JSON},
    "application/fhir+xml": {Form.XML},
}
_HASHES = {20: hashlib.sha1, 32: hashlib.sha256, 48: hashlib.sha384, 64: hashlib.sha512}
_NOT_MEANT = (
    "It may be damaged, incomplete or another document: check it at the source before you rely on it."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say: loud where something differs, a note where it agrees or could not be checked."""

    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def checked(attachment: Content, data: bytes, form: Form) -> Checked:
    """Compare; what is not stated is said to be unchecked, never taken for agreement."""
    warnings: list[str] = []
    agreed: list[str] = []
    _size(number(attachment.get("size")), len(data), warnings, agreed)
    notes = _hash(text(attachment.get("hash")), data, warnings, agreed)
    _form(text(attachment.get("contentType")), form, warnings)
    if agreed:
        notes.append(f"Checked: {' and '.join(agreed)} as the source states.")
    elif not warnings:
        notes.append("The source states neither size nor hash: whether it is whole could not be checked.")
    return Checked(tuple(warnings), tuple(notes))


def _size(stated: str, came: int, warnings: list[str], agreed: list[str]) -> None:
    if not stated:
        return
    if stated == str(came):
        agreed.append("size")
    else:
        warnings.append(f"Its size is not the one stated: {stated} bytes stated, {came} came. {_NOT_MEANT}")


def _hash(stated: str, data: bytes, warnings: list[str], agreed: list[str]) -> list[str]:
    if not stated:
        return []
    digest = _digest(stated)
    maker = _HASHES.get(len(digest))
    if maker is None:
        return ["The source states a hash in a form that is not known here: it was not checked."]
    if maker(data).digest() == digest:
        agreed.append("hash")
    else:
        warnings.append(f"Its hash is not the one that the source states. {_NOT_MEANT}")
    return []


def _digest(stated: str) -> bytes:
    """FHIR says SHA-1 in base64; some write it in hex, or another of the family."""
    packed = "".join(stated.split())
    if len(packed) // 2 in _HASHES and len(packed) % 2 == 0:
        try:
            return bytes.fromhex(packed)
        except ValueError:
            pass
    try:
        return b64decode(packed, validate=True)
    except (NoBase64, ValueError):
        return b""


def _form(stated: str, form: Form, warnings: list[str]) -> None:
    kind = stated.partition(";")[0].strip().casefold()
    expected = _STATED.get(kind)
    if expected is not None and form not in expected:
        warnings.append(f"The source calls it {kind}; by its bytes it is: {form.value}. {_NOT_MEANT}")
