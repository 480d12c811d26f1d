"""History replayed under other terms or figures: many scenarios of one contract at once, through the one chain."""
