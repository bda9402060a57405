"""Vacancies into a survey: read, made comparable, counted on any engine, published with care."""
