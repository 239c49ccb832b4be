"""Memory that only loading needed is given back, and nothing that is computed changes."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import json
import psutil
from nlu.student import open_student
from runtime.residency import release_unused_pages
student = open_student("cpu")
said = [("wake me at seven", "en-US"), ("明日の天気を教えて", "ja-JP")]
before, resident = [student.understand(*each) for each in said], psutil.Process().memory_info().rss
release_unused_pages()
after = [student.understand(*each) for each in said]
print(json.dumps([before == after, psutil.Process().memory_info().rss / resident]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which pages can be read again")
def test_what_only_loading_needed_is_given_back_and_all_else_stays() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=True)
    same, share = json.loads(done.stdout)
    assert same
    assert share < 0.85
