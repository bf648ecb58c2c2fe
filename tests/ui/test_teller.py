"""What the window tells of its states, and that it tells nothing of a patient."""

import pytest

from tests.ui import sample_messages as sample
from viewer.engine import messages as say
from viewer.source.protocols import PatientQuery
from viewer.ui.teller import Teller
