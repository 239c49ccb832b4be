from runtime.accelerators import accelerators


def test_each_accelerator_is_reported_with_a_reason() -> None:
    reports = accelerators()
    assert [report.name for report in reports] == ["AWS Neuron", "Qualcomm QNN", "Hailo", "Apple Core ML"]
    assert all(report.why and report.needs for report in reports)
