"""What becomes of references."""

from viewer.record.ips.references import rewritten


def test_each_reference_points_into_the_summary_or_says_where_to():
    sent = {
        "a": {"reference": "Practitioner/1"},
        "b": [[{"reference": "Encounter/2", "identifier": {"value": "mine"}}]],
        "c": {"reference": "#inside"},
        "d": {"display": "nobody"},
    }

    made = rewritten(sent, lambda reference: "urn:uuid:1" if reference == "Practitioner/1" else "", "GP")

    assert made["a"] == {"reference": "urn:uuid:1"}
    where = "Encounter/2 at GP, not in this summary"
    assert made["b"] == [[{"identifier": {"value": "mine"}, "display": where}]]
    assert (made["c"], made["d"]) == (sent["c"], sent["d"])
