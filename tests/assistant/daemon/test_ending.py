import subprocess
import sys

STUCK = """
import threading
from assistant.daemon.ending import leave_within
threading.Thread(target=threading.Event().wait).start()  # keeps an interpreter from its end
leave_within(0.2)
"""


def test_a_thread_that_never_ends_does_not_keep_the_service_from_its_end() -> None:
    assert subprocess.run([sys.executable, "-c", STUCK], timeout=60, check=False).returncode == 0
