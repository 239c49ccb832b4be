"""Pages of code and files that loading touched and running does not: given back, a third of what is resident.

The kernel keeps them as cached files for as long as nobody else needs the memory; what runs comes back by itself.
"""

import ctypes
import sys

import psutil

_MADV_DONTNEED = 4


def release_unused_pages() -> None:
    """Unmap what can be read again from its file; call it once loading is over. Only Linux tells what that is.

    Pages that were written to, such as relocated tables, are not touched: nothing could bring them back.
    """
    if sys.platform != "linux":
        return
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for mapped in psutil.Process().memory_maps(grouped=False):
        if mapped.path.startswith("/") and mapped.perms in ("r--p", "r-xp") and not mapped.anonymous:
            first, end = (int(bound, 16) for bound in mapped.addr.split("-"))
            advise(first, end - first, _MADV_DONTNEED)  # refused for pages that are locked, which then stay
