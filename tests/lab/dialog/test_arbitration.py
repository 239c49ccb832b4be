"""The record of the arbitration bench, as a picture and a page."""

from pathlib import Path

from lab.dialog.arbitration import ArbitrationBench, Estimate, SkillCalibration, picture
from lab.figures.page import figures
from runtime.provenance import Provenance

RECORD = ArbitrationBench(
    provenance=Provenance.here("python -m lab bench arbitration"),
    seed=1,
    locales=("en-US",),
    turns=1000,
    ambiguous=300,
    right={"ranker": Estimate(value=60, low=55, high=65), "highest confidence": Estimate(value=50, low=45, high=55)},
    gain=Estimate(value=10, low=6, high=14),
    everyday={"ranker": 93.0, "highest confidence": 90.0},
    skills={"alarms": SkillCalibration(turns=200, before=0.1, error=0.03, bins=((0.2, 0.25, 20), (0.9, 0.92, 180)))},
    scarce=("timers",),
    decline={"MASSIVE": 0.91},
    decline_by_confidence={"MASSIVE": 0.76},
)


def test_the_reliability_of_each_skill_is_drawn(tmp_path: Path) -> None:
    picture(RECORD, tmp_path / "diagram.svg")
    assert "<svg" in (tmp_path / "diagram.svg").read_text("utf-8")


def test_the_page_says_what_the_record_says(tmp_path: Path) -> None:
    (tmp_path / "arbitration.json").write_text(RECORD.model_dump_json(), encoding="utf-8")
    page = figures(tmp_path)
    assert "10.0 points above the highest confidence (95 % interval 6.0 – 14.0)" in page
    assert "| alarms | 200 | 10.0 | 3.0 |" in page
    assert "MASSIVE 0.910 (student's confidence 0.760)" in page


def test_a_folder_without_records_has_no_section(tmp_path: Path) -> None:
    assert "## Arbitration" not in figures(tmp_path)
