"""Rows of fields made from a table: what stands where, how a value comes in and goes out again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from viewer.source.secret import Purpose
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.sources.path_field import PathField
from viewer.ui.sources.secret_field import SecretField

_WIDEST_PX = 260


class Form(Enum):
    """What a field is."""

    TEXT = 0
    NUMBER = 1
    WORDS = 2
    FLAG = 3
    PATH = 4
    CHOICE = 5
    SECRET = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One row. ``key`` is the path of the value in an Endpoint (``oauth.client_id``), or a secret's purpose.

    ``hint`` stands in the empty field. ``choices``: (value, words) of a CHOICE.
    """

    key: str
    label: str
    form: Form = Form.TEXT
    hint: str = ""
    choices: tuple[tuple[object, str], ...] = ()


class FieldGroup(QWidget):
    """Signals: ``changed()`` when a value changed by hand."""

    changed = Signal()

    def __init__(self, name: str, specs: Sequence[Spec]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._specs = {spec.key: spec for spec in specs}
        self._rings: list[FocusRing] = []
        self.fields: dict[str, QWidget] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(8)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for spec in specs:
            field = self._made(spec)
            self.fields[spec.key] = field
            self._form.addRow("" if spec.form is Form.FLAG else spec.label, field)

    def _made(self, spec: Spec) -> QWidget:
        if spec.form is Form.SECRET:
            secret = SecretField(spec.label)
            secret.line.textEdited.connect(self.changed)
            return secret
        if spec.form is Form.FLAG:
            flag = QCheckBox(spec.label)
            flag.setAccessibleName(spec.label)
            flag.toggled.connect(self.changed)
            return flag
        return self._choice(spec) if spec.form is Form.CHOICE else self._typed(spec)

    def _typed(self, spec: Spec) -> QWidget:
        line = QLineEdit()
        line.setAccessibleName(spec.label)
        line.setPlaceholderText(spec.hint)
        line.textEdited.connect(self.changed)
        if spec.form is Form.PATH:
            path = PathField(spec.label, line)
            path.chosen.connect(self.changed)
            return path
        self._rings.append(FocusRing(line))
        return line

    def _choice(self, spec: Spec) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(spec.label)
        box.view().setAccessibleName(f"Choices of {spec.label}")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for value, words in spec.choices:
            box.addItem(words, value)
        box.currentIndexChanged.connect(self.changed)
        self._rings.append(FocusRing(box))
        return box

    def show_values(self, values: Mapping[str, object]) -> None:
        """Fill the fields, by key; a secret's value is what to say of the stored one."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for key, spec in self._specs.items():
            _put(self.fields[key], spec, values.get(key, ""))
        self.blockSignals(False)  # noqa: FBT003 - as above

    def values(self) -> dict[str, object]:
        """What the fields say, without the secrets."""
        return {
            key: _got(self.fields[key], spec)
            for key, spec in self._specs.items()
            if spec.form is not Form.SECRET
        }

    def secrets(self) -> dict[Purpose, str]:
        """What was typed into the secrets that are on screen; "" where one is to be removed."""
        found = {}
        for key, field in self.fields.items():
            if isinstance(field, SecretField) and self._form.isRowVisible(field):
                typed = field.typed()
                if typed is not None:
                    found[Purpose(key)] = typed
        return found

    def clear_secrets(self) -> None:
        """Nothing typed stays on screen."""
        for field in self.fields.values():
            if isinstance(field, SecretField):
                field.line.clear()

    def label_width(self) -> int:
        """How wide the widest label wants to be."""
        return max(label.sizeHint().width() for label in self._labels())

    def set_label_width(self, width: int) -> None:
        """Let the fields of several groups stand in one line; where labels are wide, below their labels."""
        if width > _WIDEST_PX:
            self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
            return
        for label in self._labels():
            label.setMinimumWidth(width)

    def _labels(self) -> list[QWidget]:
        found = [self._form.labelForField(field) for field in self.fields.values()]
        return [label for label in found if label is not None]

    def show_only(self, keys: Collection[str]) -> None:
        """Show these rows and no other."""
        for key, field in self.fields.items():
            self._form.setRowVisible(field, key in keys)

    def is_shown(self, key: str) -> bool:
        """Whether a row is on screen."""
        return self._form.isRowVisible(self.fields[key])


def _put(field: QWidget, spec: Spec, value: object) -> None:
    if isinstance(field, SecretField):
        field.show_state(str(value))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(max(field.findData(value), 0))
    elif isinstance(field, PathField | QLineEdit):
        field.setText(_text(spec, value))
        if isinstance(field, QLineEdit):
            field.setCursorPosition(0)  # of a long address the host is what matters


def _text(spec: Spec, value: object) -> str:
    if spec.form is Form.NUMBER:
        return str(value) if value else ""
    if spec.form is Form.WORDS and isinstance(value, tuple):
        return " ".join(str(one) for one in value)
    return str(value)


def _got(field: QWidget, spec: Spec) -> object:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentData()
    text = field.text().strip() if isinstance(field, PathField | QLineEdit) else ""
    if spec.form is Form.NUMBER:
        return int(text) if text.isascii() and text.isdigit() else (-1 if text else 0)
    return tuple(text.split()) if spec.form is Form.WORDS else text
