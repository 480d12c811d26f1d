"""What is known: one DuckDB file, append-only, beside the originals; people, and what each of them may do."""
