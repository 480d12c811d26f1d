"""The payment mechanism a second time: exact, slow and obvious, written from its description alone."""
