"""What is to be expected to the end of the contract year: ranges, and what the mechanism makes of them."""
