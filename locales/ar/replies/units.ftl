units-is = { $amount } يساوي { $result }.
units-unclear = لم أستطع حساب ذلك.
