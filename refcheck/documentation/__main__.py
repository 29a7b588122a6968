"""`python -m refcheck.documentation README.md`: rewrite the tables that are made from the code."""

from __future__ import annotations

import sys
from pathlib import Path

from refcheck.documentation import updated

for name in sys.argv[1:]:
    file = Path(name)
    file.write_text(updated(file.read_text(encoding="utf-8")), encoding="utf-8")
