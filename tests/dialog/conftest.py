from pathlib import Path

import pytest

from dialog.testing import Talk


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)
