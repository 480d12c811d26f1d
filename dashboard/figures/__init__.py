"""What the pages draw, as markup: pure functions of a month's documents that know neither the pages nor the store."""
