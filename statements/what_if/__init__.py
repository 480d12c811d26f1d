"""What if: history replayed under changed performance or changed terms, and what one more success is worth."""
