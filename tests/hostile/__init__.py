"""What means harm: documents, names and folders, networks, faults. Tests and docs/reliability.md share the tables."""
