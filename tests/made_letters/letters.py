"""The letters of one demo patient, in every form that the viewer shows or refuses: what the hospital holds.

``resources/demo/averill-acute.ndjson`` ends with these lines, and a test holds it to them. The hospital sends
no structured medicines of hers: they stand in the discharge letter alone.
"""

import hashlib
import json
from base64 import b64encode

from tests.made_letters.paper import pdf_of, png_of, wound_chart

_ID = "NM720115"
_DISCHARGE = pdf_of(
    [
        [
            "# Northmoor Acute Trust",
            "Discharge summary",
            "",
            "Mrs Rosemary Ann AVERILL, born 11-Jun-1948, NHS number 999 014 4109",
            "Admitted 02-Nov-2026, discharged 06-Nov-2026, Ward 4 (Cardiology)",
            "",
            "Dear Dr Shah,",
            "",
            "Diagnosis: new atrial fibrillation with a fast ventricular rate.",
            "",
            "Medicines on discharge:",
            "   apixaban 5 mg twice daily (started)",
            "   bisoprolol 2.5 mg once daily (started)",
            "   atorvastatin 20 mg once daily (unchanged)",
            "Stopped: amlodipine 5 mg (ankle swelling, 04-Nov-2026)",
            "",
            "Allergies: none known to us.",
        ],
        [
            "Page two",
            "",
            "For the practice: please check U&E in two weeks; do not restart amlodipine.",
            "For the patient: carry the apixaban card.",
            "",
            "Dr Ruth Calloway, Consultant Cardiologist",
        ],
    ]
)
_ECG = pdf_of(
    [["# Northmoor Acute Trust", "ECG report 02-Nov-2026", "", "Atrial fibrillation, rate 142/min."]]
)
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}\f0 "
    rb"Anticoagulation clinic, 12-Nov-2026\par\par Dear Dr Shah,\par\par "
    rb"Dose: {\strike apixaban 2.5 mg twice daily} apixaban 5 mg twice daily.\par "
    rb"Weight 71 kg, creatinine 84 \'b5mol/l. Prescription charge \'a39.90 explained.\par\par "
    rb"\trowd Test\cell Result\cell\row Hb\cell 132 g/l\cell\row}"
)
_HTML = (
    b"<!DOCTYPE html><html><head><script>report()</script></head><body><h2>Heart rhythm nurse</h2>"
    b"<p>Seen at home on <b>16-Nov-2026</b>. Pulse 78, <span style='color:#c00000'>irregular</span>.</p>"
    b"<table border='1'><tr><th>Medicine</th><th>Taken</th></tr>"
    b"<tr><td>apixaban 5 mg</td><td>twice daily</td></tr>"
    b"<tr><td><s>amlodipine 5 mg</s></td><td>stopped in hospital</td></tr></table>"
    b"<p>Leaflet: <a href='https://leaflets.example/af'>living with AF</a></p>"
    b"<img src='https://mail.northmoor-acute.example/seen.gif?id=1' alt='letterhead'></body></html>"
)
_TEXT = b"Telephone note, 18-Nov-2026. Daughter rang: no bleeding, taking apixaban 5 mg twice daily.\r\n"
_CDA = (
    b'<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3">'
    b"<title>Echocardiogram</title><component><structuredBody><component><section><title>Findings</title>"
    b"<text><paragraph>Left ventricle: "
    b'<content styleCode="Bold">good function</content>. Left atrium dilated.</paragraph></text></section>'
    b"</component></structuredBody></component></ClinicalDocument>"
)
_SUMMARY = {"system": "http://snomed.info/sct", "code": "373942005", "display": "Discharge summary"}


def letter_lines() -> bytes:
    """Return the resources as they stand in the file, one a line."""
    made = [
        _letter(
            "discharge",
            "2026-11-06",
            _fetched(),
            type={"coding": [_SUMMARY]},
            title="Discharge summary 06-Nov-2026",
        ),
        {
            "resourceType": "Binary",
            "id": f"{_ID}-bin-discharge",
            "contentType": "application/pdf",
            "securityContext": {"reference": f"Patient/{_ID}"},
            "data": _packed(_DISCHARGE),
        },
        _letter("ecg", "2026-11-02", _held("application/pdf", _ECG), title="ECG report"),
        _letter("clinic", "2026-11-12", _held("text/rtf", _RTF), title="Anticoagulation clinic letter"),
        _letter("nurse", "2026-11-16", _held("text/html", _HTML), title="Heart rhythm nurse letter"),
        _letter("wound", "2026-11-05", _held("image/png", _picture()), title="Leg ulcer drawing"),
        _letter("echo", "2026-11-03", _held("application/hl7-cda+xml", _CDA), title="Echocardiogram"),
        _letter("phone", "2026-11-18", _damaged(), title="Telephone note"),
        _letter("elsewhere", "2019-03-11", _elsewhere(), title="Eye clinic letter 2019"),
        _letter(
            "wrong",
            "2026-11-04",
            _held("text/plain", b"Letter about another patient."),
            title="Letter",
            status="entered-in-error",
        ),
    ]
    return b"".join(json.dumps(one, separators=(",", ":")).encode() + b"\n" for one in made)


def _letter(name: str, date: str, attachment: dict[str, object], **more: object) -> dict[str, object]:
    title = more.pop("title")
    return {
        "resourceType": "DocumentReference",
        "id": f"{_ID}-doc-{name}",
        "status": more.pop("status", "current"),
        "docStatus": "final",
        "type": {"text": title},
        **more,
        "subject": {"reference": f"Patient/{_ID}"},
        "date": f"{date}T12:00:00Z",
        "author": [{"display": "Dr Ruth Calloway"}],
        "custodian": {"reference": "Organization/NAT", "display": "Northmoor Acute Trust"},
        "content": [{"attachment": {**attachment, "title": title, "creation": date}}],
    }


def _packed(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _sha1(data: bytes) -> str:
    return _packed(hashlib.sha1(data, usedforsecurity=False).digest())  # what FHIR says


def _held(media_type: str, data: bytes) -> dict[str, object]:
    return {"contentType": media_type, "size": len(data), "hash": _sha1(data), "data": _packed(data)}


def _fetched() -> dict[str, object]:
    size, digest = len(_DISCHARGE), _sha1(_DISCHARGE)
    url = f"Binary/{_ID}-bin-discharge"
    return {"contentType": "application/pdf", "size": size, "hash": digest, "url": url}


def _damaged() -> dict[str, object]:
    """Its hash is of another text: the viewer has to say so, loudly."""
    return _held("text/plain", _TEXT) | {"hash": _sha1(b"another note")}


def _elsewhere() -> dict[str, object]:
    return {"contentType": "application/pdf", "url": "https://eyes.example/letters/2019/311.pdf"}


def _picture() -> bytes:
    return png_of(300, 400, wound_chart)
