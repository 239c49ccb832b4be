import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.cli import run

pytestmark = pytest.mark.usefixtures("loaded")
GOOD = "name: it tells the time\nsteps:\n  - {say: 'What time is it?', expect: {skill: clock}}\n"
BAD = "name: it sets <timers>\nsteps:\n  - {type: what time is it, expect: {skill: timers}}\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    return [str(tmp_path / "good.yaml"), str(tmp_path / "bad.yaml")]


def test_one_that_fails_fails_the_command_and_says_why(capsys, files: list[str]) -> None:
    assert run(["script", *files]) == 1
    out, err = capsys.readouterr()
    assert "ok     it tells the time" in out
    assert "skill is 'clock', not 'timers'" in out
    assert "1 of 2" in err


def test_all_that_pass_end_well(files: list[str]) -> None:
    assert run(["script", files[0]]) == 0


def test_repeating_tells_how_many_come_out_differently(capsys, files: list[str]) -> None:
    run(["script", *files, "--repeat", "2"])
    assert "0 of 2 came out differently in 2 runs" in capsys.readouterr().err


def test_json_has_every_step(capsys, files: list[str]) -> None:
    run(["script", *files, "--json"])
    good, bad = map(json.loads, capsys.readouterr().out.splitlines())
    assert good["steps"][0]["turn"]["skill"] == "clock"
    assert bad["steps"][0]["problems"]


def test_junit_and_page_are_written(tmp_path: Path, files: list[str]) -> None:
    junit, page = tmp_path / "report.xml", tmp_path / "report.html"
    run(["script", *files, "--junit", str(junit), "--html", str(page)])
    suite = ElementTree.parse(junit).getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    text = page.read_text(encoding="utf-8")
    assert "it sets &lt;timers&gt;" in text
    assert text.count("data:audio/flac;base64,") == 2


def test_a_broken_script_is_bad_input(capsys, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("name: x\n", encoding="utf-8")
    assert run(["script", str(tmp_path / "x.yaml")]) == 2
    assert "x.yaml:1" in capsys.readouterr().err
