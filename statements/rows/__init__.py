"""From a figure down to the rows of the return, and from a row back up to what it cost."""
