"""An indicator set beside what others publish of the same: England, its region, and neighbours that a person named."""
