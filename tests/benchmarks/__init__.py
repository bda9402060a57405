"""Ratios taken side by side in one run (`make bench`); no test, for machines are noisy."""
