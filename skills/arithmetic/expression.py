"""Arithmetic over decimals: from words to an expression, and from an expression to its value."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal, DecimalException, localcontext
from typing import Literal

from locales import section
from nlu.values import digits
from nlu.values.language import language, whole_words
from skills.wording import SkillWords

_DIGITS_OF_PRECISION = 28
_DECIMALS = 10
_LARGEST_WITH_DECIMALS = Decimal("1e17")
_LARGEST_EXPONENT = 10_000
_MOST_TOKENS = 100
_NUMBER = r"((?<!\d)-?\d+(?:\.\d+)?)"
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[-+*/%^√()]")
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 4}


class CalculationError(Exception):
    """An expression without a value.

    Attributes:
        reason: ``division``, ``range`` or ``unclear``.
    """

    def __init__(self, reason: Literal["division", "range", "unclear"]) -> None:
        super().__init__(reason)
        self.reason = reason


class ArithmeticWords(SkillWords):
    """Words of arithmetic.

    Attributes:
        symbols: What is written for words, in the order in which they are replaced; ``#`` stands for a number.
    """

    symbols: Mapping[str, str] = {}


def spoken_expression(text: str, locale: str) -> str:
    """The expression that an utterance holds, such as ``7*8``; empty where it holds none.

    Number words become digits, operator words symbols, and what stands around the expression is left out.
    """
    text = digits(text, locale).replace("×", "*").replace("÷", "/").replace("−", "-")
    text = re.sub(r"(\d),(\d{3})(?!\d)", r"\1\2", text) if language(locale) in {"en", "hi", "ja", "zh"} else text
    text = re.sub(r"(\d),(\d)", r"\1.\2", text)
    words = section(language(locale), "arithmetic", ArithmeticWords) or ArithmeticWords()
    for pattern, symbols in words.symbols.items():
        text = re.sub(whole_words(pattern.replace("#", _NUMBER), locale), f" {symbols} ", text)
    runs = (run for run in re.findall(r"[-+*/%^√()\d.\s]+", text) if re.search(r"\d", run))
    expression = max((re.sub(r"\s+", " ", run).strip(" .") for run in runs), key=len, default="")
    is_sum = bool(re.search(r"\d\)? ?[-+*/%^] ?[-(√\d]|√ ?\(?\d", expression))
    return expression.replace(" ", "") if is_sum and not re.search(r"\d \d", expression) else ""


def evaluate(expression: str) -> Decimal:
    """The value of an expression of ``+ - * / % ^ √`` and parentheses, by precedence climbing.

    Raises:
        CalculationError: Division by zero, a root of a negative number, a value beyond reason, or a broken expression.
    """
    tokens = _TOKEN.findall(expression)
    if "".join(tokens) != expression or not 0 < len(tokens) <= _MOST_TOKENS:
        raise CalculationError("unclear")
    try:
        with localcontext(Context(prec=_DIGITS_OF_PRECISION, Emax=_LARGEST_EXPONENT, Emin=-_LARGEST_EXPONENT)):
            value = _parsed(tokens, 0)
            if abs(value) < _LARGEST_WITH_DECIMALS:
                value = round(value, _DECIMALS).normalize() + 0
    except ZeroDivisionError as error:
        raise CalculationError("division") from error
    except DecimalException as error:
        raise CalculationError("range") from error
    if tokens or not value.is_finite():
        raise CalculationError("unclear" if tokens else "range")
    return value


def _parsed(tokens: list[str], weakest: int) -> Decimal:
    left = _operand(tokens)
    while tokens and (binding := _BINDING.get(tokens[0], -1)) >= max(weakest, 1):
        operator = tokens.pop(0)
        right = _parsed(tokens, binding if operator == "^" else binding + 1)
        left = _applied(operator, left, right)
    return left


def _operand(tokens: list[str]) -> Decimal:
    if not tokens:
        raise CalculationError("unclear")
    token = tokens.pop(0)
    match token:
        case "-":
            return -_parsed(tokens, 3)
        case "√":
            return _parsed(tokens, 3).sqrt()
        case "(":
            value = _parsed(tokens, 0)
            if not tokens or tokens.pop(0) != ")":
                raise CalculationError("unclear")
            return value
        case _ if token[0].isdigit():
            return Decimal(token)
        case _:
            raise CalculationError("unclear")


def _applied(operator: str, left: Decimal, right: Decimal) -> Decimal:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case "%":
            return left % right
        case _:
            if abs(right) > _LARGEST_EXPONENT:
                raise CalculationError("range")
            return left**right
