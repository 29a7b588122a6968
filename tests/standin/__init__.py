"""A stand-in for the public sources and for the web: one real HTTP server on loopback, its answers in fixtures/sources.

    python -m tests.standin --port 8123

serves every host of the fixtures by the Host header, and prints the settings with which refcheck asks it.
"""
