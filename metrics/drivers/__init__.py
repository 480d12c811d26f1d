"""What moved a figure from one month to another: its change, parted exactly between the groups that make it up."""
