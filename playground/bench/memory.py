"""Memory of the program while it trains at maximum speed for long."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from playground.bench.cases import SMALL
from playground.bench.desk import open_desk
from playground.bench.effort import Effort, Measured
from playground.session.speed import MAXIMUM

MEGABYTE = 1e6


def measure(effort: Effort) -> Iterator[Measured]:
    """The growth in percent between two moments, and the size at the second, in megabytes."""
    early, late = effort.memory_seconds
    with open_desk(SMALL.experiment()) as desk:
        desk.session.set_speed(MAXIMUM)
        desk.session.play()
        desk.wait(early)
        before = resident_bytes()
        desk.wait(late - early)
        after = resident_bytes()
    yield Measured("memory.growth", 100.0 * (after / before - 1.0))
    yield Measured("memory.total", after / MEGABYTE)


def resident_bytes() -> float:
    """The memory that this process has in use; where the system doesn't say, the most it ever had."""
    statistics = Path("/proc/self/statm")
    if statistics.exists():
        return int(statistics.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "win32":
        return _windows_bytes()
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _windows_bytes() -> float:
    """The working set, by the Windows function that knows it."""
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD), ("faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "pages", "peak_pages")),
        )  # fmt: skip

    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.K32GetProcessMemoryInfo(wintypes.HANDLE(-1), ctypes.byref(counters), counters.cb)
    return float(counters.now)
