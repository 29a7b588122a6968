"""The United Nations' own conventions: symbols, sessions, ordinals, dates. Pure, no I/O.

Every other package may use this one: it is the language that they share.
"""
