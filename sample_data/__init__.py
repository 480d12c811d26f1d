"""Sample contracts and returns. Except for the published figures that a contract file lists, all of it is made up."""
