from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.arithmetic.expression import CalculationError, evaluate, spoken_expression


@pytest.mark.parametrize(
    ("locale", "text", "expression"),
    [
        ("en-US", "what is seven times eight", "7*8"),
        ("en-US", "what's three plus three hundred and fifty five", "3+355"),
        ("en-US", "can you add up thirteen plus five plus nine for me", "13+5+9"),
        ("en-US", "what is twenty percent of one hundred and twenty", "20/100*120"),
        ("en-US", "how much is remaining after subtracting four from eight", "8-4"),
        ("en-US", "what is the remainder when five hundred and twenty one is divided by three", "521%3"),
        ("en-US", "the square root of thirty four", "√34"),
        ("de-DE", "wie viel ist zwölf mal acht", "12*8"),
        ("de-DE", "was ist die wurzel aus neun", "√9"),
        ("es-ES", "cuánto es doce por ocho", "12*8"),
        ("fr-FR", "combien font deux cent divisé par treize", "200/13"),
        ("it-IT", "quanto fa dodici per otto", "12*8"),
        ("pt-PT", "quanto é doze vezes oito", "12*8"),
        ("nl-NL", "wat is twaalf keer acht", "12*8"),
        ("hi-IN", "दो सौ को तेरह से विभाजित करने पर क्या होता है", "200/13"),
        ("ja-JP", "二百を十三で割ると何ですか", "200/13"),
        ("zh-CN", "十二乘以八是多少", "12*8"),
        ("tr-TR", "on iki çarpı sekiz kaç", "12*8"),
        ("en-US", "what is the answer to ten", ""),
        ("en-US", "open calculator", ""),
    ],
)
def test_an_expression_is_read_in_the_words_of_its_language(locale: str, text: str, expression: str) -> None:
    assert spoken_expression(text, locale) == expression


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("7*8", "56"),
        ("2+3*4", "14"),
        ("(2+3)*4", "20"),
        ("2^3^2", "512"),
        ("-2^2", "-4"),
        ("√9+1", "4"),
        ("10/4", "2.5"),
    ]
    + [("521%3", "2"), ("1/3", "0.3333333333"), ("8-4-2", "2")],
)
def test_an_expression_has_the_value_that_mathematics_gives_it(expression: str, value: str) -> None:
    assert evaluate(expression) == Decimal(value)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("5/0", "division"),
        ("√-1", "range"),
        ("9^9^9^9", "range"),
        ("2+", "unclear"),
        ("", "unclear"),
        ("(1", "unclear"),
    ],
)
def test_an_expression_without_a_value_says_why(expression: str, reason: str) -> None:
    with pytest.raises(CalculationError) as error:
        evaluate(expression)
    assert error.value.reason == reason


@given(st.text(alphabet="0123456789+-*/%^√().", max_size=30))
def test_any_expression_has_a_value_or_a_reason(expression: str) -> None:
    try:
        assert evaluate(expression).is_finite()
    except CalculationError as error:
        assert error.reason
