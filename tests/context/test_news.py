from viewer.context.news import PatientClosed, PatientShown


def test_no_number_stands_in_what_might_be_logged():
    for kind in (PatientShown, PatientClosed):
        assert "9990000018" not in repr(kind(event_id="e1", nhs_number="9990000018"))
