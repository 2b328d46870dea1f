"""Other processes, as tests and benchmarks look at them; of one that has gone there is nothing to tell."""

import psutil


def children_of(process: int) -> list[int]:
    """The processes that one has started."""
    try:
        return [child.pid for child in psutil.Process(process).children()]
    except psutil.NoSuchProcess:
        return []


def is_there(process: int) -> bool:
    """Whether a process is there, and no zombie that nobody has collected."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def memory_of(process: int) -> float:
    """What a process has in memory, in MB."""
    try:
        return psutil.Process(process).memory_info().rss / 2**20
    except psutil.NoSuchProcess:
        return 0.0


def processor_of(process: int) -> float:
    """The processor time that a process has had, in seconds."""
    try:
        times = psutil.Process(process).cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system
