"""Resolution: references become verdicts, each with the evidence behind it.

`resolve.resolve` does it, asking an `authority.Authority`; `catalogue.Catalogue` is the one on disk.
"""
