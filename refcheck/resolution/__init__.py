"""Resolution: references become verdicts, each with the evidence behind it."""
