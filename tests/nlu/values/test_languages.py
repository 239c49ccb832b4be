"""The same plain wishes in many languages, scripts and directions."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nlu.values import resolve_duration, resolve_when

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Saturday
TOMORROW_EVENING = "11-22 19:00"  # tomorrow at seven in the evening
FIVE = "11-21 17:00"  # five in the afternoon
FRIDAY = "11-27"  # on Friday
HALF_AN_HOUR = timedelta(minutes=30)
TEN_MINUTES = timedelta(minutes=10)

EVENING = [
    ("ar-SA", "بكرة سبعة المساء"),
    ("bn-BD", "আগামীকাল সন্ধ্যা সাতটায়"),
    ("ca-ES", "demà a les set del vespre"),
    ("da-DK", "i morgen klokken syv om aftenen"),
    ("de-DE", "morgen um sieben uhr abends"),
    ("el-GR", "αύριο στις εφτά το βράδυ"),
    ("es-ES", "mañana a las siete de la tarde"),
    ("fa-IR", "فردا ساعت هفت بعد از ظهر"),
    ("fi-FI", "huomenna illalla kello seitsemän"),
    ("he-IL", "מחר בשבע בערב"),
    ("hi-IN", "कल शाम सात बजे"),
    ("hu-HU", "holnap este hétkor"),
    ("id-ID", "besok jam tujuh sore"),
    ("it-IT", "domani alle sette di sera"),
    ("ja-JP", "明日の夜七時"),
    ("ko-KR", "내일 저녁 일곱 시"),
    ("nb-NO", "i morgen kveld klokken syv"),
    ("pl-PL", "jutro o siódmej wieczorem"),
    ("ro-RO", "mâine la șapte seara"),
    ("ru-RU", "завтра в семь вечера"),
    ("sv-SE", "i morgon klockan sju på kvällen"),
    ("ta-IN", "நாளை மாலை ஏழு மணிக்கு"),
    ("te-IN", "రేపు సాయంత్రం ఏడు గంటలకు"),
    ("th-TH", "พรุ่งนี้ตอนเย็น 19:00"),
    ("tr-TR", "yarın akşam yedide"),
    ("ur-PK", "کل شام سات بجے"),
    ("vi-VN", "bảy giờ tối mai"),
    ("zh-CN", "明天晚上七点"),
    ("zh-TW", "明天晚上七點"),
]
AFTERNOON = [
    ("af-ZA", "vyf-uur n. m."),
    ("fa-IR", "پنج بعد از ظهر"),
    ("he-IL", "חמש אחר הצהריים"),
    ("ja-JP", "午後５時"),
    ("ko-KR", "오후 다섯 시"),
    ("ms-MY", "pukul lima petang"),
    ("my-MM", "ညနေ ငါးနာရီ"),
    ("sq-AL", "pesë pasdite"),
    ("th-TH", "ห้าโมงเย็น"),
    ("ur-PK", "شام پانچ بجے"),
    ("vi-VN", "năm giờ chiều"),
    ("zh-CN", "下午五点"),
    ("km-KH", "ម៉ោងប្រាំល្ងាច"),
]
WEEKDAY = [
    ("ar-SA", "الجمعة الجاي"),
    ("bn-BD", "শুক্রবারে"),
    ("cy-GB", "ddydd gwener nesaf"),
    ("fa-IR", "جمعه آینده"),
    ("fi-FI", "ensi perjantaina"),
    ("he-IL", "ביום שישי הבא"),
    ("hu-HU", "jövő pénteken"),
    ("ja-JP", "次の金曜日"),
    ("ko-KR", "다음 금요일에"),
    ("ml-IN", "അടുത്ത വെള്ളിയാഴ്ച"),
    ("pl-PL", "w przyszły piątek"),
    ("ru-RU", "в следующую пятницу"),
    ("th-TH", "วันศุกร์หน้า"),
    ("ur-PK", "اگلے جمعے"),
    ("zh-TW", "下禮拜五"),
]
HALF = [
    ("ar-SA", "نص ساعة"),
    ("fa-IR", "نیم ساعت"),
    ("fi-FI", "puolen tunnin päästä"),
    ("he-IL", "חצי שעה"),
    ("ja-JP", "三十分"),
    ("ka-GE", "ნახევარ საათში"),
    ("ru-RU", "полчаса"),
    ("sw-KE", "nusu saa"),
    ("th-TH", "ครึ่งชั่วโมง"),
    ("tl-PH", "kalahating oras"),
    ("ur-PK", "آدھے گھنٹے"),
    ("vi-VN", "nửa tiếng"),
    ("zh-TW", "半小時"),
]
TEN = [
    ("az-AZ", "on dəqiqəyə"),
    ("he-IL", "עשר דקות"),
    ("is-IS", "tíu mínútur"),
    ("jv-ID", "sepuluh menit"),
    ("km-KH", "ដប់នាទី"),
    ("kn-IN", "ಹತ್ತು ನಿಮಿಷ"),
    ("mn-MN", "арван минутын"),
    ("my-MM", "ဆယ်မိနစ်"),
    ("te-IN", "పది నిమిషాలు"),
    ("ur-PK", "دس منٹ"),
]


def moment(locale: str, text: str) -> str:
    when = resolve_when([text], locale, NOW)
    found = when.after(NOW) if when else None
    return f"{found:%m-%d %H:%M}" if found else f"never: {when}"


@pytest.mark.parametrize(("locale", "text"), EVENING)
def test_tomorrow_at_seven_in_the_evening(locale: str, text: str) -> None:
    assert moment(locale, text) == TOMORROW_EVENING


@pytest.mark.parametrize(("locale", "text"), AFTERNOON)
def test_five_in_the_afternoon(locale: str, text: str) -> None:
    assert moment(locale, text) == FIVE


@pytest.mark.parametrize(("locale", "text"), WEEKDAY)
def test_next_friday(locale: str, text: str) -> None:
    when = resolve_when([text], locale, NOW)
    assert when and when.day and f"{when.day:%m-%d}" == FRIDAY


@pytest.mark.parametrize(("locale", "text"), HALF)
def test_half_an_hour(locale: str, text: str) -> None:
    assert resolve_duration(text, locale) == HALF_AN_HOUR


@pytest.mark.parametrize(("locale", "text"), TEN)
def test_ten_minutes(locale: str, text: str) -> None:
    assert resolve_duration(text, locale) == TEN_MINUTES
