"""Contract files and figures made up at test time, on which the chain and the reference have to agree."""
