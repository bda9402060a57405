"""Programs' door to the same answers: JSON over HTTP, described by an OpenAPI document.

Routes are thin: the forms of the pages read the question, `answers` holds the answer.
"""
