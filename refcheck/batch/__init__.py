"""Many documents: several processes, what one document may cost, and what was done already.

    crew      processes that do pieces of work side by side; one that dies or hangs costs one piece
    cluster   the same on an existing Dask cluster, by way of its scheduler
    nights    the work of the nightly job on documents, as machines of a cluster have it
    station   what a worker of such a cluster does: pieces in a process of its own
    checking  the work on one document, from its path to its files, as `refcheck check` has it
    done      what a folder of reports holds already, so that unchanged documents are not checked again

Results come in the order of the input, and as they come; nothing is kept for a document once it was handed on.
"""
