"""Messages of exports travel as they are."""

from viewer.engine.export_messages import AskExport, CancelExport, Exported, ExportRefused
from viewer.engine.frames import from_engine, from_window, pack
from viewer.record.paper import Part


def test_each_message_comes_out_as_it_went_in():
    part = Part(title="Results", note="Filter", entries=("a", "b"))
    for message in (AskExport(ticket=1, form="csv", part=part), CancelExport(ticket=1)):
        assert from_window(pack(message)[4:]) == message
    for said in (
        Exported(ticket=1, form="ips", text="x", last=True, words="w", file_name="f"),
        ExportRefused(ticket=1, what="w", advice="a"),
    ):
        assert from_engine(pack(said)[4:]) == said
