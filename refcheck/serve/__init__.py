"""The local page of `refcheck serve`: documents come in by a form, are checked in child processes, and stay here.

names    what strangers call their documents → names that are safe to show
history  the folder of the runs, readable by its owner only
worker   the child process: one document → its report in every format
jobs     which runs wait or work; starts, bounds and ends the children
guard    which requests are answered at all
pages    what is known of a run → HTML
app      the addresses
listening  the port
"""
