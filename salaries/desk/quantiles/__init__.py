"""The city table of a survey of quantiles: a cell a row, shown or taken away."""
