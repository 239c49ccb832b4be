"""The online test of a rewrite: turns that get it against turns that, by lot, do not.

Both defect rates have a Beta posterior; a rewrite that probably does harm is blocked. The lot keeps going as long as
the rewrite lives, so that a change of mind among users is seen (bivariate Beta, arXiv 2205.00029).
"""

from dataclasses import dataclass, replace
from math import sqrt
from statistics import NormalDist
from typing import Self

CONTROL_SHARE = 0.1
"""Share of the traffic that never gets a rewrite."""
ENOUGH = 20.0
"""Turns with the rewrite before it is judged."""
USELESS = 0.75
"""Defect rate from which a rewrite is not worth having, however bad it is without."""
_PRIOR = 10.0
"""Turns without it that the miner's estimate counts for."""
_MEMORY = 50.0
"""Turns an arm remembers; older ones fade, so that a change shows soon."""


@dataclass(frozen=True, slots=True)
class Arm:
    """Outcomes with the rewrite, or without."""

    defects: float = 0.0
    turns: float = 0.0

    def seen(self, defect: float) -> "Arm":
        """One more turn, defective with that probability."""
        keep = min(1.0, _MEMORY / (self.turns + 1))
        return Arm(self.defects * keep + defect, self.turns * keep + 1)

    @property
    def mean(self) -> float:
        """Posterior mean of the defect rate, prior Beta(1, 1)."""
        return (self.defects + 1) / (self.turns + 2)

    @property
    def variance(self) -> float:
        """Posterior variance of the defect rate."""
        return self.mean * (1 - self.mean) / (self.turns + 3)


@dataclass(frozen=True, slots=True)
class Trial:
    """Both arms of one rewrite."""

    treated: Arm
    control: Arm

    @classmethod
    def begin(cls, direct: float) -> Self:
        """A new trial; ``direct`` is the miner's estimate of success without the rewrite."""
        return cls(Arm(), Arm(_PRIOR * (1 - direct), _PRIOR))

    def with_treated(self, defect: float) -> "Trial":
        """One more turn that got the rewrite."""
        return replace(self, treated=self.treated.seen(defect))

    def with_control(self, defect: float) -> "Trial":
        """One more turn that the lot kept from it."""
        return replace(self, control=self.control.seen(defect))

    @property
    def harm(self) -> float:
        """Probability that the rewrite raises the defect rate, the posteriors taken as normal."""
        spread = sqrt(self.treated.variance + self.control.variance)
        return NormalDist().cdf((self.treated.mean - self.control.mean) / spread)

    def harmful(self, enough: float = ENOUGH) -> bool:
        """Whether to block: ``enough`` turns got it, and harm is likelier than good, or hardly any was served."""
        return self.treated.turns >= enough and (self.harm > 0.5 or self.treated.mean > USELESS)
