"""The oddities that cases are made of: numbers, dates, words and addresses as no source should send them."""

NUMBERS = (
    "1e400", "-1e400", "-0", "0.010", "1E-7", "NaN", "Infinity", "-Infinity", "1e99999999999", "0x10", "01", "+1",
    "1.", ".5", "9" * 400, "1e-400", "9007199254740993", "-9223372036854775809", "0." + "0" * 300 + "1", "1_000",
    "5e3000", "1e18", "123456789012345678.10", "\u0661", "1e", "--1",
)  # fmt: skip
DATES = (
    "0000-00-00", "9999-12-31", "9999", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:60-14:00", "2023-02-30",
    "2024-13", "2024-1-1", "2024-05-02T24:00:00Z", "2024-05-02T25:61:61Z", "2024-05-02T10:00:00+99:99", "99999-01",
    "2024-05-02T10:00:00.123456789123456789Z", "02/05/2024", "-2024-05-02", "2024-05-02T10:00", "20240502", "T10",
    "2024-05-02 10:00:00Z", "\u0662\u0660\u0662\u0664", "2024-W10", "2024-366", " 2024 ", "", "now", "1e9",
    "2024-05-02T10:00:00-00:00", "10000-01-01T00:00:00Z", "2024-02-29T00:00:00+00:00:01",
)  # fmt: skip
WORDS = (
    "", " ", "\x00", "\u202e\u202dEvil\u202c", "\u2066x\u2069", "\ufeff", "\ufffd", "a\r\nb", "\x1b[31mred\x1b[0m", "\u2028",
    "\u200b" * 50, "%s%n%d", "{0}{x.__class__}", "${jndi:ldap://127.0.0.1:9/a}", "<script>alert(1)</script>",
    "'; DROP TABLE x; --", "../../../../etc/passwd", "\\\\127.0.0.1\\share\\x", "file:///etc/passwd", "=cmd|' /C calc'!A0",
    "A" * 300, "word " * 2000, "\U0001f9d1\u200d\u2695\ufe0f", "e\u0301" * 100, "\u05d0\u05d1 123", "(" * 200, "null", "None", "-",
    "Z" + "\u0300" * 400, "\\", '"', "&amp;&#0;&#xD800;", "urn:uuid:00000000", "#", "##", "#x", "/", "//", "?", "http://",
    "entered-in-error", "final", "refuted", "716186003", "\t", "\x85", "\u061c", "\u200f", "\x7f",
)  # fmt: skip
ADDRESSES = (
    "http://127.0.0.1:9/r4", "https://evil.example/r4", "//evil.example/x", "\\\\evil\\x", "file:///etc/passwd",
    "javascript:alert(1)", "data:text/html,<script>1</script>", "http://[::1]:9/", "http://[bad", "http://a:b@c/", "?page=2",
    "http://127.0.0.1:99999/", "http://127.0.0.1:0/", "https://a.org/\r\nX: y", "ftp://a/", "Patient/1/_history/2", "Patient/",
    "Patient//1", "#p", "urn:oid:1.2.3", "http://a.org/Patient/1|2", "mailto:a@b", "http://127.0.0.1:9/" + "a" * 5000, ":", "",
    "http://\u0131.example/", "HTTP://A.ORG:443/Patient/1", "tributary:launch?iss=x&launch=y", "http:", "///",
)  # fmt: skip
KEYS = (
    "resourceType", "id", "meta", "contained", "extension", "modifierExtension", "implicitRules", "text", "_id", "_status",
    "status", "subject", "patient", "reference", "identifier", "code", "coding", "valueQuantity", "value", "effectiveDateTime",
    "entry", "resource", "link", "total", "fhir_comments", "", "\x00", "__class__", "__proto__", "a" * 2000, "value[x]", "part",
    "parameter", "search", "mode", "fullUrl", "data", "contentType", "name", "birthDate", "issue", "versionId", "lastUpdated",
)  # fmt: skip
TYPES = (
    "Bundle", "Parameters", "Patient", "Observation", "Condition", "OperationOutcome", "Binary", "Composition", "List",
    "AllergyIntolerance", "MedicationRequest", "MedicationStatement", "Immunization", "DocumentReference", "Provenance",
    "Flag", "Consent", "Basic", "Xyz", "", "patient", "Encounter", "DiagnosticReport", "Procedure", "CarePlan", "Person",
    "CapabilityStatement", "ImagingStudy", "Questionnaire", "QuestionnaireResponse", "Goal", "Specimen", "Device",
)  # fmt: skip
