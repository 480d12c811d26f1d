"""The outlook: ranges for the months to come, by the methods that held-back months bear out."""
