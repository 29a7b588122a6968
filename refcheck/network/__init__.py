"""The network edge: what may be asked, how politely, and what came back.

Sources and link checks are written as conversations: generators that yield a `Request`, are sent its `Answer`, and
return what they learnt. They open nothing themselves. This package carries the requests: it vets every address,
keeps each host's pace, remembers answers, and ends in bounded time.
"""
