"""What was agreed: the contract file, its terms by month, its variations and its linter."""
