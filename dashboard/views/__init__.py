"""The pages: each is given what is selected and shows it."""
