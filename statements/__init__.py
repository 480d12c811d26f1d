"""What was decided: statements with their working, drawn from what was known at a moment."""
