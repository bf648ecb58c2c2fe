"""Every limit on what others send: where it stands in the code, what is said beyond it, which test goes one over."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAPER = ROOT / "packaging" / "limits.md"
_MB = 1024 * 1024


@dataclass(frozen=True)
class Limit:
    """``at``: module, name and, for a default of a dataclass, its field; a bare number where there is no constant.

    ``unit``: MB divides bytes.
    """

    what: str
    at: str
    unit: str
    beyond: str
    test: str

    @property
    def value(self) -> float:
        """The number in the code."""
        module, _, names = self.at.partition(":")
        if module.isdecimal():
            return int(module)
        found = import_module(module)
        for name in names.split("."):
            found = (
                found.__dataclass_fields__[name].default
                if hasattr(found, "__dataclass_fields__")
                else getattr(found, name)
            )
        return found.total_seconds() if hasattr(found, "total_seconds") else found

    @property
    def words(self) -> str:
        """The number as people read it."""
        number = self.value / _MB if self.unit == "MB" else self.value
        return f"{number:,.0f} {self.unit}" if number == int(number) else f"{number:,.1f} {self.unit}"


_OPTIONS = "viewer.fetch.options:FetchOptions"
_LETTERS = "viewer.present.letters"
_DRAWING = "viewer.engine.documents.pdf_pages"
_SEARCHED = "viewer.engine.reading_letters"
_READ = "tests/engine/test_reading_letters.py::"
_NEWS = "tests/limits/test_one_over.py::"

LIMITS = (
    Limit("One answer over HTTP, unpacked (gzip)", f"{_OPTIONS}.max_body", "MB", "An answer is larger than N MB and was not read; what came before stays", "tests/fetch/test_server.py::test_a_bomb_is_stopped_at_the_limit_of_the_unpacked_size"),
    Limit("Everything that one source sends", f"{_OPTIONS}.most_bytes", "MB", "Reading stopped there; what came before stays, the domains are truncated", "tests/fetch/test_quota.py"),
    Limit("Records that one source sends", f"{_OPTIONS}.most_records", "records", "Reading stopped there; what came before stays", "tests/fetch/test_quota.py"),
    Limit("Pages of one search", f"{_OPTIONS}.max_pages", "pages", "It has more than N pages; reading stopped there", _NEWS + "test_one_page_more_than_are_read_is_said_and_those_before_it_stay"),
    Limit("One search with all its pages", f"{_OPTIONS}.search_s", "s", "It took longer than N minutes; reading stopped there", "tests/fetch/test_chain.py"),
    Limit("One request with all its waits: slow drip, endless body", f"{_OPTIONS}.budget_s", "s", "It sends too slowly", "tests/fetch/test_server.py::test_a_source_that_drips_is_given_up_after_the_time_budget"),
    Limit("Silence within an answer", f"{_OPTIONS}.read_timeout_s", "s", "It does not answer", "tests/fetch/test_server.py::test_a_silent_source_is_given_up_after_the_time_limit"),
    Limit("A wait that a source asks for (Retry-After)", f"{_OPTIONS}.longest_wait_s", "s", "It is busy: the person is told instead", "tests/fetch/test_attempts.py"),
    Limit("Redirects of one request", "viewer.fetch.server:_MOST_REDIRECTS", "redirects", "It redirects without end", "tests/fetch/test_server.py::test_redirects_without_end_are_ended"),
    Limit("One line of an HTTP head", "http.client:_MAXLINE", "bytes", "It sent what is no answer, in words", _NEWS + "test_a_head_beyond_measure_ends_in_words_and_other_searches_stay"),
    Limit("Lines of an HTTP head", "http.client:_MAXHEADERS", "lines", "It sent what is no answer, in words", _NEWS + "test_a_head_beyond_measure_ends_in_words_and_other_searches_stay"),
    Limit(
        "One address of a next page, in one search",
        "1",
        "request",
        "Its pages go round in a circle",
        _NEWS + "test_next_links_in_a_circle_are_said_and_the_pages_stay",
    ),
    Limit("A sign-in answer", "viewer.fetch.options:MEGABYTE", "MB", "Its sign-in server could not be asked: an answer is larger than 1 MB", "tests/fetch/test_web.py::test_more_than_a_megabyte_is_not_read"),
    Limit("A claimed total", "viewer.fetch.tally:_MOST", "records", "Cut to what can be told", "tests/fetch/test_hostile.py::test_a_total_that_no_record_can_have_is_cut_to_what_can_be_told"),
    Limit("A FHIRcast message", "viewer.context.fhircast:_MOST_BYTES", "MB", "The connection was lost", "tests/context/test_fhircast.py::test_a_lost_connection_is_said"),
    Limit("FHIRcast messages in ten seconds", "viewer.context.fhircast:_MOST_MESSAGES", "messages", "The hub floods and is left", "tests/context/test_fhircast.py::test_a_hub_that_floods_is_left"),
    Limit("A FHIRcast lease", "viewer.context.hub_message:_LONGEST_LEASE_S", "s", "Taken as this long", "tests/context/test_hub_message.py::test_a_lease_without_end_is_one_that_a_clock_can_hold"),
    Limit("A launch address", "viewer.context.launch_address:_LONGEST", "letters", "It is not a launch address", _NEWS + "test_a_launch_address_one_letter_too_long_is_refused"),
    Limit("A file", "viewer.store.files:LARGEST_FILE", "MB", "Not read: it is larger than N MB; the other files are read", "tests/store/test_files.py::test_a_file_that_is_too_large_is_said_and_the_others_are_read"),
    Limit("Folders in folders", "viewer.store.files:_DEEPEST", "levels", "Not read: more than N folders deep", "tests/store/test_files.py::test_folders_in_folders_without_end_are_said"),
    Limit("A file of ours (settings, sources, policy)", "viewer.store.strict:_LARGEST", "MB", "The file is far too large to be one of ours", "tests/store/test_strict.py::test_a_file_far_too_large_is_refused"),
    Limit("Levels of JSON in a resource", "viewer.fhir.scan:MAX_DEPTH", "levels", "Unreadable: it nests deeper than N levels; its neighbours are read", _NEWS + "test_one_level_more_is_one_unreadable_record_and_its_neighbour_is_read"),
    Limit("Bundles in Bundles", "viewer.fhir.unpack:MAX_UNPACKED", "levels", "Unreadable; its neighbours are read", "tests/fhir/test_body.py::test_bundles_and_parts_nested_beyond_reason_are_unreadable_and_their_neighbours_are_not"),
    Limit("Levels said in words on a key fact", "viewer.present.fact_words:_DEEPEST", "levels", "More stands inside: see every element", "tests/present/test_fact_words.py::test_what_nests_without_measure_is_said_to_be_deep"),
    Limit("A line of a list, a heading, a cell", "viewer.present.shortened:LONGEST", "letters", "... (N letters: all of them stand in its detail)", "tests/engine/test_rows.py::test_a_title_without_measure_is_a_line_that_says_how_long_it_is"),
    Limit("A name or an address in the banner", "viewer.engine.in_measure:BANNER", "letters", "... (N letters: all of them stand in the detail of the Patient record)", "tests/engine/test_in_measure.py::test_no_line_of_a_page_banner_or_first_screen_is_without_measure"),
    Limit("A report read on the page Results", "viewer.engine.in_measure:READ", "letters", "... (N letters: all of them stand in its detail)", "tests/engine/test_in_measure.py::test_a_report_is_read_whole_up_to_a_length_that_no_report_has"),
    Limit("An id of a resource", "viewer.fhir.head:_LONGEST", "letters", "Its beginning and a digest of all of it: two that differ stay two", "tests/fhir/test_head.py::test_ids_that_differ_stay_different_and_usual_ones_are_whole"),
    Limit("A file of the audit trail that is read", "viewer.store.audit_file:_LARGEST_READ", "MB", "The audit trail cannot be read (it is larger than this program writes it)", "tests/store/test_plain_file.py::test_a_file_is_read_whole_or_not_at_all"),
    Limit("A line laid out at once", "viewer.ui.look.long_lines:LONGEST", "letters", "Shown in parts of N letters; copying joins them again", "tests/ui/documents/test_document_view.py::test_a_line_of_eight_million_letters_is_shown_in_parts_says_so_and_is_copied_whole"),
    Limit("A letter shown as text", f"{_LETTERS}.reading:LARGEST_TEXT", "bytes", "It is too large to be shown as text: save it", _NEWS + "test_a_text_one_byte_too_large_is_to_be_saved"),
    Limit("A narrative or HTML letter with its looks", f"{_LETTERS}.safe_html:LARGEST", "letters", "Its words alone; its looks are left out: too large", _NEWS + "test_markup_one_letter_too_large_is_read_as_words"),
    Limit("Elements in elements of HTML", f"{_LETTERS}.safe_html:_DEEPEST", "levels", "Its words alone", "tests/present/letters/test_safe_html.py::test_what_cannot_be_laid_out_is_read_as_words"),
    Limit("Items of HTML lists", f"{_LETTERS}.safe_html:_MOST_ITEMS", "items", "Its words alone", "tests/present/letters/test_safe_html.py::test_a_small_letter_that_would_hold_up_the_window_is_read_as_words"),
    Limit("Cells of all tables", f"{_LETTERS}.tables:_MOST_IN_ALL", "cells", "Its words alone", "tests/present/letters/test_tables.py::test_all_tables_together_have_a_limit"),
    Limit("A picture inside HTML", f"{_LETTERS}.safe_html:_LARGEST_IMAGE", "letters", "Its description; counted as left out", "tests/present/letters/test_safe_html.py::test_an_image_that_came_along_is_kept_and_one_inside_that_cannot_be_shown_is_said"),
    Limit("A CDA document", f"{_LETTERS}.cda:LARGEST", "bytes", "It cannot be read: damaged, too large, or it declares entities", "tests/present/letters/test_cda.py::test_what_no_letter_needs_is_refused"),
    Limit("Elements in elements of CDA", f"{_LETTERS}.cda:_DEEPEST", "levels", "It cannot be read", "tests/present/letters/test_cda.py::test_what_no_letter_needs_is_refused"),
    Limit("Pixels of pictures", "viewer.ui.documents.picture:MOST_PIXELS", "pixels", "This picture is too large to be shown: N by M pixels", "tests/ui/documents/test_picture.py::test_a_bomb_is_not_unpacked"),
    Limit("Passes of a JPEG", "viewer.ui.documents.picture:_MOST_PASSES", "passes", "Made of more passes than any camera makes, not drawn", "tests/ui/documents/test_picture.py::test_a_photograph_of_endless_passes_is_not_drawn"),
    Limit("Pages of a PDF", f"{_DRAWING}:MOST_PAGES", "pages", "It has N pages; only the first are shown", f"{'tests/engine/documents/test_pdf_pages.py'}::test_more_pages_than_are_shown_are_said"),
    Limit("Pixels of a PDF page", f"{_DRAWING}:MOST_PIXELS", "pixels", "Drawn smaller", "tests/engine/documents/test_pdf_pages.py::test_no_page_is_drawn_larger_than_fits_the_memory"),
    Limit("One answer of the process that draws PDF", "viewer.engine.documents.pdf_reader:LONGEST_S", "s", "It takes too long to draw, and was given up", "tests/engine/documents/test_pdf_reader.py::test_one_that_does_not_answer_in_time_is_ended_and_said"),
    Limit("Memory of the process that draws PDF", "viewer.engine.documents.pdf_process:_MOST_MEMORY", "MB", "It needs more memory than a document may take", "tests/engine/documents/test_pdf_process.py"),
    Limit("Finds in a document", f"{_DRAWING}:MOST_FINDS", "finds", "There are more", "tests/engine/documents/test_pdf_pages.py::test_finds_have_an_end_and_it_is_said"),
    Limit("One record with its letters, of which the letters are searched", f"{_SEARCHED}:MOST_BYTES", "MB", "N letters not searched: too large", _READ + "test_what_is_too_large_is_said_and_never_taken_out"),
    Limit("Text of one letter that is searched", "viewer.engine.documents.letter_text:MOST_LETTERS", "letters", "N letters searched only in part", "tests/engine/documents/test_letter_text.py"),
    Limit("Text of all letters of a record that is searched", f"{_SEARCHED}:MOST_TEXT", "letters", "N letters not searched: beyond the text that is searched in one record", _READ + "test_text_beyond_the_measure_of_a_record_is_left_out_and_said"),
    Limit("An index of words, from which on no letter is added", f"{_SEARCHED}:MOST_INDEX", "MB", "N letters not searched: beyond the text that is searched in one record", _READ + "test_text_beyond_the_measure_of_a_record_is_left_out_and_said"),
    Limit("Reading one letter, to be searched", "viewer.engine.letter_reader:LONGEST_S", "s", "N letters not searched: take too long to read", "tests/engine/test_letter_reader.py::test_one_that_ends_the_process_is_said_and_the_next_is_read"),
    Limit("A frame between engine and window", "viewer.engine.frames:LARGEST", "MB", "The engine is started anew, the rows stay", "tests/engine/test_frames.py::test_an_impossible_length_is_a_broken_stream"),
)  # fmt: skip


def paper() -> str:
    """The table as it stands in ``packaging/limits.md``."""
    rows = [f"| {one.what} | {one.words} | {one.beyond} | `{one.test}` |" for one in LIMITS]
    return "\n".join([*_HEAD, *rows, ""])


_HEAD = [
    "# Limits on what others send",
    "",
    "Made from the constants in the code by `python -m tests.limits`; a test compares. Beyond a limit it is said in words,",
    "and what came before is not lost. Hostile input at random: `python -m tests.fuzz` (each case at most 2 s of processor",
    "time and 20 µs for each byte; 4 s for several sources, 6 s for a whole source; at most 700 MB in the process).",
    "",
    "| What | At most | Beyond it | Test |",
    "|---|---|---|---|",
]
