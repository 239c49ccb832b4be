"""What money is worth in other money, by the reference rates of the European Central Bank."""

from skills.currency.skill import Currency

__all__ = ["Currency"]
