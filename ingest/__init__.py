"""What was returned: files become rows that know their sheet and cell, findings, and an accepted submission."""
