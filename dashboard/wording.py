"""Sentences that only the pages need; numbers and dates are written by ``contracts.wording``."""

NOBODY_SIGNED_IN = (
    "Nobody is signed in. Come here through your organisation’s sign-in; if you did, ask the contract officer, because "
    "it has not told Reckoner who you are."
)
NO_CONTRACT = "You have no appointment on any contract here today. Ask the contract officer to appoint you."
