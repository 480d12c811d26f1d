"""What moved an indicator between two months: which groups of the rows behind it, and how."""
