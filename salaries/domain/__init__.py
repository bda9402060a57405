"""What pay means: frozen values and pure functions, standard library only.

Money is whole roubles (RUB) a month. Shares and ratios that are exact arithmetic are
`fractions.Fraction`; what needs a model of the distribution is `float`.
"""
