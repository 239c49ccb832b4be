"""How the arbitration networks are made: simulated turns, fits, calibration, release."""
