"""A rich, fictional record as the engine's messages: an old person, four sources, one failing in the middle."""

from msgspec.structs import replace

from viewer.engine.messages import (
    Banner,
    CandidateRow,
    Detail,
    DetailLine,
    DetailMember,
    Endpoints,
    Found,
    Glance,
    GridCell,
    Hello,
    ListPanel,
    Row,
    Rows,
    SourceStatus,
)
from viewer.source.endpoint import Endpoint, Marking, SignIn

NUMBER = "9990000018"
GP, TRUST, MENTAL, OOH = "gp", "trust", "community", "ooh"
NAMES = {
    GP: "Millbrook Surgery",
    TRUST: "St Aldhelm's Hospital",
    MENTAL: "Vale Community Trust",
    OOH: "Riverside 111",
}
SETTINGS = {
    GP: "GP practice",
    TRUST: "Acute hospital",
    MENTAL: "Community and mental health",
    OOH: "Out of hours",
}


def endpoints() -> Endpoints:
    made = tuple(
        Endpoint(
            id=f"{place:032x}", name=NAMES[key], care_setting=SETTINGS[key], base_url=f"http://127.0.0.1:80{place}0/fhir",
            marking=Marking.DEMO, sign_in=SignIn.BEARER if key == TRUST else SignIn.NONE,
        )
        for place, key in enumerate(NAMES, 1)
    )  # fmt: skip
    return Endpoints(endpoints=made, secrets=(f"{2:032x}",))


def hello() -> Hello:
    return Hello(version="0.1.0")


def sources(gp: str = "failed", others: str = "complete") -> tuple[SourceStatus, ...]:
    def one(key: str, state: str, received: int, expected: int, words: str = "") -> SourceStatus:
        return SourceStatus(
            id=key, name=NAMES[key], care_setting=SETTINGS[key], state=state, marking="demo", received=received,
            expected=expected, pages=2, retrieved="03:02", words=words,
            advice="Retry, or ring the practice." if state == "failed" else "",
        )  # fmt: skip

    return (
        one(GP, gp, 212, 500, "The source stopped answering on page 2 at 03:02." if gp == "failed" else ""),
        one(TRUST, others, 1204, 1204),
        one(MENTAL, others, 88, 88),
        one(OOH, others, 17, 17),
    )


def banner(**changes: object) -> Banner:
    values: dict[str, object] = {
        "name": "ATTWOOD-HOLLINGSWORTH, Margaret Eleanor (Mrs)", "preferred": "Peggy", "born": "04-Mar-1938",
        "age": "88y", "gender": "Female", "nhs_number": "999 000 0018", "test_patient": True, "marking": "demo",
        "address": "12 Mill Lane, Millbrook, ZZ99 3CZ", "practice": "Millbrook Surgery",
        "allergy_label": "Known allergies", "allergy_words": "Penicillin; latex. Millbrook Surgery not read in full",
        "differences": ("Vale Community Trust has the given name as Margret",),
    }  # fmt: skip
    return Banner(**{"generation": 1} | values | changes)


def found(*, settled: bool = True, groups: int = 1) -> Found:
    rows = [
        _candidate(key, 1, linked_by="same verified NHS number and date of birth, no conflicting family name")
        for key in (GP, TRUST, MENTAL)
    ]
    if groups > 1:
        rows.append(
            CandidateRow(
                source=OOH, source_name=NAMES[OOH], reference="Patient/77", name="ATTWOOD, Margaret (Mrs)",
                born="04-Mar-1938", gender="Female", nhs_number="", linked_by="", group=2,
                compared=(("Family name", "ATTWOOD", "differs"), ("Given name", "", "agrees"),
                          ("Born", "", "agrees"), ("Gender", "", "agrees"),
                          ("NHS number", "none here, 999 000 0018 at Riverside", "not stated"),
                          ("Local patient number", "77 here, A12 at Riverside", "not comparable"), ("Address", "3 Weir Close", "differs")),
                warning="The NHS number is not stated here: link it only if you are sure.",
            )
        )  # fmt: skip
    if groups > 2:
        rows.append(
            CandidateRow(
                source=MENTAL, source_name=NAMES[MENTAL], reference="Patient/78", name="ATTWOOD-HOLLINGSWORTH, Muriel (Miss)",
                born="04-Mar-1938", gender="Female", nhs_number="999 000 0026", linked_by="", group=3,
                compared=(("Family name", "", "agrees"), ("Given name", "Muriel", "differs"), ("Born", "", "agrees"),
                          ("NHS number", "999 000 0026", "differs")),
                warning="Same family name and date of birth, another given name: perhaps a twin. Not the same person.",
            )
        )  # fmt: skip
    return Found(
        generation=1, candidates=tuple(rows), sources=sources("complete" if settled else "loading"), settled=settled,
        words="" if groups > 1 else "No records returned by Riverside 111 at 03:02.",
    )  # fmt: skip


def _candidate(key: str, group: int, linked_by: str) -> CandidateRow:
    return CandidateRow(
        source=key, source_name=NAMES[key], reference=f"Patient/{key}-1", name="ATTWOOD-HOLLINGSWORTH, Margaret Eleanor (Mrs)",
        born="04-Mar-1938", gender="Female", nhs_number="999 000 0018", linked_by=linked_by, group=group,
        compared=(("Family name", "", "agrees"), ("Given name", "", "agrees"), ("Born", "", "agrees"),
                  ("NHS number", "", "agrees"), ("Address", "", "agrees" if key != MENTAL else "not stated")),
    )  # fmt: skip


def row(number: int, title: str = "", **changes: object) -> Row:
    """A row; the greater the number, the newer."""
    values: dict[str, object] = {
        "id": f"e{number:05d}", "order": (-float(number), f"e{number:05d}"), "day": f"{1 + number % 28:02d}-Jun-2026",
        "when": f"{1 + number % 28:02d}-Jun-2026 09:{number % 60:02d}", "category": "Observations",
        "title": title or f"Pulse {number}", "detail": f"{60 + number % 40} beats/min", "status": "Final",
        "sources": NAMES[TRUST], "domain": "results", "number": number,
    }  # fmt: skip
    return Row(**(values | changes))


_LINES = (
    # day, time, category, title, detail, status, sources, domain, extra
    ("22-Nov-2026", "01:40", "Observations", "NEWS2 score as recorded", "6", "Final", NAMES[OOH], "results", {}),
    ("22-Nov-2026", "01:38", "Encounters", "Out of hours telephone call", "Breathless at night, carer called", "Finished", NAMES[OOH], "encounters", {}),
    ("21-Nov-2026", "16:05", "Results", "Potassium", "5.9 mmol/L  (reference 3.5 to 5.3)  High", "Final", NAMES[TRUST], "results", {}),
    ("21-Nov-2026", "08:10", "Results", "Potassium", "5.4 mmol/L  (reference 3.5 to 5.3)  High", "Final", NAMES[TRUST], "results", {}),
    ("21-Nov-2026", "08:10", "Results", "Creatinine", "164 umol/L", "Final", NAMES[TRUST], "results", {}),
    ("21-Nov-2026", "08:10", "Results", "eGFR as reported by the laboratory", "27 mL/min/1.73m2", "Final", NAMES[TRUST], "results", {}),
    ("20-Nov-2026", "11:20", "Medications and medical devices", "Ramipril 2.5 mg capsules", "One capsule once a day", "Active", f"{NAMES[TRUST]}, {NAMES[GP]}", "medicines", {"members": 2}),
    ("20-Nov-2026", "11:20", "Medications and medical devices", "Spironolactone 25 mg tablets", "Stopped at discharge: raised potassium", "Stopped", NAMES[TRUST], "medicines", {"marks": ("Sources disagree",)}),
    ("20-Nov-2026", "11:00", "Encounters", "Discharged from Kestrel Ward", "Decompensated heart failure", "Finished", NAMES[TRUST], "encounters", {}),
    ("14-Nov-2026", "22:47", "Encounters", "Admitted through the emergency department", "", "Finished", NAMES[TRUST], "encounters", {}),
    ("02-Nov-2026", "", "Documents", "Letter from the community heart failure nurse", "PDF, 84 kB", "Current", NAMES[MENTAL], "documents", {}),
    ("14-Oct-2026", "", "Immunisations", "Influenza vaccine", "Given in the left deltoid", "Completed", NAMES[GP], "immunisations", {}),
    ("03-Sep-2026", "10:15", "Results", "HbA1c", "58 mmol/mol", "Final", f"{NAMES[GP]}, {NAMES[TRUST]}", "results", {"members": 2}),
    ("03-Sep-2026", "10:15", "Allergies and adverse reactions", "Penicillin", "", "Entered in error", NAMES[MENTAL], "allergies", {"marks": ("Entered in error",), "struck": True, "place": ("in-error",)}),
    ("2019", "", "Problems", "Atrial fibrillation", "", "Active", f"{NAMES[GP]}, {NAMES[TRUST]}", "problems", {"members": 2}),
    ("No date", "", "Problems", "Osteoarthritis of both knees", "", "Active", NAMES[GP], "problems", {"place": ("undated",)}),
    ("No date", "", "Other records", "Cannot be read: Observation/98", "The value is no number; open it to see what was sent", "Unreadable", NAMES[GP], "other", {"place": ("unreadable", "undated"), "marks": ("Unreadable",)}),
)  # fmt: skip


def rows(generation: int = 1) -> Rows:
    made = tuple(
        Row(
            id=f"r{place:03d}", order=(float(place), f"r{place:03d}"), day=day, when="" if day == "No date" else f"{day} {time}".strip(),
            category=category, title=title, detail=detail, status=status, sources=where, domain=domain, number=place, **extra,
        )
        for place, (day, time, category, title, detail, status, where, domain, extra) in enumerate(_LINES)
    )  # fmt: skip
    return Rows(generation=generation, upserts=made, removes=(), total=len(made))


def _item(key: str, title: str, detail: str = "", status: str = "", when: str = "", **extra: object) -> Row:
    values: dict[str, object] = {"sources": NAMES[TRUST], "marks": (), "struck": False} | extra
    return Row(
        id=key,
        order=(0.0, key),
        day="",
        when=when,
        category="",
        title=title,
        detail=detail,
        status=status,
        **values,
    )


def lists() -> tuple[ListPanel, ...]:
    gap = f"{NAMES[GP]} failed at 03:02: what it holds is not known"
    return (
        ListPanel(key="plans", heading="Plans and warnings  1", completeness="No plan received from 3 of 4 sources", rows=(
            _item("p1", "ReSPECT form: do not attempt cardiopulmonary resuscitation", "Ward-based care", "Active", "18-Nov-2026"),)),
        ListPanel(key="allergies", heading="Allergies and adverse reactions  2", completeness=f"May be incomplete: {gap}", rows=(
            _item("a1", "Penicillin", "Anaphylaxis, severe", "Confirmed", "1994", sources=f"{NAMES[TRUST]}, {NAMES[GP]}", marks=("Sources disagree",)),
            _item("a2", "Latex", "Contact dermatitis", "Unconfirmed", "Feb-2011"))),
        ListPanel(key="medicines", heading="Current medicines  7", completeness=f"May be incomplete: {gap}", rows=(
            _item("m1", "Apixaban 2.5 mg tablets", "One tablet twice a day", "Active", "20-Nov-2026"),
            _item("m2", "Bisoprolol 1.25 mg tablets", "One tablet in the morning", "Active", "20-Nov-2026"),
            _item("m3", "Furosemide 40 mg tablets", "Two tablets in the morning and one at midday", "Active", "20-Nov-2026", marks=("Sources disagree",)),
            _item("m4", "Ramipril 2.5 mg capsules", "One capsule once a day", "Active", "20-Nov-2026"),
            _item("m5", "Metformin 500 mg modified-release tablets", "One tablet with the evening meal", "Active", "03-Sep-2026"),
            _item("m6", "Colecalciferol 800 unit capsules", "One capsule once a day", "Active", "2024"),
            _item("m7", "Paracetamol 500 mg tablets", "Two tablets up to four times a day when needed", "Active", "2023"))),
        ListPanel(key="problems", heading="Active problems  6", completeness=f"May be incomplete: {gap}", rows=(
            _item("c1", "Heart failure with reduced ejection fraction", "", "Active", "Mar-2021"),
            _item("c2", "Chronic kidney disease stage 4", "", "Active", "2022"),
            _item("c3", "Type 2 diabetes mellitus", "", "Active", "2008", sources=f"{NAMES[GP]}, {NAMES[TRUST]}"),
            _item("c4", "Atrial fibrillation", "", "Active", "2019"),
            _item("c5", "Mild cognitive impairment", "", "Active", "11-May-2025", sources=NAMES[MENTAL]),
            _item("c6", "Osteoarthritis of both knees", "", "Active", "", sources=NAMES[GP]))),
        ListPanel(key="results", heading="Latest results  6", completeness=f"Not called latest for {NAMES[GP]}: {gap}", rows=(
            _item("l1", "Potassium", "5.9 mmol/L  High.  Before: 5.4 mmol/L, 21-Nov-2026 08:10", "Final", "21-Nov-2026 16:05"),
            _item("l2", "Creatinine", "164 umol/L.  Before: 151 umol/L, 19-Nov-2026", "Final", "21-Nov-2026 08:10"),
            _item("l3", "Sodium", "133 mmol/L.  Before: 135 mmol/L, 19-Nov-2026", "Final", "21-Nov-2026 08:10"),
            _item("l4", "Haemoglobin", "104 g/L.  Before: 109 g/L, 14-Nov-2026", "Final", "21-Nov-2026 08:10"),
            _item("l5", "HbA1c", "58 mmol/mol", "Final", "03-Sep-2026 10:15"),
            _item("l6", "Troponin T", "0.010 ug/L", "Final", "14-Nov-2026 23:30"))),
    )  # fmt: skip


def grid() -> tuple[GridCell, ...]:
    made = []
    for key in NAMES:
        for domain in ("allergies", "medicines", "problems", "results", "encounters", "documents"):
            state, words, reason = "data", "12 received, complete", "Read to the last page at 03:02."
            if key == GP and domain in {"allergies", "medicines"}:
                state, words, reason = (
                    "failed",
                    "Not seen",
                    "The source stopped answering on page 2 at 03:02. Retry this source.",
                )
            elif key == OOH and domain == "documents":
                state, words, reason = (
                    "not-supported",
                    "Not offered",
                    "The source says that it has no documents to offer.",
                )
            elif key == MENTAL and domain == "results":
                state, words, reason = (
                    "empty",
                    "Nothing returned",
                    "No records returned by Vale Community Trust at 03:02.",
                )
            made.append(GridCell(domain=domain, source=key, state=state, words=words, reason=reason))
    return tuple(made)


def glance(*, settled: bool = True, generation: int = 1) -> Glance:
    sentence = f"3 of 4 complete. {NAMES[GP]} failed 03:02: its medicines and allergies were not all seen."
    return Glance(
        generation=generation,
        safety=(
            "ReSPECT form 18-Nov-2026: do not attempt cardiopulmonary resuscitation (St Aldhelm's Hospital). No plan received from 3 of 4 sources.",
            "2 conflicts: Penicillin allergy confirmed at St Aldhelm's Hospital, entered in error at Vale Community Trust; furosemide dose differs.",
        ),
        sentence=sentence if settled else "So far: 2 of 4 sources have answered in full.",
        sources=sources() if settled else sources("loading", "loading"), lists=lists(), grid=grid(),
        foot=(("Undated", 2, "undated"), ("Uncoded", 4, "uncoded"), ("Unreadable", 1, "unreadable"), ("In error", 1, "in-error")),
        settled=settled, retrieved="Retrieved 03:02", counts={"received": 1521},
    )  # fmt: skip


def detail(entry: str = "r002", generation: int = 1, **changes: object) -> Detail:
    lines = (
        DetailLine(paths=("Observation.code.text",), label="Test", text="Potassium", raw={"Observation.code.text": '"Potassium"'}),
        DetailLine(paths=("Observation.valueQuantity.value", "Observation.valueQuantity.unit"), label="Value", text="5.9 mmol/L",
                   raw={"Observation.valueQuantity.value": "5.9", "Observation.valueQuantity.unit": '"mmol/L"'}),
        DetailLine(paths=("Observation.interpretation[0].text",), label="Interpretation", text="High",
                   raw={"Observation.interpretation[0].text": '"High"'}),
        DetailLine(paths=("Observation.referenceRange[0].text",), label="Reference range", text="3.5 to 5.3 mmol/L",
                   raw={"Observation.referenceRange[0].text": '"3.5 to 5.3 mmol/L"'}),
        DetailLine(paths=("Observation.note[0].text",), label="Note", text="Sample slightly haemolysed: please interpret with care and repeat if the clinical picture does not fit.",
                   raw={"Observation.note[0].text": '"Sample slightly haemolysed"'}),
    )  # fmt: skip
    member = DetailMember(
        source_name=NAMES[TRUST], reference="Observation/7", version="2", retrieved="22-Nov-2026 03:02", lines=lines,
        raw='{"resourceType":"Observation","id":"7","valueQuantity":{"value":5.9,"unit":"mmol/L"}}', sha256="ab" * 32,
    )  # fmt: skip
    made = Detail(
        generation=generation, entry=entry, title="Potassium 5.9 mmol/L", members=(member, member),
        plain=("Potassium 5.9 mmol/L, High", "Taken 21-Nov-2026 16:05 (effective)", "Reference range 3.5 to 5.3 mmol/L",
               "Final result, St Aldhelm's Hospital pathology", "Recorded by St Aldhelm's Hospital"),
        rule="The same business identifier at both sources", notes=("The notes differ between the two copies.",),
    )  # fmt: skip
    return replace(made, **changes)
