"""Whether web addresses still answer, what took their place, and where a copy is kept.

`check` holds the conversation with one address; `judgement` reads what came back; `rescue` looks for archived copies.
Nothing here opens a connection.
"""
