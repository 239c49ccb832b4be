"""Memory that loading took and running does not need: given back, nearly half of what is resident.

The kernel keeps pages of code and files as cached files for as long as nobody else needs the memory; what runs comes
back by itself.
"""

import ctypes
import sys

import psutil

_MADV_PAGEOUT = 21  # other than MADV_DONTNEED it loses nothing where a thread has mapped something else meanwhile


def release_unused_pages() -> None:
    """Unmap what can be read again from its file, and what was freed; call it once loading is over.

    Only Linux tells what that is. Pages that were written to, such as relocated tables, are not touched: nothing could
    bring them back.
    """
    if sys.platform != "linux":
        return
    release_freed()
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for mapped in psutil.Process().memory_maps(grouped=False):
        if mapped.path.startswith("/") and mapped.perms in ("r--p", "r-xp") and not mapped.anonymous:
            first, end = (int(bound, 16) for bound in mapped.addr.split("-"))
            advise(first, end - first, _MADV_PAGEOUT)  # refused for pages that are locked, which then stay


def release_freed() -> None:
    """Give back what was freed, of which glibc keeps 100 MB after a long utterance; takes 10 ms."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):  # other libraries keep little
        libc.malloc_trim(0)
