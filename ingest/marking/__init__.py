"""A copy of a return with the cells of its findings marked."""
