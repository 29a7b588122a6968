"""The job of every night: what is new in an archive, what broke in it, what was mended.

`archive` walks the folder, `state` keeps what is known from night to night (SQLite or PostgreSQL, through one SQL
layer), `comparing` says what the findings of a changed document mean, `job` does a run in steps that can be broken off
anywhere. The pages are written by `refcheck.reporting.nightly`.
"""
