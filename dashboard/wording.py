"""Sentences that only the pages need; numbers and dates are written by ``contracts.wording``."""

NOBODY_SIGNED_IN = (
    "Nobody is signed in. Come here through your organisation’s sign-in; if you did, ask the contract officer, because "
    "it has not told Reckoner who you are."
)
SIGN_IN = "Sign in to Reckoner"
HOW_TO_SIGN_IN = "Contracts are shown to the people appointed to them. Sign in as your organisation knows you."
NOT_LET_IN = "You are not known here"
UNKNOWN_NAME = "Your organisation’s sign-in says that you are:"
WHOM_TO_ASK = (
    "Nobody is known here by that name. Send it to the contract officer and ask to be appointed under it. If you "
    "usually come under another name, sign out and sign in under that."
)
NO_CONTRACT = "You have no appointment on any contract here today. Ask the contract officer to appoint you."
NOT_BEGUN = "This contract begins on {day}. There is nothing to show before."
NOT_OFFERED = "The address names the {name} “{asked}”, which is not offered here; {shown} is shown."
