"""The life of a statement: sent, answered, certified, paid; and what certified months are put right by afterwards."""
