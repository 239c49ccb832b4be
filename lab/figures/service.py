"""The sections on the service and the terminal of the page of figures."""

from pathlib import Path

from lab.endurance.daemon import DaemonRecord, Load
from lab.endurance.faults import FaultsRecord
from lab.endurance.terminal import TuiRecord
from runtime.machine import Machine


def service_sections(records: Path) -> list[str]:
    """Markdown for each record on the service that is there.

    Args:
        records: Folder of JSON records.
    """
    parts = []
    if (file := records / "bench-daemon.json").exists():
        parts.append(_daemon(DaemonRecord.model_validate_json(file.read_text("utf-8"))))
    if (file := records / "faults.json").exists():
        parts.append(_faults(FaultsRecord.model_validate_json(file.read_text("utf-8"))))
    if (file := records / "bench-tui.json").exists():
        parts.append(_tui(TuiRecord.model_validate_json(file.read_text("utf-8"))))
    return parts


def _daemon(record: DaemonRecord) -> str:
    steady, crowd = record.steady, record.overload
    idle = "; ".join(f"{name} {percent:.1f} %" for name, percent in record.idle_percent.items())
    return "\n".join(
        [
            "## Many clients",
            "",
            f"The whole service, and its clients in the same process, on {_machine(record.machine)}. {steady.clients} "
            f"Wyoming clients for {steady.seconds:g} s, each with {steady.pause:g} s between two requests: "
            f"{steady.rate:g} answers a second, {steady.lost} lost, {_refused(steady)} refused, at most "
            f"{steady.most_waiting} waiting. Memory grew by {record.growth_mb:+.1f} MB from the second sixth of that "
            f"time to the last; open files {record.descriptors[0]} before and {record.descriptors[1]} after, tasks "
            f"{record.tasks[0]} and {record.tasks[1]}. Then {crowd.clients} clients without a pause for "
            f"{crowd.seconds:g} s: {crowd.rate:g} answers a second, {crowd.lost} lost, {_refused(crowd)} refused, at "
            f"most {crowd.most_waiting} waiting, of {record.longest_queue} that may; afterwards the service "
            f"{'was' if record.ready else 'was not'} ready. Listening to a quiet room, in percent of a core: {idle}. "
            f"Made by `{record.provenance.command}`.",
            "",
            "| Milliseconds | requests | median | 95 % | 99 % | longest |",
            "|---|---|---|---|---|---|",
            *_rows(steady, f"{steady.clients} clients"),
            *_rows(crowd, f"{crowd.clients} clients, no pause"),
            "",
        ]
    )


def _refused(load: Load) -> str:
    return ", ".join(f"{count} `{code}`" for code, count in sorted(load.refused.items())) or "none"


def _rows(load: Load, who: str) -> list[str]:
    return [
        f"| {kind}, {who} | {one.requests} | {one.median:.0f} | {one.p95:.0f} | {one.p99:.0f} | {one.longest:.0f} |"
        for kind, one in load.latencies.items()
    ]


def _faults(record: FaultsRecord) -> str:
    rows = [
        f"| {row.fault} | {row.said} | {'yes' if row.served else 'no'} | {row.seconds:.2f} | {row.acknowledged} | "
        f"{row.lost} |"
        for row in record.faults
    ]
    missing = "".join(f" Not made: {fault}, because {why}." for fault, why in record.not_broken.items())
    return "\n".join(
        [
            "## What breaks",
            "",
            "One service lives through all of it; what it acknowledged are timers and entries of lists."
            f"{missing} Made by `{record.provenance.command}`.",
            "",
            "| Fault | what it says | next request answered | after (s) | acknowledged | lost |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _tui(record: TuiRecord) -> str:
    rows = [f"| {one.size} | {one.percent:.1f} | {one.kilobytes:.1f} | {one.resident_mb:.0f} |" for one in record.costs]
    return "\n".join(
        [
            "## The terminal while it listens",
            "",
            f"Each size watched for {record.seconds:g} s in a quiet room, on {_machine(record.machine)}; voice "
            f"activity detection included. Made by `{record.provenance.command}`.",
            "",
            "| Size | percent of a core | KB written a second | MB |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _machine(machine: Machine) -> str:
    return f"{machine.processor}, {machine.cores} cores (load {machine.load:.1f})"
