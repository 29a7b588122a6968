"""What the reports say of the rules: put together here, since rules and reports do not know one another."""

from __future__ import annotations

from refcheck.reporting import RuleText
from refcheck.rules import RULES


def rule_texts() -> dict[str, RuleText]:
    """What a card says of its rule, by the rule's name."""
    return {
        rule.name: RuleText(rule.title, rule.summary, rule.why, rule.wrong, rule.right, rule.severity) for rule in RULES
    }
