import pytest

from assistant.progress import download_bars, step_bar


def test_bars_go_to_stderr_and_leave_stdout_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with download_bars() as arrived:
        arrived("weights.onnx", 5, 10)
        arrived("weights.onnx", 10, 10)
    with step_bar() as stepped:
        stepped(3, 3, "loss 0.125")
    said = capsys.readouterr()
    assert not said.out
    assert "weights.onnx" in said.err
    assert "loss 0.125" in said.err
