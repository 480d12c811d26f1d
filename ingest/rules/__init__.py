"""The rules of checking: one table of all of them, and the functions that look for what each one names."""
