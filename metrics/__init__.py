"""What it means: the chain from measures to capped lines, one SQL file a step."""
