from tests.entries.builders import coded, read, worded
from viewer.entries.entry import Flag
from viewer.entries.reports import counted


def test_a_report_says_conclusion_files_and_how_many_results():
    entry = read(
        "DiagnosticReport",
        status="partial",
        code=coded("1", "Full blood count"),
        category=[worded("Haematology")],
        effectiveDateTime="2019",
        issued="2019-03-05T00:00:00Z",
        conclusion="Anaemia",
        conclusionCode=[worded("Low Hb")],
        presentedForm=[{"contentType": "application/pdf", "url": "x"}],
        result=[{}, {}],
        imagingStudy=[{}],
        specimen=[{"display": "Blood"}, {"reference": "Specimen/9"}],
        performer=[{"actor": {"display": "Lab"}}],
    )

    assert (entry.title, entry.status, entry.category) == (
        "Full blood count",
        "partial",
        "Investigation results",
    )
    assert entry.detail == (
        "Conclusion: Anaemia · coded conclusion: Low Hb · PDF · pointer only: not opened · 2 results · 1 imaging study"
        " · department Haematology · specimen Blood · issued 05-Mar-2019 00:00"
    )
    assert entry.recorder == "Lab"


def test_the_issued_date_is_not_said_twice():
    entry = read("DiagnosticReport", issued="2019-03-05T00:00:00Z", performer=[{"display": "Lab"}])

    assert "issued" not in entry.detail
    assert entry.when.kind == "issued"
    assert entry.recorder == "Lab"


def test_a_study_is_called_by_its_description_else_its_modality():
    told = read(
        "ImagingStudy",
        status="available",
        description="CT head",
        modality=[{"code": "CT"}],
        procedureCode=[coded("1", "CT")],
    )
    silent = read(
        "ImagingStudy",
        started="2019",
        series=[{"modality": {"code": "MR", "display": "MRI"}, "bodySite": {"display": "Knee"}}],
        numberOfSeries=1,
        numberOfInstances=200,
    )

    assert (told.title, told.status, told.flags) == ("CT head", "available", frozenset())
    assert "Imaging: code CT" in told.detail
    assert (silent.title, silent.status) == ("Imaging: MRI", "")
    assert silent.detail == "at Knee · series: 1 · images: 200"
    assert Flag.UNKNOWN_STATUS not in silent.flags
    assert read("ImagingSelection").status == "status not stated"
    assert read("ImagingStudy").title == "Imaging, not named"


def test_sequences_are_named_and_left_to_the_detail():
    assert read("MolecularSequence", type="dna").title == "Genetic sequence: code dna"
    assert read("GenomicStudy", status="in-progress", startDate="2019").title == "Genetic study"


def test_counting_knows_one_many_and_none():
    assert counted([{}, None], "study", "studies") == "1 study"
    assert counted([{}, {}], "study", "studies") == "2 studies"
    assert counted(None, "study") == ""


def test_a_report_keeps_the_references_to_its_results():
    assert read("DiagnosticReport", result=[{"reference": "Observation/a"}]).parts == ("Observation/a",)


def test_a_genetic_study_has_a_status_of_its_own_list():
    assert read("GenomicStudy", status="available").status == "available"
    assert Flag.UNKNOWN_STATUS in read("GenomicStudy", status="odd").flags
    assert read("MolecularSequence").status == ""


def test_a_manifest_of_images_is_a_study():
    entry = read(
        "ImagingManifest", description="Chest CT", authoringTime="2014", author={"display": "Dr Able"}
    )

    assert (entry.title, entry.status, entry.when.kind) == ("Chest CT", "", "authored")
    assert (entry.category, entry.recorder) == ("Investigation results", "Dr Able")
