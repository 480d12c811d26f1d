"""Reading a returned file: bytes in, sheets of text with their addresses out.

This module imports nothing on purpose: the child process that opens workbooks starts with the standard library alone.
"""
