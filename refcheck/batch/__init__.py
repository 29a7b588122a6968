"""Many documents: several processes, what one document may cost, and what was done already.

    crew      processes that do pieces of work side by side; one that dies or hangs costs one piece
    cluster   the same on an existing Dask cluster, by way of its scheduler
    nights    the work of the nightly job on documents, as other processes have it
    station   what a worker of such a cluster does: pieces in a process of its own
    asking    what documents have to ask of the network, and how the answers come to those who check them
    checking  the work on one document, from its path to its files, as `refcheck check` has it
    packing   what is kept of a document in few bytes
    done      what a folder of reports holds already, so that unchanged documents are not checked again

What is done is written down as it comes, and told in the order of the input; the list of a run lies on disk.
"""
