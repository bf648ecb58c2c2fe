"""What the detail pane lists, in order: who recorded it, why it is one entry, every element, every text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from viewer.engine.messages import Detail, DetailLink, DetailMember
from viewer.ui.look.long_lines import LONGEST, parts_of_line


@dataclass(frozen=True, slots=True)
class DetailRow:
    """A line; ``label`` "" makes a section heading of ``text``. ``entry``: where Enter leads, "" nowhere."""

    label: str
    text: str
    entry: str = ""


def _origin(member: DetailMember) -> str:
    version = f", version {member.version}" if member.version else ""
    return f"{member.reference}{version}. Retrieved {member.retrieved or 'at a time not recorded'}"


_WRITTEN = frozenset({"Composition", "Bundle", "DocumentReference", "Binary", "CarePlan"})
"""Documents and plans: their text is what they are for, and stands before everything."""


def _texts(members: Iterable[DetailMember]) -> list[DetailRow]:
    rows = []
    for member in members:
        if member.texts:
            rows.append(DetailRow("", f"Text as the source wrote it, from {member.source_name}"))
            rows += [DetailRow(title, text) for title, text in member.texts]
    return rows


def _is_document(member: DetailMember) -> bool:
    return member.reference.partition("/")[0] in _WRITTEN


def _side_by_side(detail: Detail) -> list[DetailRow]:
    if not detail.differences:
        return []
    names = [member.source_name for member in detail.members]
    heading = DetailRow("", f"Where the {len(names)} copies differ, side by side")
    return [heading] + [
        DetailRow(label, "\n".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True)))
        for label, texts in detail.differences
    ]


def _links(detail: Detail) -> list[DetailRow]:
    rows = []
    for towards, heading in ((True, "Refers to"), (False, "Referred to by")):
        found = [link for link in detail.links if link.towards is towards]
        if found:
            number = sum(not link.looking for link in found)
            so_far = "" if number == len(found) else " so far"
            rows.append(DetailRow("", f"{heading} ({number}{so_far})"))
            rows += [DetailRow(_link_label(link), link.words, link.entry) for link in found]
    return rows


def _link_label(link: DetailLink) -> str:
    if link.looking:
        return "Still looking"
    return "Open (Enter)" if link.entry else "Not here"


def detail_rows(detail: Detail) -> tuple[DetailRow, ...]:
    """Every line after the plain words; nothing that the engine sent is left out."""
    number = len(detail.members)
    rows = [DetailRow("", "Key facts")] if detail.facts else []
    rows += [DetailRow(label, words) for label, words in detail.facts]
    rows += _texts(filter(_is_document, detail.members))
    rows += [DetailRow("", "Recorded by" if number == 1 else f"Recorded by {number} sources")]
    rows += [DetailRow(member.source_name, _origin(member)) for member in detail.members]
    if detail.rule:
        rows.append(DetailRow("Why one entry", detail.rule))
    rows += [DetailRow("Note", note) for note in detail.notes]
    rows += _side_by_side(detail)
    rows += _links(detail)
    for member in detail.members:
        rows.append(DetailRow("", f"Everything in the record from {member.source_name}"))
        rows += [DetailRow(line.label or "Not named", line.text) for line in member.lines]
    rows += _texts(member for member in detail.members if not _is_document(member))
    return tuple(rows)


def in_parts(rows: Iterable[DetailRow]) -> tuple[DetailRow, ...]:
    """The same, with each text of endless length on several lines that say which part they are."""
    return tuple(part for row in rows for part in _parts(row))


def _parts(row: DetailRow) -> list[DetailRow]:
    if len(row.text) <= LONGEST:
        return [row]
    parts = [part for line in row.text.split("\n") for part in parts_of_line(line)]
    pages = [""]
    for part in parts:
        if pages[-1] and len(pages[-1]) + len(part) > LONGEST:
            pages.append(part)
        else:
            pages[-1] = f"{pages[-1]}\n{part}" if pages[-1] else part
    name = row.label or "Heading"
    return [
        replace(row, label=f"{name} (part {number} of {len(pages)})", text=text)
        for number, text in enumerate(pages, 1)
    ]


def raw_text(detail: Detail) -> str:
    """Paths with the source's own tokens, then the exact bytes, of every copy."""
    parts = []
    for member in detail.members:
        parts.append(f"{member.source_name}: {member.reference}   SHA-256 {member.sha256}")
        parts += [f"{path} = {token}" for line in member.lines for path, token in line.raw.items()]
        parts += ["", "Exactly as sent:", member.raw, ""]
    return "\n".join(parts)


def all_text(detail: Detail) -> str:
    """The whole detail as text, for copying."""
    lines = [detail.title, *detail.warnings, *detail.plain]
    lines += [f"{row.label}: {row.text}" if row.label else f"\n{row.text}" for row in detail_rows(detail)]
    return "\n".join(lines)
