import json
from pathlib import Path

from lab.nlu.bench.values import bench_values


def line(number: str, locale: str, text: str, annotation: str) -> str:
    row = {"id": number, "locale": locale, "partition": "dev", "intent": "alarm_set", "utt": text}
    return json.dumps(row | {"annot_utt": annotation}, ensure_ascii=False)


def test_what_is_read_is_compared_with_the_parallel_english(tmp_path: Path) -> None:
    english = [
        line("1", "en-US", "wake me tomorrow", "wake me [date : tomorrow]"),
        line("2", "en-US", "wake me at seven am", "wake me at [time : seven am]"),
        line("3", "en-US", "call tuesday weld", "call [person : tuesday weld]"),
    ]
    german = [
        line("1", "de-DE", "weck mich heute", "weck mich [date : heute]"),
        line("2", "de-DE", "weck mich um sieben uhr früh", "weck mich um [time : sieben uhr früh]"),
        line("3", "de-DE", "weck mich dannund", "weck mich [date : dannund]"),
    ]
    (tmp_path / "en-US.jsonl").write_text("\n".join(english), "utf-8")
    (tmp_path / "de-DE.jsonl").write_text("\n".join(german), "utf-8")
    record = bench_values(tmp_path, ["en-US", "de-DE"], lambda done, total, said: None)
    assert (record.locales["de-DE"].date, record.locales["de-DE"].time) == (50, 100)
    assert (record.locales["de-DE"].compared, record.locales["de-DE"].as_in_english) == (2, 50)
    assert record.locales["en-US"].false_alarms == 100
    assert record.unread["de-DE"] == ("dannund",)
