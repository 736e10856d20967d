"""Inflection: the forms of a word in running text, by the endings of its language.

The endings are data, one file per language beside this module; `README.md` there says how they are written.
"""
