arithmetic-result = { NUMERAL($result) }.
arithmetic-division = لا تجوز القسمة على صفر.
arithmetic-range = ليس لذلك جواب عددي.
arithmetic-unclear = لم أستطع حساب ذلك.
