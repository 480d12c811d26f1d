"""Cases that will breach: open assessments by days to their limit, and what the next month comes to."""
