"""Of a CDA document its sections are read; entities, a document type and monsters are refused (NAR-07)."""

import pytest

from viewer.present.letters.cda import cda_html

HEAD = '<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Discharge summary</title><recordTarget><name>X</name></recordTarget>'
BODY = """<component><structuredBody><component><section><title>Medicines</title>
<text><paragraph>Take <content styleCode="Bold" revised="delete">5 mg</content> 10 mg &lt;daily&gt;</paragraph>
<list><item>One</item></list><table><tr><th colspan="2">Drug</th></tr></table><br/>
<linkHtml href="https://x.example">plan</linkHtml><renderMultiMedia referencedObject="p"/></text>
<entry><observation><value>hidden</value></observation></entry>
<component><section><title>Inner</title><text>Deep</text></section></component></section></component>
</structuredBody></component></ClinicalDocument>"""


def test_titles_and_narratives_are_read_and_entries_are_left_alone():
    html = cda_html((HEAD + BODY).encode())

    assert "<h2>Discharge summary</h2>" in html
    assert "<h3>Medicines</h3>" in html
    assert "<span><b><del>5 mg</del></b></span> 10 mg &lt;daily&gt;" in html
    assert '<ul><li>One</li></ul><table><tr><th colspan="2">Drug</th></tr></table>' in html
    assert "<u>plan</u> (https://x.example)[picture left out]" in html
    assert "<h4>Inner</h4>" in html
    assert "hidden" not in html


def test_a_body_in_another_form_is_said():
    xml = HEAD + "<component><nonXMLBody><text>JVBERi0=</text></nonXMLBody></component></ClinicalDocument>"

    assert "another form" in cda_html(xml.encode())


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + (HEAD + BODY).encode(),
        b'<!DOCTYPE x SYSTEM "https://spy.example/x.dtd">' + (HEAD + BODY).encode(),
        HEAD.encode(),
        b"<ClinicalDocument>" * 200,
        b'<?xml version="1.0" encoding="none-such"?><ClinicalDocument/>',
        b'<?xml version="1.0" encoding="gb2312"?><ClinicalDocument/>',
        b'<?xml version="1.0" encoding="idna"?><ClinicalDocument/>',
        b'<?xml version="1.0" encoding="punycode"?><ClinicalDocument/>',
        b"<ClinicalDocument>" + b" " * 5_000_000 + b"</ClinicalDocument>",
        b'<ClinicalDocument xmlns="urn:' + b"u" * 300 + b'"/>',
        b'<ClinicalDocument xmlns="urn:' + b"u" * 290 + b'">' + b"<a/>" * 70_000 + b"</ClinicalDocument>",
    ],
)
def test_what_no_letter_needs_is_refused(data):
    assert cda_html(data) is None


def test_a_namespace_may_be_taken_back():
    assert cda_html(b'<ClinicalDocument xmlns="urn:hl7-org:v3"><a xmlns=""/></ClinicalDocument>') == ""
