"""Earn-back as terms: the share, the lines that are withheld and the data statuses that count as at target."""

from typing import Any

from contracts.contract import Contract

Row = dict[str, Any]

KIND = "earn back"
"""The kind of a line that gives back."""


def rows(contract: Contract) -> dict[str, list[Row]]:
    """Return the three tables of earn-back; empty where the contract has none."""
    rule = contract.earn_back
    tables: dict[str, list[Row]] = {"term_earn_back": [], "term_withheld": [], "term_at_target": []}
    if rule is not None:
        share = rule.share / 100
        tables["term_earn_back"].append(
            {
                "share": share.numerator,
                "share_scale": share.denominator,
                "periods": rule.after,
                # Without an expiry an amount may come back in any later month.
                "expires_after": rule.expires_after.months if rule.expires_after else 12_000,
                "restores_headroom": int(rule.restores_headroom),
            }
        )
        for number, indicator in enumerate(contract.indicators, start=1):
            if rule.indicators == "all" or indicator.id in rule.indicators:
                tables["term_withheld"] += [{"indicator": number, "kind": kind} for kind in rule.withheld]
        tables["term_at_target"] = [{"data_status": status} for status in rule.counts_as_at_target]
    return tables
