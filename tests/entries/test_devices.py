from tests.entries.builders import amount, read, worded
from viewer.entries.entry import Flag, Standing


def test_a_device_in_use_is_named_through_its_reference():
    found = {"Device/1": {"resourceType": "Device", "deviceName": [{"name": "Pacemaker"}]}}
    entry = read(
        "DeviceUseStatement",
        found,
        status="active",
        device={"reference": "Device/1"},
        timingPeriod={"start": "2019"},
        bodySite=worded("chest"),
        reasonCode=[worded("heart block")],
        source={"display": "Dr Able"},
    )

    assert (entry.title, entry.standing, entry.recorder) == (
        "Device used: Pacemaker",
        Standing.CURRENT,
        "Dr Able",
    )
    assert entry.detail == "at chest · for heart block"
    assert entry.when.open_end


def test_what_was_supplied_is_named_and_counted():
    entry = read(
        "SupplyDelivery",
        status="completed",
        suppliedItem=[{"quantity": amount("3", "box"), "itemCodeableConcept": worded("Strips")}],
    )

    assert (entry.title, entry.detail) == ("Supply delivered: Strips", "quantity 3 box")
    assert (
        read("SupplyDelivery", suppliedItem={"itemReference": {"display": "Pads"}}).title
        == "Supply delivered: Pads"
    )
    assert read("SupplyDelivery", type=worded("Oxygen")).title == "Supply delivered: Oxygen"


def test_r5_concepts_and_what_is_not_named_have_a_title_too():
    assert (
        read("DeviceUsage", device={"concept": worded("Hoist")}, status="not-done").title
        == "Device used: Hoist"
    )
    assert Flag.NOT_DONE in read("DeviceUsage", status="not-done").flags
    assert read("DeviceAssociation").title == "Device: not named"


def test_a_blood_product_says_product_amount_and_match():
    entry = read(
        "BiologicallyDerivedProductDispense",
        status="issued",
        product={"display": "Red cells"},
        quantity=amount("1", "unit"),
        matchStatus=worded("crossmatched"),
        whenHandedOver="2024-03-04",
        usageInstruction="Within 4 hours",
    )

    assert (entry.title, entry.status) == ("Blood or tissue product: Red cells", "issued")
    assert entry.detail == "quantity 1 unit · match crossmatched · how: Within 4 hours"
    assert entry.when.kind == "handed over"


def test_an_implant_says_what_tells_it_from_any_other_and_what_to_mind():
    entry = read(
        "Device",
        status="active",
        statusReason=[worded("online")],
        deviceName=[{"name": "Pacemaker X", "type": "user-friendly-name"}],
        type=worded("Cardiac pacemaker"),
        safety=[worded("MR unsafe")],
        manufacturer="Acme",
        modelNumber="P1",
        serialNumber="S2",
        lotNumber="B3",
        udiCarrier=[{"carrierHRF": "(01)0123"}, {"deviceIdentifier": "0456"}],
        distinctIdentifier="D4",
        manufactureDate="2019-03-04",
        expirationDate="2029",
        owner={"display": "Able Hospital"},
        note=[{"text": "Left chest"}],
    )

    assert (entry.title, entry.status, entry.standing) == (
        "Device: Pacemaker X",
        "active · online",
        Standing.CURRENT,
    )
    assert entry.detail == (
        "Cardiac pacemaker · safety: MR unsafe · made by Acme · model P1 · serial number S2 · batch B3"
        " · UDI (01)0123, 0456 · distinct identifier D4 · made 04-Mar-2019 · expires 2029 · Note: Left chest"
    )
    assert (entry.when, entry.domain.value, entry.recorder) == (None, "devices", "Able Hospital")


def test_a_device_of_another_version_or_without_a_name_is_named_as_well_as_it_can_be():
    old = read(
        "Device", udi={"name": "Hip joint", "carrierHRF": "(01)1"}, model="H", type=worded("Prosthesis")
    )
    new = read("Device", name=[{"value": "Pump", "type": "registered-name"}])

    assert (old.title, old.detail) == ("Device: Hip joint", "Prosthesis · model H · UDI (01)1")
    assert (old.status, old.standing) == ("", Standing.UNKNOWN)
    assert new.title == "Device: Pump"
    assert read("Device", type=worded("Insulin pump")).title == "Device: Insulin pump"
    assert read("Device").title == "Device, not named"
    assert read("Device", status="odd").status == "unrecognised status 'odd'"
